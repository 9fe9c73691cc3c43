"""The yearly path on a population small enough to follow."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.errors import ModelError
from simulator.inputs.population import Observed, PopulationInputs
from simulator.population.projection import project

pytestmark = pytest.mark.unit
STEPS, REGIONS, AGES = 3, 2, 101


def inputs(**changed) -> PopulationInputs:
    unknown = np.full((STEPS, REGIONS), np.nan)
    pattern = np.zeros((STEPS, AGES))
    pattern[:, 20:30] = 0.1
    plain = PopulationInputs(
        years=np.arange(2020, 2021 + STEPS),
        regions=("a", "b"),
        start=np.full((REGIONS, 2, AGES), 1000.0),
        survival_ratio=np.full((STEPS, REGIONS, 2, AGES), 0.99),
        fertility_pattern=pattern,
        tfr=np.full((STEPS, REGIONS), 2.0),
        males_per_female_birth=np.full(STEPS, 1.05),
        migration_age_rate=np.full(AGES, 0.01),
        migration_default=np.array([0.01, -0.02]),
        migration_weight=np.array([1.0, 0.5, 0.25]),
        migration_added=np.zeros((STEPS, REGIONS)),
        migration_reference_years=2,
        observed=Observed(unknown, unknown, unknown, unknown[:, 0], unknown[:, 0]),
        official_total=np.zeros((STEPS + 1, REGIONS), dtype=bool),
    )
    return plain._replace(**changed)


def observed(**rows) -> Observed:
    plain = inputs().observed
    filled = {name: getattr(plain, name).copy() for name in rows}
    for name, (step, value) in rows.items():
        filled[name][step] = value
    return plain._replace(**filled)


def test_without_totals_the_default_rate_fades():
    path = project(inputs())
    before = path.persons[:-1].sum(axis=(2, 3))
    rates = path.net_migration[1:] / before
    np.testing.assert_allclose(rates, np.outer([1.0, 0.5, 0.25], [0.01, -0.02]))


def test_the_base_year_has_no_flows():
    path = project(inputs())
    assert np.isnan(path.births[0]).all()
    assert np.isnan(path.net_migration[0]).all()


def test_an_observed_total_is_met_and_its_rate_carried():
    path = project(inputs(observed=observed(total=(0, [210_000.0, 190_000.0]))))
    np.testing.assert_allclose(path.persons[1].sum(axis=(1, 2)), [210_000.0, 190_000.0])
    start = path.persons[:2].sum(axis=(2, 3))
    rate = path.net_migration[1:3] / start
    np.testing.assert_allclose(rate[1], rate[0] * 0.5)


def test_official_births_and_deaths_are_met():
    seen = observed(births_province=(0, 5000.0), deaths=(0, [2500.0, np.nan]))
    path = project(inputs(observed=seen))
    np.testing.assert_allclose(path.births[1].sum(), 5000.0)
    np.testing.assert_allclose(path.deaths[1, 0], 2500.0, rtol=1e-4)


def test_the_level_of_births_is_carried_on_and_the_factor_acts_only_later():
    seen = observed(births_province=(0, 5000.0))
    plain, fewer = (project(inputs(observed=seen), factor) for factor in (1.0, 0.5))
    np.testing.assert_array_equal(fewer.births[1], plain.births[1])
    np.testing.assert_allclose(fewer.births[2], plain.births[2] * 0.5)


def test_an_error_of_migration_acts_where_no_total_is_observed():
    error = np.full((STEPS + 1, REGIONS), 0.001)
    seen = observed(total=(0, [210_000.0, 190_000.0]))
    path, moved = (project(inputs(observed=seen), 1.0, e) for e in (None, error))
    np.testing.assert_array_equal(moved.persons[1], path.persons[1])
    extra = moved.net_migration[2] - path.net_migration[2]
    np.testing.assert_allclose(extra, 0.001 * path.persons[1].sum(axis=(1, 2)))


def test_more_leavers_than_residents_is_an_error():
    with pytest.raises(ModelError) as failure:
        project(inputs(migration_default=np.array([0.0, -1.5])))
    (problem,) = failure.value.problems
    assert (problem.code, problem.args["region"], problem.args["year"]) == ("M110", "b", "2021")


def test_deaths_that_exceed_the_residents_are_an_error():
    with pytest.raises(ModelError) as failure:
        project(inputs(observed=observed(deaths_province=(1, 5e5))))
    assert failure.value.problems[0].code == "M111"
