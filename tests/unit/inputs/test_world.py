from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.durations import project_months
from tests.shipped_runs import made

pytestmark = pytest.mark.unit
LATE = "horizon: {base: 2020, as_of: 2025, end: 2030}\n"


def test_slots_and_carry_over_of_a_later_scenario_hold_from_the_year_after_as_of():
    levers = "levers: {carry_over: {limit: 0.9}, slots: {approval: 2, construction: 3}}"
    base, late = made(), made(LATE + levers)
    world = late.world
    assert (world.money.carry_limit[:6] == base.world.money.carry_limit[:6]).all()
    assert world.money.carry_limit[6:].tolist() == [0.9] * 5
    for name, slots in (("approval_slots", 2), ("construction_slots", 3)):
        assert (getattr(world, name)[:6] == getattr(base.world, name)[:6]).all()
        assert (getattr(world, name)[6:] == slots).all()


def test_planners_reckon_with_the_central_time_in_every_draw():
    base = made()
    services, codes = base.case.services, base.case.codes
    central, drawn = (
        project_months(services, base.values, codes, 1, draw, n_serials=np.full(len(services), 256))
        for draw in (0, 1)
    )
    built = [position for position, one in enumerate(services.values()) if one.months]
    assert (drawn[built, :, 0] == central[built, :, 0]).all()
    assert (drawn[built, :, 1:] != central[built, :, 1:]).any()
