"""Discrete distributions: which are whole, and their quantiles."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.distributions.discrete import Discrete, faults
from simulator.distributions.spread import Outcome

pytestmark = pytest.mark.unit
LOW_MEDIUM_HIGH = (Outcome(-1.0, 0.3), Outcome(0.0, 0.4), Outcome(1.0, 0.3))


def test_an_outcome_is_taken_from_where_the_others_before_it_end():
    found = Discrete(LOW_MEDIUM_HIGH)
    chances = np.array([1e-16, 0.29, 0.31, 0.69, 0.71, 1 - 1e-16])
    assert found.quantile(chances).tolist() == [-1.0, -1.0, 0.0, 0.0, 1.0, 1.0]
    assert (found.least, found.greatest) == (-1.0, 1.0)


def test_probabilities_make_one_and_outcomes_ascend():
    assert faults(LOW_MEDIUM_HIGH) == ""
    assert faults(LOW_MEDIUM_HIGH[:2]) == "0.7"
    assert faults(LOW_MEDIUM_HIGH[::-1]) == "1"
    assert faults((Outcome(1.0, 0.5), Outcome(1.0, 0.5))) == "1"
    assert faults(tuple(Outcome(float(n), 0.1) for n in range(10))) == ""
