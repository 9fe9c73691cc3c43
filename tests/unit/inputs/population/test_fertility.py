"""Fertility."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.axes import N_AGES
from simulator.inputs.population.fertility import (
    age_pattern,
    births_before,
    sex_ratio_at_birth,
    total_fertility,
)

pytestmark = pytest.mark.unit


def test_single_ages_keep_the_share_of_their_group():
    percent = np.array([[20.0, 60.0, 20.0]] * 2)
    starts, middles = np.array([20.0, 25.0, 30.0]), np.array([2017.5, 2022.5])
    pattern = age_pattern(percent, starts, middles, np.array([2020.0]))[0]
    np.testing.assert_allclose([pattern[a : a + 5].sum() for a in (20, 25, 30)], [0.2, 0.6, 0.2])
    assert (pattern >= 0.0).all()
    assert not pattern[35:].any()


def test_total_fertility_is_births_per_woman_when_all_ages_are_alike():
    pattern = np.zeros(N_AGES)
    pattern[20:40] = 1 / 20
    women = np.full((1, N_AGES), 1000.0)
    np.testing.assert_allclose(total_fertility(np.array([50.0]), women, pattern), 0.05 * 20 / 20)


def test_infants_are_brought_back_to_birth():
    ratio = np.full((1, 2, N_AGES), 0.5)
    born = births_before(np.array([[50.0, 55.0]]), ratio)
    assert born.tolist() == [[100.0, 110.0]]
    assert sex_ratio_at_birth(born) == pytest.approx(1.1)
