"""Person-years, dependency ratios and the pyramid's groups."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.population.measures import dependency, person_years, pyramid

pytestmark = pytest.mark.unit


def test_person_years_are_the_mean_of_both_year_ends():
    np.testing.assert_allclose(person_years(np.array([100.0, 110.0, 90.0])), [105.0, 100.0])


def test_dependants_are_counted_per_person_of_working_age():
    persons = np.zeros((2, 101))
    persons[:, 5], persons[:, 30], persons[:, 70] = 10.0, 50.0, 15.0
    ratios = dependency(persons)
    assert (ratios.children, ratios.old, ratios.total) == (0.2, 0.3, 0.5)


def test_the_pyramid_counts_everyone_once():
    persons = np.arange(202.0).reshape(2, 101)
    groups = pyramid(persons)
    assert groups.shape == (2, 21)
    assert groups[0, 0] == 0 + 1 + 2 + 3 + 4
    assert groups[0, -1] == 100
    assert groups.sum() == persons.sum()
