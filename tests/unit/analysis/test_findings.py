"""What a run suggests of causes: money that was short, projects that waited."""

import numpy as np
import pandas as pd
import pytest

from simulator.analysis.findings import COLUMNS, Period, with_findings
from tests.example_catalogue import BEDS, NURSES, catalogue

pytestmark = pytest.mark.unit
PERIOD = Period(2020, 2022)
PLACE = {"region": "kaifeng", "year": 2022, "statistic": "central"}
MISSED = {"region": "kaifeng", "indicator": BEDS, "evaluation": "missed", "projected_met": False}


def event(month, name, project="bed-1", category="", yuan=0.0):
    place = {"draw": 0, "month": month, "region": "kaifeng", "service": "hospital_beds"}
    return {**place, "project": project, "event": name, "category": category, "yuan": yuan}


def tables(*events, lacking=500.0, lapsed=0.0, standing=900.0, available=900.0, flags=""):
    service = {**PLACE, "service": "hospital_beds"}
    stocks = {**service, "standing": standing, "available": available, "in_pipeline": 300.0}
    money = {**PLACE, "domain": "health", "category": "lapsed", "yuan": -lapsed}
    gap = {**PLACE, "indicator": BEDS, "reference": "target"}
    given = [event(1, "asked", "bed-0"), event(4, "approved", "bed-0"), *events]
    return {
        "events": pd.DataFrame(given),
        "stocks": pd.DataFrame([stocks]),
        "ledger": pd.DataFrame([money]),
        "gaps": pd.DataFrame([{**gap, "units_to_close": lacking, "flags": flags}]),
    }


def found(run, row=MISSED, language="zh"):
    (one,) = with_findings(pd.DataFrame([row]), run, PERIOD, catalogue(language)).to_dict("records")
    return one


def test_money_used_up_is_a_cause_where_what_is_under_way_does_not_fill_the_shortfall():
    one = found(tables())
    assert "没有余额再开新项目" in one["model_money"]
    assert one["model_delay"] == "到2022年底仍有300张未投用（含前期、在建）"


def test_money_left_over_is_told_and_is_no_want_of_money():
    one = found(tables(lapsed=2e7))
    assert one["model_money"] == "本领域期内有0.20 亿元资金没有用出"


def test_enough_under_way_is_delay_not_money():
    one = found(tables(lacking=200.0))
    assert one["model_money"] == "测算中未见"
    assert "足以补齐缺口，但没有按时投用" in one["model_delay"]


def test_a_project_stopped_for_money_is_counted_with_its_months_up_to_the_year():
    stops = (event(3, "stopped"), event(8, "drawn", category="capital"), event(20, "stopped"))
    one = found(tables(*stops))
    assert (one["model_stopped_projects"], one["model_stopped_months"]) == (1, 5 + 5)
    assert "1个项目因资金停工，合计10个月" in one["model_money"]


def test_queues_are_what_passes_the_usual_time_and_the_wait_for_builders():
    queued = (event(2, "asked"), event(11, "approved"), event(14, "funded"), event(18, "started"))
    one = found(tables(*queued))
    assert (one["model_approval_projects"], one["model_approval_months"]) == (1, 9 - 3)
    assert (one["model_builders_projects"], one["model_builders_months"]) == (1, 4)


def test_what_happens_after_the_year_is_not_told():
    later = (event(30, "asked"), event(40, "approved"), event(41, "stopped"))
    one = found(tables(*later))
    assert one["model_stopped_projects"] == one["model_approval_projects"] == 0


def test_debt_that_is_not_paid_in_time_and_units_without_running_money_are_told():
    owed = event(13, "delayed", project="", yuan=3e7)
    one = found(tables(owed, available=850.0), language="en")
    assert "debt service of 30.0 million yuan" in one["model_money"]
    assert "50 beds stand without running money or staff" in one["model_money"]


@pytest.mark.parametrize(
    ("row", "flags"),
    [
        ({**MISSED, "indicator": NURSES}, ""),
        (MISSED, "imputed"),
    ],
)
def test_staff_and_cities_without_a_base_of_their_own_have_no_finding(row, flags):
    one = found(tables(flags=flags), row)
    assert all(pd.isna(one[name]) for name in COLUMNS)
    assert one["model_money"] == one["model_delay"] == ""


@pytest.mark.parametrize(
    ("evaluation", "projected_met", "told"),
    [
        ("done", False, False),
        ("not_observed", False, True),
        ("not_observed", True, False),
        ("not_observed", None, False),
        ("definition_changed", False, False),
    ],
)
def test_words_stand_where_a_target_was_missed_or_the_run_misses_what_nobody_observed(
    evaluation, projected_met, told
):
    row = {**MISSED, "evaluation": evaluation, "projected_met": projected_met}
    one = found(tables(), row)
    assert bool(one["model_money"]) is told
    assert one["model_pipeline_units"] == 300.0


def test_a_row_without_a_target_in_the_run_says_nothing_of_enough():
    one = found(tables(lacking=np.nan))
    assert one["model_money"] == "测算中未见"
    assert "补齐" not in one["model_delay"]
