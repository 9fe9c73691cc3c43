from __future__ import annotations

import numpy as np
import pytest

from simulator.budget.rules import BY_FISCAL_GAP, BY_SHORTFALL, EQUAL_PER_CAPITA
from simulator.budget.rules import transfer_weights as weights

pytestmark = pytest.mark.unit
OWN = np.array([[100, 100], [300, 500]])
PEOPLE = np.array([10.0, 10.0])
MISSING = np.array([[0, 7], [5, 0]])


def test_by_shortfall_follows_what_is_missing():
    assert weights(BY_SHORTFALL, OWN, PEOPLE, MISSING).tolist() == MISSING.tolist()


def test_equal_per_capita_gives_every_resident_the_same():
    found = weights(EQUAL_PER_CAPITA, OWN, np.array([10.0, 30.0]), MISSING)
    assert found.sum(axis=1).tolist() == [10.0, 30.0]
    assert found[0].tolist() == [4.0, 6.0]


def test_by_fiscal_gap_lifts_those_below_the_average_only():
    found = weights(BY_FISCAL_GAP, OWN, PEOPLE, MISSING)
    assert found[1].tolist() == [0.0, 0.0]
    assert found[0].sum() == pytest.approx(300.0)
