"""A run in memory reads as a stored one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulator.errors import InputError
from simulator.results.frames import frame
from simulator.results.held import HeldKeys, HeldRun, HeldTable

pytestmark = pytest.mark.unit

LEDGER = pd.DataFrame(
    {
        "region": ["kaifeng", "kaifeng", "luoyang"],
        "year": np.array([2021, 2022, 2021], np.int32),
        **dict.fromkeys(("tier", "fund", "domain", "service", "category"), "x"),
    }
)


def run(yuan=(1.0, 0.0, -2.0), kept=None):
    keys = HeldKeys("ledger", "baseline", LEDGER, kept)
    table = HeldTable(keys, {"yuan": np.array(yuan)})
    flows = {"region": [], "births": [], "deaths": [], "net_migration": [], "statistic": []}
    made = frame("population_flows", {"scenario": [], "year": np.array([], np.int32), **flows})
    about = {"run": "baseline-0123456789abcdef", "scenario": "baseline"}
    return HeldRun(lambda: about, {"ledger": table}, {"population_flows": lambda: made})


def test_its_tables_have_the_types_and_the_order_of_the_contract():
    whole = {name: LEDGER[name] for name in LEDGER} | {"yuan": np.array([1.0, 0.0, -2.0])}
    whole |= {
        name: [value] * 3 for name, value in (("scenario", "baseline"), ("statistic", "central"))
    }
    expected = frame("ledger", whole)
    # lines without money are left out, as in the store
    pd.testing.assert_frame_equal(
        run().table("ledger"), expected.iloc[[0, 2]].reset_index(drop=True)
    )
    assert run().tables() == ("population_flows", "ledger")
    assert run().table("population_flows").empty


def test_a_part_is_the_rows_with_these_keys():
    part = run().part("ledger", region="kaifeng", year=2021)
    assert part["yuan"].tolist() == [1.0]
    assert run().part("ledger", region="nowhere").empty
    assert run().part("population_flows", region="kaifeng").empty


def test_rows_of_other_regions_are_not_kept():
    held = run(kept=np.array([True, True, False]))
    assert held.table("ledger")["region"].tolist() == ["kaifeng"]


def test_nothing_is_stored():
    held = run()
    assert held.verify() == []
    assert held.id == held.path.name
    assert not held.path.exists()
    with pytest.raises(InputError) as caught:
        held.table("draws")
    assert caught.value.problems[0].code == "R113"
