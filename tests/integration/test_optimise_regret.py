"""Regret: plans made for one scenario and carried out in another."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.desk.optimise import optimise
from simulator.desk.regret import regret, regret_note, regret_table

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def found():
    return optimise(
        "baseline",
        objective="shortfall",
        region=("kaifeng",),
        indicator=("toddler_places_per_1000",),
        draws=0,
        until=2028,
    )


def test_every_plan_is_carried_out_in_every_scenario(found):
    told = regret(found, ["tight"])
    table = regret_table(told, "en")
    pairs = list(zip(table["plan"], table["scenario"], strict=True))
    assert pairs == [(a, b) for a in ("baseline", "tight") for b in ("baseline", "tight")]
    assert np.isfinite(told.shortfall).all()
    assert table.groupby("scenario")["regret_percent"].min().eq(0.0).all()


def test_the_plan_of_a_scenario_leaves_there_what_its_own_table_says(found):
    told = regret(found, ["tight"])
    missing = 1.0 - found.found.simulated / found.found.target[:, None]
    assert told.shortfall[0, 0] == pytest.approx(np.nanmean(np.maximum(missing, 0.0)), abs=1e-12)


def test_the_same_scenario_regrets_nothing_and_the_first_is_named(found):
    told = regret(found, ["baseline"])
    assert not (told.shortfall - told.shortfall[0, 0]).any()
    assert "0.0" in regret_note(told, "zh")


def test_the_pool_of_another_scenario_does_not_come_along(found):
    told = regret(found, ["level-up"])
    own, carried_out = told.shortfall[1, 1], told.shortfall[1, 0]
    assert own < carried_out
    assert carried_out == pytest.approx(told.shortfall[0, 0], abs=0.05)
