"""Counties follow their own ages and sum to their city."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.population.arrays import Counties
from simulator.population.counties import county_residents
from simulator.population.projection import project
from tests.population_inputs import made_up

pytestmark = pytest.mark.unit
CITY = np.array([0, 0, 1])


@pytest.fixture
def inputs():
    start = np.full((3, 2, 101), 100.0)
    start[0, :, 60:] = 400.0
    start[1, :, 20:30] = 300.0
    cities = np.stack([start[:2].sum(axis=0), start[2]])
    given = made_up(cities, 5, default=np.array([0.01, -0.01]))
    counties = Counties(
        np.array([410101, 0, 410201]),
        ("old", "young", "whole"),
        CITY,
        start,
        np.array([1.0, 2.0, 2.0]),
    )
    return given._replace(counties=counties)


def test_counties_sum_to_their_city_in_every_cell(inputs):
    persons = project(inputs).member(0).persons
    counties = county_residents(inputs, persons)
    np.testing.assert_allclose(counties[:, :2].sum(axis=1), persons[:, 0], rtol=1e-12)
    np.testing.assert_allclose(counties[:, 2], persons[:, 1], rtol=1e-12)


def test_a_cohort_keeps_its_share(inputs):
    persons = project(inputs).member(0).persons
    counties = county_residents(inputs, persons)
    for year in range(1, 6):
        share = counties[year, 0, 0, 60 + year] / persons[year, 0, 0, 60 + year]
        assert share == pytest.approx(400.0 / 500.0)


def test_births_follow_women_and_their_fertility(inputs):
    persons = project(inputs).member(0).persons
    born = county_residents(inputs, persons)[1, :2, :, 0].sum(axis=1)
    # 100 women an age at one child each, 300 at two
    np.testing.assert_allclose(born[1] / born[0], 6.0)


def test_where_a_city_is_empty_its_counties_share_arrivals_equally(inputs):
    persons = project(inputs).member(0).persons.copy()
    persons[0, 0, 0, 50] = 0.0
    empty = inputs.counties.start.copy()
    empty[:2, 0, 50] = 0.0
    moved = inputs._replace(counties=inputs.counties._replace(start=empty))
    counties = county_residents(moved, persons)
    np.testing.assert_allclose(counties[1, :2, 0, 51], persons[1, 0, 0, 51] / 2.0)
