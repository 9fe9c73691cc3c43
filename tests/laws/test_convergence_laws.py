"""Laws of sigma and beta that hold for any numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.equity.beta import beta
from simulator.equity.sigma import sigma

pytestmark = pytest.mark.unit
LOGS = st.lists(st.floats(-3.0, 3.0), min_size=3, max_size=18)
YEARS = st.integers(1, 15)


@given(LOGS, st.floats(0.01, 100.0), st.integers(2, 5))
def test_sigma_knows_neither_the_unit_nor_the_number_of_copies(logs, factor, copies):
    values = np.exp(logs)
    once = float(sigma(values))
    assert float(sigma(values * factor)) == pytest.approx(once, rel=1e-7, abs=1e-9)
    assert float(sigma(np.repeat(values, copies))) == pytest.approx(once, rel=1e-7, abs=1e-9)
    weights = np.full(values.size, 7.0)
    assert float(sigma(values, weights)) == pytest.approx(once, rel=1e-7, abs=1e-9)


@given(st.floats(0.1, 1000.0), st.integers(1, 18))
def test_equality_has_no_sigma(level, n_areas):
    assert float(sigma(np.full(n_areas, level))) == pytest.approx(0.0, abs=1e-12)


@given(LOGS, st.floats(-1.0, 1.0), st.floats(0.05, 1.0), YEARS)
def test_closing_a_share_of_every_distance_is_read_back(logs, level, kept, n_years):
    first = np.array(logs)
    assume(np.ptp(first) > 0.1)
    last = level + kept * (first - level)
    line = beta(np.exp(first), np.exp(last), n_years)
    assert line.slope == pytest.approx((kept - 1.0) / n_years, rel=1e-6, abs=1e-9)
    assert line.speed == pytest.approx(-np.log(kept) / n_years, rel=1e-5, abs=1e-8)
    assert float(sigma(np.exp(last))) == pytest.approx(kept * float(sigma(np.exp(first))), rel=1e-6)


@given(LOGS, LOGS, st.floats(0.01, 100.0), YEARS)
def test_beta_does_not_know_the_unit(first, last, factor, n_years):
    size = min(len(first), len(last))
    start, end = np.exp(first[:size]), np.exp(last[:size])
    assume(np.ptp(np.log(start)) > 0.1)
    once, scaled = beta(start, end, n_years), beta(start * factor, end * factor, n_years)
    assert scaled.slope == pytest.approx(once.slope, rel=1e-6, abs=1e-7)
    assert scaled.standard_error == pytest.approx(once.standard_error, rel=1e-5, abs=1e-6)
