"""The ways of counting who is compared, measured side by side."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from simulator.equity import units_compared
from simulator.equity.atkinson import atkinson_of
from simulator.equity.gini import gini_of
from simulator.equity.range_ratio import range_ratio_of
from simulator.equity.series import Codes, Floats, Integers, Series
from simulator.equity.shares import relative
from simulator.equity.theil import theil_l_of, theil_t_of
from simulator.equity.units_compared import FEWEST_REAL_CITIES, Compared
from simulator.equity.variation import coefficient_of_variation_of

GROUPS = ("all", "between", "within", "real")
"""all cities; between groups; within groups; the real cities alone."""
ALL, BETWEEN, WITHIN, REAL = 0, 1, 2, 3
REAL_CITIES, ALL_CITIES = 1, 2
"""Positions among the variants of the real cities alike, and of all cities, weighted: the only
one with groups."""


class Variant(NamedTuple):
    """Who is compared, by one way of counting."""

    compared: Compared
    indicator: Integers
    """Position of each indicator compared. Shape (indicator,)."""
    group: Codes
    """Shape (indicator,)."""
    weighted: bool


def of_evidence(series: Series, rows: Integers) -> list[Variant]:
    """Return the variants that rest on evidence alone."""
    whole = series.real[:-1].all(axis=0)
    told = [(units_compared.with_rest(series), BETWEEN), (units_compared.real_only(series), REAL)]
    return [
        Variant(compared, rows, np.where(whole, ALL, group).astype(np.int8), group == BETWEEN)
        for compared, group in told
    ]


def of_all_cities(series: Series, rows: Integers, imputed: Integers) -> list[Variant]:
    """Return the variants over all cities, for indicators with imputed ones."""
    compared = units_compared.all_cities(series).of_indicators(imputed)
    enough = series.real[:-1].sum(axis=0)[imputed] >= FEWEST_REAL_CITIES
    once = (compared.weight > 0.0) & enough[:, None, None]
    group = np.full(imputed.size, ALL, np.int8)
    return [
        Variant(compared, rows[imputed], group, weighted=True),
        Variant(
            compared._replace(weight=once.astype(np.float64)), rows[imputed], group, weighted=False
        ),
    ]


def measured_side_by_side(variants: list[Variant], aversion: float | Floats) -> list[list[Floats]]:
    """Return the measures of every variant in their order. Shapes (..., indicator, year).

    What is measured stands side by side, once; where nobody is counted there is no measure.
    """
    lanes_of = [counted(variant.compared) for variant in variants]
    value, weight = (
        np.concatenate(
            [
                np.take(variant.compared[field], lanes, axis=-3)
                for variant, lanes in zip(variants, lanes_of, strict=True)
            ],
            axis=-3,
        )
        for field in (0, 1)
    )
    seen = relative(value, weight)
    measures = (
        gini_of(seen),
        theil_t_of(seen),
        theil_l_of(seen),
        atkinson_of(seen, aversion),
        coefficient_of_variation_of(seen),
        range_ratio_of(seen),
    )
    ends = np.cumsum([0] + [lanes.size for lanes in lanes_of])
    return [
        [_everywhere(found[..., first:last, :], lanes, variant) for found in measures]
        for (first, last), lanes, variant in zip(pairwise(ends), lanes_of, variants, strict=True)
    ]


def counted(compared: Compared) -> Integers:
    """Return the indicators for which somebody is counted in some year or draw."""
    weight = np.moveaxis(compared.weight, -3, 0)
    return np.flatnonzero(weight.any(axis=tuple(range(1, weight.ndim))))


def _everywhere(found: Floats, lanes: Integers, variant: Variant) -> Floats:
    """Return a measure for all indicators of a variant, NaN where it was not measured."""
    if lanes.size == variant.indicator.size:
        return found
    whole = np.full((*found.shape[:-2], variant.indicator.size, found.shape[-1]), np.nan)
    whole[..., lanes, :] = found
    return whole
