"""The shipped projection beside official figures that it did not use."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.levers import Levers
from simulator.inputs.parameters import load_parameters
from simulator.inputs.population import PopulationInputs, load_population
from simulator.inputs.shipped import params_tree, shipped_folder
from simulator.population.projection import project

pytestmark = pytest.mark.integration
CITIES = (
    "zhengzhou", "kaifeng", "luoyang", "pingdingshan", "anyang", "hebi", "xinxiang", "jiaozuo",
    "puyang", "xuchang", "luohe", "sanmenxia", "nanyang", "shangqiu", "xinyang", "zhoukou",
    "zhumadian", "jiyuan",
)  # fmt: skip
WAN = 1e4


def load(end: int = 2030, **population: object) -> PopulationInputs:
    tree = params_tree(shipped_folder("params"))
    levers = Levers.model_validate({"population": population})
    inputs, problems = load_population(
        tree, CITIES, 2020, end, levers=levers, parameters=load_parameters(tree)[0]
    )
    assert problems == []
    return inputs


def run(end: int = 2030, **population: object):
    return project(load(end, **population)).member(0)


@pytest.fixture(scope="module")
def path():
    return run()


def on_survey_day(persons: np.ndarray, first: int, after: int | None) -> float:
    """Return residents of an age group as official figures count them [person].

    Shares by age come from the sample survey of 1 November and are applied to the total of the
    year's end. A sixth of those who reach an age within the year have their birthday later, and
    a sixth of the year's infants are not yet born.
    """
    by_age = persons.reshape(-1, persons.shape[-1]).sum(axis=0)
    later = by_age / 6.0
    found = by_age[first:after].sum() - later[first]
    if after is not None:
        found += later[after]
    return float(found * by_age.sum() / (by_age.sum() - later[0]))


@pytest.mark.parametrize(
    ("region", "year", "ages", "official", "tolerance"),
    [
        (None, 2022, (60, None), 1862, 0.015),
        (None, 2022, (0, 16), 2266, 0.015),
        (None, 2022, (16, 60), 5744, 0.015),
        ("zhengzhou", 2022, (60, None), 169.8, 0.04),
        ("zhengzhou", 2022, (0, 16), 246.6, 0.02),
        ("zhengzhou", 2022, (16, 60), 866.4, 0.015),
        ("xinxiang", 2023, (60, None), 119.0, 0.015),
        ("xinxiang", 2023, (65, None), 89.1, 0.015),
        ("xinxiang", 2023, (0, 16), 134.8, 0.015),
        ("xinxiang", 2023, (16, 60), 358.7, 0.015),
        ("luoyang", 2024, (60, None), 147.1, 0.015),
        ("anyang", 2024, (60, None), 111.5, 0.015),
        ("xuchang", 2022, (60, None), 89.6, 0.015),
        ("zhoukou", 2023, (60, None), 190.9, 0.015),
        ("zhoukou", 2023, (0, 16), 212.6, 0.015),
        ("nanyang", 2024, (60, None), 208.0, 0.015),
        ("nanyang", 2024, (0, 16), 214.3, 0.015),
    ],
)
def test_age_groups_are_as_many_as_the_official_survey_found(
    path, region, year, ages, official, tolerance
):
    cities = slice(None) if region is None else CITIES.index(region)
    found = on_survey_day(path.persons[year - 2020, cities], *ages)
    assert found == pytest.approx(official * WAN, rel=tolerance)


def test_official_totals_births_and_deaths_are_met(path):
    province = path.persons.sum(axis=(1, 2, 3))
    np.testing.assert_allclose(province[:5], [9941e4, 9883e4, 9872e4, 9815e4, 9785e4], rtol=1e-9)
    births, deaths = path.births[1:5].sum(axis=1), path.deaths[1:5].sum(axis=1)
    np.testing.assert_allclose(births, [79.3e4, 73.3e4, 69.5e4, 76.2e4], rtol=1e-9)
    np.testing.assert_allclose(deaths, [73.0e4, 74.1e4, 78.7e4, 77.3e4], rtol=1e-5)
    zhengzhou = path.persons[:, 0].sum(axis=(1, 2))
    np.testing.assert_allclose(zhengzhou[:3], [1261.7e4, 1274.2e4, 1282.8e4], rtol=1e-9)
    np.testing.assert_allclose(zhengzhou[3:5], [1300.8e4, 1308.6e4], rtol=3e-4)


def test_births_of_cities_are_met_where_they_are_published(path):
    for region, births in (("zhengzhou", [10.9, 9.8, 9.8]), ("xinxiang", [4.8, 4.3, 4.3])):
        found = path.births[1:4, CITIES.index(region)]
        np.testing.assert_allclose(found, np.array(births) * WAN, rtol=1e-9)


def test_the_rise_of_births_in_2024_is_not_carried_on(path):
    births = path.births.sum(axis=1)
    assert births[5] < np.mean(births[1:5])


@pytest.mark.parametrize(
    ("component", "flow", "low_is"),
    [("fertility", "births", -1), ("life_expectancy", "deaths", 1), ("migration", "persons", -1)],
)
def test_variants_act_only_after_the_last_official_year(path, component, flow, low_is):
    low, high = (run(variant={component: name}) for name in ("low", "high"))
    np.testing.assert_allclose(low.persons[:5], path.persons[:5], rtol=1e-12)
    amounts = [getattr(one, flow)[6].sum() for one in (low, path, high)]
    assert np.all(np.diff(amounts) * -low_is > 0)


def test_one_word_is_the_variant_of_fertility():
    np.testing.assert_array_equal(
        run(variant="low").persons, run(variant={"fertility": "low"}).persons
    )


def test_added_migrants_stay(path):
    more = run(migration={"kaifeng": {"unit": "person", "at": {2022: 5000, 2023: 0}}})
    added = more.persons[:, 1].sum(axis=(1, 2)) - path.persons[:, 1].sum(axis=(1, 2))
    np.testing.assert_allclose(added[:5], [0, 0, 5000, 5000, 5000], atol=1e-3)
    assert 4000 < added[-1] < 6000


def test_a_projection_to_2050_stays_whole():
    path = run(end=2050)
    assert np.isfinite(path.persons).all()
    assert 6e7 < path.persons[-1].sum() < 1e8


def test_without_hindsight_repeated_arrivals_beat_no_migration(path):
    inputs = load(end=2023, observed_until=2020)
    still = inputs.migration._replace(default=np.zeros(len(CITIES)))
    official = path.persons[3].sum(axis=(1, 2))
    missed = [
        np.abs(project(given).member(0).persons[3].sum(axis=(1, 2)) / official - 1.0).mean()
        for given in (inputs, inputs._replace(migration=still))
    ]
    assert missed[0] < 0.015 < missed[1]


def test_counties_sum_to_cities_and_cities_to_the_province():
    inputs = load()
    counties = inputs.counties
    assert len(counties.name) == 182
    summed = np.zeros_like(inputs.start)
    np.add.at(summed, counties.city, counties.start)
    np.testing.assert_allclose(summed, inputs.start, rtol=1e-12)
    assert inputs.start.sum() == pytest.approx(9941 * WAN, abs=1.0)
    assert (counties.start >= 0.0).all()
