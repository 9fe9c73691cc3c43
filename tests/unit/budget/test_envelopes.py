from __future__ import annotations

import pytest

from simulator.eventlog import Mark
from tests.small_world import ints, money_of, treasury_of

pytestmark = pytest.mark.unit
PLACE = Mark(0, account=0)


def test_what_comes_in_and_goes_out_is_logged_and_zero_is_not():
    treasury, log = treasury_of(money_of(0, 1))
    treasury.receive((1, 1), PLACE, 100, event="paid", category="own")
    treasury.pay((1, 1), PLACE, 30, event="paid", category="recurrent")
    treasury.pay((1, 1), PLACE, 0, event="paid", category="recurrent")
    assert treasury.level(0).tolist() == [70]
    assert log.arrays()["fen"].tolist() == [100, 30]


def test_money_that_is_set_aside_is_not_free():
    treasury, _ = treasury_of(money_of(0, 1))
    treasury.receive((1, 1), PLACE, 100, event="paid", category="own")
    treasury.commit(4, 0, ints(60))
    treasury.commit(4, 0, ints(40))
    assert (treasury.free(0).tolist(), treasury.committed(0).tolist()) == ([60], [40])
    treasury.commit(4, 0, ints(0))
    assert treasury.free(0).tolist() == [100]
    assert treasury.commitments == {}
