"""Single ages from groups."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.axes import N_AGES
from simulator.inputs.population.graduation import births_before_census, graduate, to_year_end

pytestmark = pytest.mark.unit
STARTS = np.array([0.0, 1.0, *range(5, 90, 5)])
EDGES = np.append(STARTS, N_AGES).astype(int)


def parts_of(groups, births):
    cohorts = births_before_census(births, 1950, 2020, 10 / 12)
    lived = np.tile(np.linspace(1.0, 0.05, N_AGES), (2, 2, 1))
    return graduate(groups, STARTS, cohorts, lived, 10 / 12)


@pytest.fixture
def groups():
    draw = np.random.Generator(np.random.PCG64(7))
    return draw.uniform(0.0, 1e6, (2, 2, len(STARTS)))


def test_every_group_keeps_its_sum_and_no_age_is_negative(groups):
    parts = parts_of(groups, np.linspace(20e6, 10e6, 71))
    ages = parts.sum(axis=-1)
    again = np.add.reduceat(ages, EDGES[:-1], axis=-1)
    np.testing.assert_allclose(again, groups, rtol=1e-12)
    assert (parts >= 0.0).all()


def test_a_thin_cohort_stays_where_it_was_born(groups):
    births = np.full(71, 20e6)
    births[1961 - 1950] = 1e6
    ages = parts_of(groups, births).sum(axis=-1)
    assert (ages[..., 59] < ages[..., 58] / 3.0).all()


def test_ages_whose_births_are_unknown_are_marked():
    cohorts = births_before_census(np.full(71, 12.0), 1950, 2020, 10 / 12)
    assert cohorts[0].tolist() == pytest.approx([10.0, 2.0])
    assert np.isnan(cohorts[70, 1])
    assert not np.isnan(cohorts[:70]).any()


def test_those_whose_birthday_is_still_to_come_grow_older():
    parts = np.zeros((1, 2, N_AGES, 2))
    parts[..., 10, 0], parts[..., 10, 1] = 100.0, 20.0
    end = to_year_end(parts, np.ones((1, 2, N_AGES)), np.full((1, 2), 60.0), 2 / 12)
    assert end[0, 0, [0, 10, 11]].tolist() == [10.0, 100.0, 20.0]
    assert end.sum() == 260.0
