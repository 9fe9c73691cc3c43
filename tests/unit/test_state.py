from __future__ import annotations

import numpy as np
import pytest

from simulator.state import opening_state, start_year

pytestmark = pytest.mark.unit


def test_what_stands_at_the_base_is_available_and_its_own_copy():
    standing = np.array([[3, 4]])
    state = opening_state(standing)
    state.standing[0, 0] = 9
    assert standing.tolist() == [[3, 4]]
    assert state.available.tolist() == [[3, 4]]
    assert state.funded_share.tolist() == [[1.0, 1.0]]


def test_a_new_year_forgets_the_flows_and_keeps_the_stocks():
    state = opening_state(np.array([[3, 4]]))
    for name in ("commissioned", "retired", "recruited", "graduated", "adjusted"):
        getattr(state, name)[:] = 5
    state.carried_loss[:] = 0.5
    start_year(state)
    assert state.commissioned.sum() == state.retired.sum() == 0
    assert state.recruited.sum() == state.graduated.sum() == state.adjusted.sum() == 0
    assert state.standing.tolist() == [[3, 4]]
    assert state.carried_loss.tolist() == [[0.5, 0.5]]
