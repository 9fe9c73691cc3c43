"""Gaps in every measure, on numbers to check by hand."""

import numpy as np
import pytest

from simulator.axes import REFERENCES
from simulator.equity.gaps import NO_REFERENCE, default_reference, measure
from simulator.equity.reference_values import NATIONAL, PEOPLE_LEFT, PROVINCE, TARGET
from tests.unit.equity.examples import levels, series

pytestmark = pytest.mark.unit

YEARS = np.array([2020, 2021, 2022])
# City 0 rises from 4 to 5 to 6 per 1000, city 1 stays at 8; the province 6, 6.5, 7.
BEDS = [[[4.0, 5.0, 6.0]], [[8.0, 8.0, 8.0]]]


def gaps(changes=None, people=1000.0, **level_changes):
    made = series(BEDS, people, **(changes or {}))
    return measure(made, levels((3, 1), **level_changes), YEARS, 2020)


def city(values, reference="province", area=0):
    return values[area, 0, REFERENCES.index(reference)].tolist()


def test_the_gap_is_city_minus_reference():
    found = gaps()
    assert city(found.gap) == [-2.0, -1.5, -1.0]
    assert city(found.gap_percent) == pytest.approx([-100 / 3, -150 / 6.5, -100 / 7])
    assert city(found.favourable) == [-1.0, -1.0, -1.0]
    assert city(found.favourable, area=1) == [1.0, 1.0, 1.0]
    assert city(found.base_value) == [4.0, 4.0, 4.0]


def test_units_and_yuan_close_the_gap_with_the_reference_held():
    found = gaps(unit_cost_fen=np.array([110_000_000.0]))
    assert city(found.units_to_close) == [2.0, 2.0, 1.0]
    assert city(found.yuan_to_close) == [2_200_000.0, 2_200_000.0, 1_100_000.0]
    assert city(found.units_to_close, area=1) == [0.0, 0.0, 0.0]
    assert city(found.yuan_to_close, area=1) == [0.0, 0.0, 0.0]


def test_without_a_unit_cost_there_is_no_yuan():
    assert np.isnan(city(gaps().yuan_to_close)).all()


def test_a_unit_cost_may_differ_by_area():
    found = gaps(unit_cost_fen=np.array([[100.0], [200.0], [300.0]]))
    assert city(found.yuan_to_close)[0] == 2.0


def test_years_at_the_mean_pace_since_the_base():
    found = gaps()
    assert np.isnan(city(found.years_to_close)[0])
    assert city(found.years_to_close)[1:] == [3.0, 2.0]
    assert city(found.years_to_close, area=1) == [0.0, 0.0, 0.0]


def test_a_widening_gap_has_no_years():
    made = series([[[6.0, 5.0, 4.0]], [[8.0, 8.0, 8.0]]], 1000.0)
    found = measure(made, levels((3, 1)), YEARS, 2020)
    assert np.isnan(city(found.years_to_close)).all()


def test_fewer_is_better_turns_the_sign():
    found = gaps({"direction": np.array([-1], np.int8)})
    assert city(found.favourable) == [1.0, 1.0, 1.0]
    assert city(found.units_to_close, area=1) == [2.0, 2.0, 1.0]


def test_the_weight_is_the_share_of_the_provinces_people():
    people = np.array([[[1000.0] * 3], [[3000.0] * 3]])
    found = gaps(people=people)
    assert city(found.weight_in_province) == [0.25] * 3
    assert city(found.weight_in_province, "target", area=2) == [1.0] * 3


def test_effects_stand_beside_every_reference():
    found = gaps()
    assert city(found.capacity_effect, "best") == [0.0, 1.0, 2.0]
    assert city(found.population_effect, "best") == [0.0, 0.0, 0.0]


def test_an_improvement_because_people_left_is_flagged():
    made = series([[[4.0, 4.0, 4.0]], [[8.0] * 3]], [[[1000.0, 900.0, 800.0]], [[1000.0] * 3]])
    found = measure(made, levels((3, 1)), YEARS, 2020)
    assert [bool(bits & PEOPLE_LEFT) for bits in city(found.flags)] == [False, True, True]


def test_the_default_reference_falls_to_target_then_national():
    assert default_reference(gaps())[:, 0].tolist() == [PROVINCE, PROVINCE, NO_REFERENCE]
    unknown = {"base_known": np.zeros((3, 1), np.bool_)}
    target = np.array([[7.0], [np.nan], [7.7]])
    fallen = gaps(unknown, target=target, national=np.array([7.4]))
    assert default_reference(fallen)[:, 0].tolist() == [TARGET, NATIONAL, TARGET]
    assert default_reference(gaps(unknown))[:, 0].tolist() == [NO_REFERENCE] * 3


def test_every_field_has_the_full_shape():
    found = gaps()
    shape = (3, 1, len(REFERENCES), 3)
    assert all(field.shape == shape for field in found[:-1])
