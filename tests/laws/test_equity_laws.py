"""Laws of verdicts, effects and inequality that hold for any numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.equity import rules
from simulator.equity.atkinson import atkinson
from simulator.equity.effects import decompose
from simulator.equity.gaps import measure
from simulator.equity.gini import gini
from simulator.equity.range_ratio import range_ratio
from simulator.equity.rules import Way
from simulator.equity.theil import split_theil_l, split_theil_t, theil_l, theil_t
from simulator.equity.variation import coefficient_of_variation
from tests.unit.equity.examples import levels, series

pytestmark = pytest.mark.unit


def atkinson_half(values, weights=None):
    return atkinson(values, weights, 0.5)


def atkinson_two(values, weights=None):
    return atkinson(values, weights, 2.0)


TRANSFER_MEASURES = (gini, theil_t, theil_l, atkinson_half, atkinson_two, coefficient_of_variation)
MEASURES = (*TRANSFER_MEASURES, range_ratio)
LEVEL = st.floats(0.1, 1000.0)
AREAS = st.lists(st.tuples(LEVEL, st.integers(1, 30)), min_size=2, max_size=18)
COUNTS = st.integers(0, 200_000)
PEOPLE = st.integers(1, 12_000_000)


def split(areas):
    numbers = np.array(areas, dtype=np.float64)
    return numbers[:, 0], numbers[:, 1]


@given(LEVEL, st.lists(st.integers(1, 30), min_size=2, max_size=18))
def test_equality_measures_nothing(level, people):
    values, weights = np.full(len(people), level), np.array(people, dtype=np.float64)
    for found in (measured(values, weights) for measured in TRANSFER_MEASURES):
        assert float(found) == pytest.approx(0.0, abs=1e-7)
    assert float(range_ratio(values, weights)) == pytest.approx(1.0, rel=1e-12)


@given(AREAS, st.floats(0.01, 100.0))
def test_the_unit_of_measurement_does_not_matter(areas, factor):
    values, weights = split(areas)
    for measured in MEASURES:
        once, scaled = measured(values, weights), measured(values * factor, weights)
        assert float(scaled) == pytest.approx(float(once), rel=1e-9, abs=1e-7)


@given(AREAS)
def test_a_weight_counts_like_replicated_areas(areas):
    values, weights = split(areas)
    replicated = np.repeat(values, weights.astype(np.int64))
    for measured in MEASURES:
        found = float(measured(values, weights))
        assert found == pytest.approx(float(measured(replicated)), rel=1e-9, abs=1e-7)


@given(AREAS, st.integers(1, 1000))
def test_equal_weights_are_no_weights(areas, weight):
    values, _ = split(areas)
    for measured in MEASURES:
        found = float(measured(values, np.full(values.size, float(weight))))
        assert found == pytest.approx(float(measured(values)), rel=1e-9, abs=1e-7)


@given(AREAS, st.floats(0.01, 0.49))
def test_a_transfer_from_rich_to_poor_lowers_inequality(areas, share):
    values, weights = split(areas)
    rich, poor = int(np.argmax(values)), int(np.argmin(values))
    if values[rich] - values[poor] < 0.01 * values[rich]:
        return
    moved = share * (values[rich] - values[poor]) * min(weights[rich], weights[poor])
    after = values.copy()
    after[rich] -= moved / weights[rich]
    after[poor] += moved / weights[poor]
    for measured in TRANSFER_MEASURES:
        assert float(measured(after, weights)) < float(measured(values, weights))


@given(AREAS, st.lists(st.integers(0, 3), min_size=18, max_size=18))
def test_between_and_within_are_the_whole(areas, groups):
    values, weights = split(areas)
    chosen = np.array(groups[: values.size])
    for divided in (split_theil_t, split_theil_l):
        parts = divided(values, weights, chosen)
        total = float(parts.between + parts.within)
        assert total == pytest.approx(float(parts.total), rel=1e-9, abs=1e-12)
        assert float(parts.between) >= -1e-12
        assert float(parts.within) >= -1e-12


@given(COUNTS, COUNTS, PEOPLE, PEOPLE)
def test_the_two_effects_add_up_to_the_change(first, last, people_first, people_last):
    made = series([[[float(first), float(last)]]], [[[float(people_first), float(people_last)]]])
    effects = decompose(made, 0)
    change = made.value[0, 0, 1] - made.value[0, 0, 0]
    both = effects.capacity[0, 0, 1] + effects.population[0, 0, 1]
    size = max(abs(change), abs(float(effects.capacity[0, 0, 1])))
    assert abs(both - change) <= 1e-12 * size
    assert effects.capacity[0, 0, 0] == effects.population[0, 0, 0] == 0.0
    if first and last:
        assert np.sign(effects.capacity[0, 0, 1]) == np.sign(last - first)
        assert np.sign(effects.population[0, 0, 1]) == np.sign(people_first - people_last)


@given(LEVEL, LEVEL, LEVEL, st.floats(0.0, 5.0), st.integers(0, 5))
def test_met_is_monotone_and_agrees_with_the_shortfall(low, high, target, tolerance, comparator):
    low, high = sorted((low, high))
    if comparator in (rules.AT_LEAST, rules.MORE_THAN):
        assert rules.met(low, comparator, target, tolerance) <= rules.met(
            high, comparator, target, tolerance
        )
    if comparator in (rules.AT_MOST, rules.LESS_THAN):
        assert rules.met(low, comparator, target, tolerance) >= rules.met(
            high, comparator, target, tolerance
        )
    missing = rules.shortfall(low, comparator, target, tolerance)
    assert missing >= 0.0
    if rules.met(low, comparator, target, tolerance) == rules.YES:
        assert missing == 0.0


@given(LEVEL, LEVEL, st.integers(1, 15), st.booleans(), st.data())
def test_the_schedule_hits_base_and_target_and_stays_between(base, target, length, summed, data):
    way = Way(2020, base, 2020 + length, target, int(summed), False)
    start = 0.0 if summed else base
    assert rules.schedule_value(2020, way, []) == start
    assert rules.schedule_value(2020 + length, way, []) == target
    year = data.draw(st.integers(2020, 2020 + length))
    due = rules.schedule_value(year, way, [])
    slack = 1e-9 * (base + target)
    assert min(start, target) - slack <= due <= max(start, target) + slack


@given(st.lists(st.tuples(COUNTS, COUNTS, PEOPLE), min_size=2, max_size=6), st.randoms())
def test_permuting_the_cities_permutes_their_gaps(cities, random):
    order = list(range(len(cities)))
    random.shuffle(order)
    beds = np.array([[[a, b]] for a, b, _ in cities], dtype=np.float64)
    people = np.array([[[n, n]] for *_, n in cities], dtype=np.float64)
    shape = (len(cities) + 1, 1)
    years = np.array([2020, 2021])
    straight = measure(series(beds, people), levels(shape), years, 2020)
    turned = measure(series(beds[order], people[order]), levels(shape), years, 2020)
    for name in ("value", "gap", "units_to_close", "weight_in_province", "capacity_effect"):
        np.testing.assert_array_equal(getattr(turned, name)[:-1], getattr(straight, name)[order])


@given(st.floats(0.0, 1e7), st.integers(-4, 4))
def test_rounding_moves_by_half_a_printed_unit_at_most(value, decimals):
    rounded = rules.round_as_printed(value, decimals)
    assert abs(rounded - value) <= 0.5 * 10.0**-decimals * (1 + 1e-9) + 1e-14 * value
    assert rules.round_as_printed(rounded, decimals) == rounded
