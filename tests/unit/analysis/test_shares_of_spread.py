"""Shares of the spread where the answer is plain; the reference is in tests/references."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.analysis.shares_of_spread import points, shares_of_spread

pytestmark = pytest.mark.unit


def test_an_outcome_that_never_varies_has_no_shares():
    found = shares_of_spread(lambda rows: np.ones(len(rows)), points(8, 2, 1), np.array([0, 1]), 1)
    assert np.isnan(found.alone).all()
    assert np.isnan(found.total).all()


def test_a_column_without_effect_has_no_share_and_the_other_all():
    found = shares_of_spread(lambda rows: rows[:, 0], points(256, 2, 1), np.array([0, 1]), 1)
    assert found.total.tolist() == pytest.approx([1.0, 0.0], abs=0.02)


def test_the_model_is_asked_once_with_all_futures():
    asked = []

    def model(rows):
        asked.append(rows.shape)
        return rows.sum(axis=1)

    shares_of_spread(model, points(16, 5, 1), np.array([0, 0, 1, 2, 2]), 1)
    assert asked == [(16 * (3 + 2), 5)]
