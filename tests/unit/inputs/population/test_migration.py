"""Migration schedule and past rates."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.population.migration import age_schedule, fading, repeated_arrivals

pytestmark = pytest.mark.unit


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


def test_the_last_decades_arrivals_repeat_and_all_moves_sum_to_zero():
    in_migrants, residents = np.array([300.0, 12.0]), np.array([1500.0, 900.0])
    rate = repeated_arrivals(in_migrants, residents)
    # 312 arrive in ten years, so 312 of 2400 leave: 13 % everywhere
    np.testing.assert_allclose(rate * 10, [300 / 1500 - 0.13, 12 / 900 - 0.13])
    np.testing.assert_allclose((rate * residents).sum(), 0.0, atol=1e-12)


def test_the_rate_fades_after_the_last_observation():
    assert fading(4, 2, 0.5).tolist() == [1.0, 1.0, 0.5, 0.25]
    assert fading(2, 0, 0.9).tolist() == pytest.approx([0.9, 0.81])
