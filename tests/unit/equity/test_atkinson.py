"""The Atkinson index at its edges."""

import numpy as np
import pytest

from simulator.equity.atkinson import atkinson

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("aversion", "index"), [(0.5, 0.5), (1.0, 1.0), (2.0, 1.0)])
def test_an_area_with_nothing(aversion, index):
    assert atkinson(np.array([0.0, 2.0]), None, aversion) == pytest.approx(index)


def test_the_index_runs_smoothly_through_one():
    values = np.array([1.0, 2.0, 6.0])
    below, at, above = (float(atkinson(values, None, e)) for e in (0.9999, 1.0, 1.0001))
    assert below < at < above
    assert above - below < 1e-4
