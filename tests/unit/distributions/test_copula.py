"""One factor for each group: who follows it and how closely."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.distributions.copula import factor, following

pytestmark = pytest.mark.unit


def test_a_factor_depends_on_seed_draw_and_name_alone():
    draws = np.arange(1, 6)
    whole = factor(7, draws, "economy")
    assert factor(7, draws[2:], "economy").tolist() == whole[2:].tolist()
    assert (factor(8, draws, "economy") != whole).all()
    assert (factor(7, draws, "weather") != whole).all()


def test_factors_are_standard_normal():
    numbers = factor(1, np.arange(20_000), "economy")
    assert numbers.mean() == pytest.approx(0.0, abs=0.02)
    assert numbers.std() == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("correlation", [-1.0, -0.5, 0.3, 1.0])
def test_scores_correlate_as_asked_and_keep_their_size(correlation):
    common, own = (factor(1, np.arange(20_000), name) for name in ("economy", "own"))
    scores = following(own, common, correlation)
    assert np.corrcoef(scores, common)[0, 1] == pytest.approx(correlation, abs=0.02)
    assert scores.std() == pytest.approx(1.0, abs=0.02)
