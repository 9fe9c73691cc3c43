"""Life tables."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.population.life_table import person_years, survival_ratios, survivors

pytestmark = pytest.mark.unit
STARTS = np.array([0.0, 1.0, *range(5, 105, 5)])


def test_a_constant_rate_gives_exponential_survival_above_five():
    alive = survivors(np.full((2, len(STARTS)), 0.02), STARTS)
    np.testing.assert_allclose(alive[:, 60] / alive[:, 10], np.exp(-0.02 * 50))
    np.testing.assert_allclose(alive[:, 140] / alive[:, 110], np.exp(-0.02 * 30))


def test_a_life_lived_to_a_hundred_and_fifty_loses_nobody():
    lived = person_years(np.ones((2, 151)))
    np.testing.assert_allclose(lived.sum(axis=-1), 150.0)
    np.testing.assert_allclose(survival_ratios(lived)[:, :100], 1.0)


def test_survivors_fall_and_ratios_lie_between_zero_and_one(inputs):
    assert (inputs.survival_ratio > 0.0).all()
    assert (inputs.survival_ratio < 1.0).all()


def test_the_open_group_takes_the_last_two():
    lived = np.ones((2, 101))
    lived[:, -1] = 3.0
    assert survival_ratios(lived)[:, -1].tolist() == [0.75, 0.75]
