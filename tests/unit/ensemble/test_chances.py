"""The chance of meeting all targets of a plan together."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulator.ensemble.chances import chance_table
from tests.fake_model import fake_keys
from tests.unit.ensemble.test_summaries import Draws

pytestmark = pytest.mark.unit


def keys(natures, regions=None):
    first = fake_keys()["verdicts"].iloc[[0] * len(natures)].reset_index(drop=True)
    rows = first.assign(nature=natures, row_id=[f"row{n}" for n in range(len(natures))])
    return {"verdicts": rows if regions is None else rows.assign(region=regions)}


def chances(met, natures, regions=None):
    given = keys(natures, regions)
    number = np.array(met, dtype=np.float64)
    values = Draws({"verdicts.met": number}, len(met) - 1, given)
    return chance_table("tight", given, values).set_index(["region", "targets"])


def test_all_targets_are_met_only_in_draws_that_meet_each():
    # each is met in two draws of four, both together in one
    met = [[1, 1], [1, 1], [1, 0], [0, 1], [0, 0]]
    found = chances(met, ["binding", "expected"])
    assert found.loc[("zhengzhou", "all"), "probability"] == 0.25
    assert found.loc[("zhengzhou", "binding"), "probability"] == 0.5
    assert found.loc[("zhengzhou", "all"), "standard_error"] == pytest.approx((15 / 64 / 8) ** 0.5)
    assert found.loc[("zhengzhou", "all"), "met"]


def test_what_no_draw_or_not_every_draw_can_judge_is_counted_but_not_judged():
    null = np.nan
    met = [[0, null, 1], [1, null, null], [1, null, 1]]
    found = chances(met, ["expected", "binding", "expected"]).loc[("zhengzhou", "all")]
    assert (found["n_targets"], found["n_modelled"], found["n_met"]) == (3, 1, 0)
    assert found["probability"] == 1.0
    assert not found["met"]


def test_a_kind_without_a_modelled_target_has_no_chance_and_one_without_targets_no_row():
    found = chances([[np.nan], [np.nan]], ["expected"])
    assert found.index.tolist() == [("zhengzhou", "all")]
    assert found["met"].isna().all()
    assert found["probability"].isna().all()


def test_without_draws_the_central_verdict_stands_alone():
    found = chances([[1, 0]], ["expected", "expected"]).loc[("zhengzhou", "all")]
    assert found["n_met"] == 1
    assert not found["met"]
    assert np.isnan(found["probability"])


def test_every_region_has_its_own():
    found = chances([[1, 0], [1, 0]], ["binding"] * 2, ["kaifeng", "xinxiang"])
    assert found["probability"].tolist() == [1.0, 1.0, 0.0, 0.0]
    assert found.index.tolist() == [
        ("kaifeng", "binding"),
        ("kaifeng", "all"),
        ("xinxiang", "binding"),
        ("xinxiang", "all"),
    ]


def test_a_run_without_plans_has_an_empty_table():
    given = {"verdicts": fake_keys()["verdicts"][:0]}
    table = chance_table("tight", given, Draws({}, 3, given))
    assert isinstance(table, pd.DataFrame)
    assert table.empty
