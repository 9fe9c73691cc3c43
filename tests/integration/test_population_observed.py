"""The shipped projection beside official figures that it did not use."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.levers import Levers
from simulator.inputs.parameters import load_parameters
from simulator.inputs.population import load_population
from simulator.inputs.shipped import params_tree, shipped_folder
from simulator.population.projection import project

pytestmark = pytest.mark.integration
CITIES = [
    "zhengzhou",
    "kaifeng",
    "luoyang",
    "pingdingshan",
    "anyang",
    "hebi",
    "xinxiang",
    "jiaozuo",
    "puyang",
    "xuchang",
    "luohe",
    "sanmenxia",
    "nanyang",
    "shangqiu",
    "xinyang",
    "zhoukou",
    "zhumadian",
    "jiyuan",
]


def run(end=2030, tfr_factor=1.0, **population):
    tree = params_tree(shipped_folder("params"))
    levers = Levers.model_validate({"population": population})
    inputs, problems = load_population(
        tree, CITIES, 2020, end, levers=levers, parameters=load_parameters(tree)[0]
    )
    assert problems == []
    return project(inputs, tfr_factor)


@pytest.fixture(scope="module")
def path():
    return run()


def on_survey_day(persons: np.ndarray, age: int) -> float:
    """Return those who had reached an age on 1 November.

    Official shares by age come from the yearly sample survey of that day: a sixth of those who
    reach the age within the year have their birthday after it.
    """
    return float(persons[..., age:].sum() - persons[..., age].sum() / 6.0)


@pytest.mark.parametrize(
    ("region", "year", "official", "tolerance"),
    [
        (None, 2022, 18_620_000, 0.001),
        ("xinxiang", 2023, 1_190_000, 0.002),
        ("anyang", 2024, 1_115_000, 0.001),
        ("luoyang", 2024, 1_471_000, 0.003),
        ("xuchang", 2022, 896_000, 0.004),
        ("zhengzhou", 2022, 1_698_000, 0.02),
    ],
)
def test_the_old_are_as_many_as_the_official_survey_found(path, region, year, official, tolerance):
    cities = slice(None) if region is None else CITIES.index(region)
    found = on_survey_day(path.persons[year - 2020, cities], 60)
    assert found == pytest.approx(official, rel=tolerance)


def test_official_totals_births_and_deaths_are_met(path):
    province = path.persons.sum(axis=(1, 2, 3))
    np.testing.assert_allclose(province[:5], [9941e4, 9883e4, 9872e4, 9815e4, 9785e4], rtol=1e-9)
    births, deaths = path.births[1:5].sum(axis=1), path.deaths[1:5].sum(axis=1)
    np.testing.assert_allclose(births, [79.3e4, 73.3e4, 69.5e4, 76.2e4], rtol=1e-9)
    np.testing.assert_allclose(deaths, [73.0e4, 74.1e4, 78.7e4, 77.3e4], rtol=1e-5)
    zhengzhou = path.persons[:, 0].sum(axis=(1, 2))
    np.testing.assert_allclose(zhengzhou[:3], [1261.7e4, 1274.2e4, 1282.8e4], rtol=1e-9)
    np.testing.assert_allclose(zhengzhou[3:5], [1300.8e4, 1308.6e4], rtol=3e-4)


def test_variants_and_factors_move_births_only_after_the_last_official_year(path):
    low, fewer = run(variant="low"), run(tfr_factor=0.8)
    for other in (low, fewer):
        np.testing.assert_array_equal(other.persons[:5], path.persons[:5])
        assert (other.births[5:].sum(axis=1) < path.births[5:].sum(axis=1)).all()


def test_added_migrants_stay(path):
    more = run(migration={"kaifeng": {"unit": "person", "at": {2022: 5000, 2023: 0}}})
    added = more.persons[:, 1].sum(axis=(1, 2)) - path.persons[:, 1].sum(axis=(1, 2))
    np.testing.assert_allclose(added[:5], [0, 0, 5000, 5000, 5000], atol=1e-3)
    assert 4000 < added[-1] < 6000


def test_a_projection_to_2050_stays_whole():
    path = run(end=2050)
    assert np.isfinite(path.persons).all()
    assert 6e7 < path.persons[-1].sum() < 1e8
