"""The yearly path on a population small enough to follow."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.errors import InputError
from simulator.inputs.population import Observed, PopulationInputs
from simulator.population.errors import Deviations
from simulator.population.projection import BLOCK, empty_path, project
from tests.population_inputs import made_up, unobserved

pytestmark = pytest.mark.unit
STEPS, REGIONS = 3, 2


def inputs(**changed) -> PopulationInputs:
    usual = {
        "start": np.full((REGIONS, 2, 101), 1000.0),
        "default": np.array([0.01, -0.02]),
        "weight": np.array([1.0, 0.5, 0.25]),
    }
    return made_up(steps=STEPS, **usual | changed)


def observed(**rows) -> Observed:
    plain = unobserved(STEPS, REGIONS)
    filled = {name: getattr(plain, name).copy() for name in rows}
    for name, (step, value) in rows.items():
        filled[name][step] = value
    return plain._replace(**filled)


def members(fertility=(1.0,), migration=0.0, regions=REGIONS) -> Deviations:
    """Return one member for each factor on fertility."""
    factors = np.repeat(np.array(fertility)[:, None], STEPS, axis=1)
    ones = np.ones_like(factors)
    return Deviations(factors, ones, migration * ones, np.zeros((*factors.shape, regions)))


def central(given: PopulationInputs):
    return project(given).member(0)


def test_without_totals_the_default_rate_fades():
    path = central(inputs())
    closed = path.persons[1:].sum(axis=(2, 3)) - path.net_migration[1:]
    rates = path.net_migration[1:] / closed
    np.testing.assert_allclose(rates, np.outer([1.0, 0.5, 0.25], [0.01, -0.02]))


def test_few_who_can_leave_mean_few_leavers():
    old = np.zeros((REGIONS, 2, 101))
    old[..., 60] = 1000.0
    young_only = np.where(np.arange(101) < 40, 1.0, 0.0)
    path = central(inputs(start=old, departure_rate=young_only, tfr=np.zeros((STEPS, REGIONS))))
    assert not path.net_migration[1:, 1].any()


def test_the_base_year_has_no_flows():
    path = central(inputs())
    assert np.isnan(path.births[0]).all()
    assert np.isnan(path.net_migration[0]).all()


def test_an_observed_total_is_met_and_its_rate_carried():
    path = central(inputs(observed=observed(total=(0, [210_000.0, 190_000.0]))))
    np.testing.assert_allclose(path.persons[1].sum(axis=(1, 2)), [210_000.0, 190_000.0])
    closed = path.persons[1:3].sum(axis=(2, 3)) - path.net_migration[1:3]
    rate = path.net_migration[1:3] / closed
    np.testing.assert_allclose(rate[1], rate[0] * 0.5)


def test_official_births_and_deaths_are_met():
    seen = observed(births_province=(0, 5000.0), deaths=(0, [2500.0, np.nan]))
    path = central(inputs(observed=seen))
    np.testing.assert_allclose(path.births[1].sum(), 5000.0)
    np.testing.assert_allclose(path.deaths[1, 0], 2500.0, rtol=1e-4)


def test_the_level_of_births_is_carried_on():
    seen = observed(births_province=(0, 5000.0))
    carried, left_out = (
        central(inputs(observed=seen, births_level_until=until)) for until in (2021, 2020)
    )
    np.testing.assert_array_equal(left_out.births[1], carried.births[1])
    plain = central(inputs())
    lower = carried.births[2].sum() / left_out.births[2].sum()
    np.testing.assert_allclose(lower, 5000.0 / plain.births[1].sum(), rtol=1e-9)


def test_members_deviate_only_where_nothing_is_official():
    seen = observed(births_province=(0, 5000.0))
    path = project(inputs(observed=seen), members((1.0, 0.5)))
    np.testing.assert_array_equal(path.births[1, 1], path.births[0, 1])
    np.testing.assert_allclose(path.births[1, 2], path.births[0, 2] * 0.5)


def test_an_error_of_migration_acts_where_no_total_is_observed():
    given = inputs(observed=observed(total=(0, [210_000.0, 190_000.0])))
    path, moved = (project(given, members(migration=error)).member(0) for error in (0.0, 0.001))
    np.testing.assert_array_equal(moved.persons[1], path.persons[1])
    extra = moved.net_migration[2] - path.net_migration[2]
    closed = path.persons[2].sum(axis=(1, 2)) - path.net_migration[2]
    np.testing.assert_allclose(extra, 0.001 * closed)


def test_what_cities_err_on_their_own_leaves_the_province_alone():
    own = np.random.Generator(np.random.PCG64(1)).normal(0.0, 0.01, (5, STEPS, REGIONS))
    ones = np.ones((5, STEPS))
    old = np.full((REGIONS, 2, 101), 1000.0)
    old[1, :, :40] = 100.0
    rates = np.where(np.arange(101) < 40, 2.0, 0.5)
    given = inputs(start=old, departure_rate=rates, default=np.zeros(REGIONS))
    path = project(given, Deviations(ones, ones, 0.0 * ones, own))
    assert np.abs(path.net_migration[:, 1:]).max() > 100.0
    np.testing.assert_allclose(path.net_migration[:, 1:].sum(axis=2), 0.0, atol=1e-8)


def test_a_city_meets_its_total_where_the_provinces_is_not_known():
    path = central(inputs(observed=observed(total=(0, [210_000.0, np.nan]))))
    np.testing.assert_allclose(path.persons[1, 0].sum(), 210_000.0)
    closed = path.persons[1, 1].sum() - path.net_migration[1, 1]
    np.testing.assert_allclose(path.net_migration[1, 1] / closed, -0.02)


def test_official_births_that_leave_others_fewer_than_none_are_an_error():
    seen = observed(births=(0, [9000.0, np.nan]), births_province=(0, 5000.0))
    with pytest.raises(InputError) as failure:
        project(inputs(observed=seen))
    assert failure.value.problems[0].code == "M111"


def test_members_do_not_depend_on_their_company():
    factors = np.linspace(0.5, 1.5, BLOCK + 3)
    together = project(inputs(), members(factors))
    for number in (0, BLOCK - 1, BLOCK, BLOCK + 2):
        alone = project(inputs(), members(factors[number : number + 1])).member(0)
        np.testing.assert_array_equal(alone.persons, together.persons[number])


def test_room_may_be_used_again():
    given, room = inputs(), empty_path(inputs(), 2)
    project(given, members((0.5, 2.0)), into=room)
    again = project(given, members((1.0, 1.0)), into=room)
    np.testing.assert_array_equal(again.persons[0], project(given).persons[0])


def test_more_leavers_than_residents_is_an_error():
    with pytest.raises(InputError) as failure:
        project(inputs(default=np.array([0.0, -1.5])))
    (problem,) = failure.value.problems
    assert (problem.code, problem.args["region"], problem.args["year"]) == ("M110", "b", "2021")


def test_leavers_where_nobody_can_leave_are_an_error():
    gone = np.zeros((REGIONS, 2, 101))
    gone[1] = 1000.0
    given = inputs(start=gone, added=np.full((STEPS, REGIONS), -5.0))
    with pytest.raises(InputError) as failure:
        project(given)
    assert failure.value.problems[0].code == "M110"


def test_deaths_that_exceed_the_residents_are_an_error():
    with pytest.raises(InputError) as failure:
        project(inputs(observed=observed(deaths_province=(1, 5e5))))
    assert failure.value.problems[0].code == "M111"
