"""Life tables of regions."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.population.files import Reader
from simulator.inputs.population.mortality import life_expectancy, moved_to, standard
from simulator.inputs.population.national import read_national

pytestmark = pytest.mark.unit
WEIGHT = 1.08


@pytest.fixture(scope="module")
def alive(tree):
    national = read_national(Reader(tree))
    return standard(
        national.mortality,
        national.mortality_starts,
        national.mortality_middles,
        np.array([2022.0, 2023.0]),
    )


def test_the_national_table_gives_the_published_life_expectancy(alive):
    # wpp2022: 78.59 in 2022; rates here are those of five-year periods
    np.testing.assert_allclose(life_expectancy(alive[0], WEIGHT), 78.59, atol=0.4)


def test_each_region_meets_its_life_expectancy(alive):
    target = np.array([[80.48, 77.7, 77.7], [81.0, 78.0, 60.0]])
    tables = moved_to(alive, target, WEIGHT)
    np.testing.assert_allclose(life_expectancy(tables, WEIGHT), target, atol=1e-9)


def test_a_longer_life_is_longer_at_every_age(alive):
    low, high = np.moveaxis(moved_to(alive, np.array([[75.0, 80.0]] * 2), WEIGHT), 1, 0)
    assert (high[..., 1:] > low[..., 1:]).all()
