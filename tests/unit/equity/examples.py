"""Small made-up areas for the tests of equity: round numbers to check by hand."""

from __future__ import annotations

import numpy as np

from simulator.equity import rules
from simulator.equity.reference_values import Levels
from simulator.equity.series import PER_PEOPLE, Series, series_value
from simulator.equity.targets import NUMBER, Targets

YEARS = np.arange(2020, 2026)


def series(numerator, denominator, **changes) -> Series:
    """Return a series of cities; the province is their sum. Axes (city, indicator, year)."""
    numerator = np.asarray(numerator, dtype=np.float64)
    denominator = np.broadcast_to(np.asarray(denominator, dtype=np.float64), numerator.shape)
    numerator = np.concatenate([numerator, numerator.sum(axis=0, keepdims=True)])
    denominator = np.concatenate([denominator, denominator.sum(axis=0, keepdims=True)])
    n_areas, n_indicators, _ = numerator.shape
    per = np.asarray(changes.pop("per", np.full(n_indicators, 1000.0)), dtype=np.float64)
    return Series(
        value=series_value(numerator, denominator, per),
        numerator=numerator,
        denominator=denominator,
        per=per,
        direction=np.ones(n_indicators, np.int8),
        kind=np.full(n_indicators, PER_PEOPLE, np.int8),
        real=np.ones((n_areas, n_indicators), np.bool_),
        base_known=np.ones((n_areas, n_indicators), np.bool_),
        population=denominator[:, 0].copy(),
    )._replace(**changes)


def one_city(values, **changes) -> Series:
    """Return one city with 1,000 residents and one indicator of these yearly values."""
    return series(np.asarray(values, dtype=np.float64)[None, None], 1000.0, **changes)


def targets(**changes) -> Targets:
    """Return one target: from 10 in 2020 to at least 20 in 2025, of city 0, indicator 0."""
    row = {
        "area": 0,
        "indicator": 0,
        "base_year": 2020,
        "target_year": 2025,
        "value": 20.0,
        "low": np.nan,
        "high": np.nan,
        "base_value": 10.0,
        "comparator": rules.AT_LEAST,
        "accumulation": rules.LEVEL,
        "kind": NUMBER,
        "tolerance": 0.0,
        "decimals": 1,
        "base_decimals": 1,
        "binding": True,
        "base_is_bound": False,
        "in_force": True,
    }
    codes = ("comparator", "accumulation", "kind", "decimals", "base_decimals")
    milestones = changes.pop("milestones", {})
    row.update(changes)
    arrays = {
        name: np.atleast_1d(np.asarray(value, dtype=np.int8 if name in codes else None))
        for name, value in row.items()
    }
    return Targets(
        **arrays,
        milestone_year=np.array([list(milestones)], dtype=np.int64),
        milestone_value=np.array([list(milestones.values())], dtype=np.float64),
    )


def levels(shape, **changes) -> Levels:
    """Return levels that do not exist, of (area, indicator) ``shape``."""
    return Levels(
        target=np.full(shape, np.nan),
        target_year=np.zeros(shape, np.int64),
        national=np.full(shape[1], np.nan),
        unit_cost_fen=np.full(shape[1], np.nan),
    )._replace(**changes)
