"""Migration schedule and past rates."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.population.migration import age_schedule, fading, intercensal_rate

pytestmark = pytest.mark.unit
STARTS = np.array([0.0, 1.0, *range(5, 90, 5)])


def test_young_adults_move_most():
    rogers_castro = {
        "a1": 0.02,
        "alpha1": 0.1,
        "a2": 0.06,
        "mu2": 20.0,
        "alpha2": 0.1,
        "lambda2": 0.4,
        "c": 0.003,
    }
    rate = age_schedule(rogers_castro)
    assert 20 <= int(rate.argmax()) <= 25
    assert rate.min() > 0.003
    np.testing.assert_allclose(rate[-1], 0.003, atol=1e-4)


def test_survivors_who_stayed_mean_no_migration():
    lived = np.tile(np.linspace(1.0, 0.2, 101), (1, 2, 1))
    in_group = np.add.reduceat(lived, STARTS.astype(int), axis=-1)
    np.testing.assert_allclose(
        intercensal_rate(in_group, in_group, STARTS, lived), [0.0], atol=1e-15
    )
    later = in_group * np.where(STARTS >= 20, 1.1, 1.0)
    np.testing.assert_allclose(intercensal_rate(in_group, later, STARTS, lived), [0.01])


def test_the_rate_fades_after_the_last_observation():
    assert fading(4, 2, 0.5).tolist() == [1.0, 1.0, 0.5, 0.25]
    assert fading(2, 0, 0.9).tolist() == pytest.approx([0.9, 0.81])
