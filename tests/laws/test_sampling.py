"""Laws of sampling: one value in every slice, and every value inside the support."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.ensemble.sampling import Uncertain, quantile, sample, strata, support

pytestmark = pytest.mark.unit

seeds = st.integers(-(2**63), 2**63 - 1)
widths = st.floats(0.0, 1e9, allow_subnormal=False)


@given(st.text(max_size=30), st.integers(1, 3000), seeds)
def test_exactly_one_value_falls_into_each_slice(name, draws, seed):
    slices = np.floor(strata(name, draws, seed) * draws).astype(int)
    assert sorted(slices.tolist()) == list(range(draws))


@given(st.floats(-1e9, 1e9), widths, widths, st.booleans(), st.integers(0, 200), seeds)
def test_values_lie_inside_the_support_and_support_around_the_range(
    central, below, above, bounds, draws, seed
):
    uncertain = Uncertain("x", central, central - below, central + above, bounds=bounds)
    least, mode, greatest = support(uncertain)
    values = sample([uncertain], draws, seed)["x"]
    assert values[0] == central == mode
    assert least <= uncertain.low <= uncertain.high <= greatest
    assert least <= values.min()
    assert values.max() <= greatest


@given(st.floats(0.0, 1e6), widths, widths)
def test_a_higher_probability_never_gives_a_lower_value(central, below, above):
    triangle = support(Uncertain("x", central, central - below, central + above, bounds=True))
    values = quantile(triangle, np.linspace(0.0, 1.0, 101))
    assert (np.diff(values) >= -1e-9 * (below + above)).all()
