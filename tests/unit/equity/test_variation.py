"""The coefficient of variation with weights."""

import numpy as np
import pytest

from simulator.equity.variation import coefficient_of_variation

pytestmark = pytest.mark.unit


def test_weights_count_people():
    # Mean 2, variance (3·1 + 1·9) / 4 = 3.
    found = coefficient_of_variation(np.array([1.0, 5.0]), np.array([3.0, 1.0]))
    assert found == pytest.approx(np.sqrt(3.0) / 2.0)
