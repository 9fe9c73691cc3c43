from __future__ import annotations

import pytest
import simpy

from simulator.waiting import until

pytestmark = pytest.mark.unit


def test_waiting_ends_at_the_instant_and_never_before_now():
    env = simpy.Environment(initial_time=5)
    env.run(until=until(env, 12))
    assert env.now == 12
    with pytest.raises(ValueError, match="Negative delay"):
        until(env, 11)
