"""A block of draws says, bit for bit, what its draws say one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.equity import rules
from simulator.equity.composite import Standard
from simulator.equity.equality_table import equality_table
from simulator.equity.gaps import measure
from simulator.equity.ranks import ranks
from simulator.equity.reference_values import Levels
from simulator.equity.series import KINDS, Series, series_value
from simulator.equity.status import StatusThresholds
from simulator.equity.targets import KINDS as CELL_KINDS
from simulator.equity.targets import Targets
from simulator.equity.verdicts import judge

pytestmark = pytest.mark.unit

SHAPES = st.tuples(*(st.integers(*ends) for ends in ((1, 4), (2, 20), (1, 5), (1, 17))))
VARY = ("value", "numerator", "denominator", "population")


def some_series(random, draws, shape):
    """Return made-up indicators, zeros and missing numbers among them; the province is the sum."""
    areas, indicators, years = shape
    numerator = random.integers(0, 40_000, (draws, *shape)).astype(np.float64)
    numerator[random.random(numerator.shape) < 0.02] = 0.0
    numerator[:, random.random((areas, indicators)) < 0.1] = np.nan
    denominator = random.integers(1, 10**6, numerator.shape).astype(np.float64)
    denominator[random.random(numerator.shape) < 0.02] = 0.0
    population = random.integers(1, 10**7, (draws, areas, years)).astype(np.float64)
    for whole in (numerator, denominator, population):
        whole[:, -1] = whole[:, :-1].sum(axis=1)
    per = random.choice([1.0, 100.0, 1000.0], indicators)
    return Series(
        value=series_value(numerator, denominator, per),
        numerator=numerator,
        denominator=denominator,
        per=per,
        direction=random.choice([-1, 0, 1, 1, 1], indicators).astype(np.int8),
        kind=random.choice(len(KINDS), indicators).astype(np.int8),
        real=random.random((areas, indicators)) < random.random(),
        base_known=random.random((areas, indicators)) < 0.8,
        population=population,
    )


def draw_of(block, draw):
    """Return one draw of a block of series."""
    return block._replace(**{name: getattr(block, name)[draw] for name in VARY})


def some_levels(random, draws, shape):
    """Return targets, national levels and unit costs (draw, 1, indicator)."""
    target = random.uniform(0.0, 50.0, shape[:2])
    target[random.random(shape[:2]) < 0.3] = np.nan
    cost = random.integers(1, 10**9, (draws, 1, shape[1])).astype(np.float64)
    national = np.where(random.random(shape[1]) < 0.5, 7.4, np.nan)
    return Levels(target, random.integers(2020, 2036, shape[:2]), national, cost)


def some_targets(random, shape):
    """Return rows of every kind of cell."""
    rows, (areas, indicators, _) = 12, shape

    def numbers():
        made = random.uniform(0.0, 50.0, rows)
        return np.where(random.random(rows) < 0.3, np.nan, made)

    def codes(most):
        return random.integers(0, most, rows).astype(np.int8)

    low = numbers()
    year = random.integers(2019, 2024, rows)
    return Targets(
        area=random.integers(0, areas, rows),
        indicator=random.integers(0, indicators, rows),
        base_year=year,
        target_year=year + random.integers(1, 8, rows),
        value=numbers(),
        low=low,
        high=low + 2.0,
        base_value=numbers(),
        comparator=codes(rules.NO_COMPARATOR + 1),
        accumulation=codes(2),
        kind=codes(len(CELL_KINDS)),
        tolerance=random.choice([0.0, 0.5], rows),
        decimals=random.choice([-1, 0, 2, rules.NOT_PRINTED], rows).astype(np.int8),
        base_decimals=random.choice([0, 1], rows).astype(np.int8),
        binding=random.random(rows) < 0.5,
        base_is_bound=random.random(rows) < 0.2,
        in_force=random.random(rows) < 0.8,
        milestone_year=(year + 1)[:, None],
        milestone_value=numbers()[:, None],
    )


def same(block, draws):
    """Hold every field of a block equal to the draws', laid on one another."""
    for name in block._fields:
        found, single = getattr(block, name), [getattr(one, name) for one in draws]
        if found.ndim == single[0].ndim:
            single = single[0]
        np.testing.assert_array_equal(found, single, err_msg=name)


@given(SHAPES, st.integers(0, 10**6))
def test_gaps_and_ranks(sizes, seed):
    (draws, *shape), random = sizes, np.random.default_rng(seed)
    block, years = some_series(random, draws, shape), 2020 + np.arange(shape[-1])
    levels = some_levels(random, draws, shape)
    single = [
        (draw_of(block, draw), levels._replace(unit_cost_fen=levels.unit_cost_fen[draw]))
        for draw in range(draws)
    ]
    same(measure(block, levels, years, 2020), [measure(*one, years, 2020) for one in single])
    np.testing.assert_array_equal(ranks(block), [ranks(one) for one, _ in single])


@given(SHAPES, st.integers(0, 10**6))
def test_verdicts(sizes, seed):
    (draws, *shape), random = sizes, np.random.default_rng(seed)
    block, years = some_series(random, draws, shape), 2020 + np.arange(shape[-1])
    targets, margins = some_targets(random, shape), random.uniform(0.0, 0.2, (3, draws))
    single = [
        judge(targets, draw_of(block, draw), years, 2020, StatusThresholds(*margins[:, draw]))
        for draw in range(draws)
    ]
    together = StatusThresholds(*margins[:, :, None, None])
    same(judge(targets, block, years, 2020, together), single)


@given(SHAPES, st.integers(0, 10**6))
@example(sizes=(2, 18, 1, 1), seed=18)
def test_inequality(sizes, seed):
    (draws, *shape), random = sizes, np.random.default_rng(seed)
    block, years = some_series(random, draws, shape), 2020 + np.arange(shape[-1])
    standard = Standard(random.uniform(1.0, 50.0, shape[:2]), random.random(shape[1]) < 0.5)
    aversion = random.choice([0.3, 0.5, 0.85, 1.0, 2.0], draws)
    single = [
        equality_table(draw_of(block, draw), standard, float(aversion[draw]), years, 2020)
        for draw in range(draws)
    ]
    same(equality_table(block, standard, aversion, years, 2020), single)
