"""What a page shows of an optimisation and of a goal: sentences, sums, the frontier, the stairs."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator import api

pytestmark = pytest.mark.integration
PLACES = "toddler_places_per_1000"


@pytest.fixture(scope="module")
def found():
    return api.optimise("baseline", region=["kaifeng"], draws=0)


def test_the_answer_counts_the_rows_and_sums_the_money_of_the_table(found):
    told = api.optimised_answer(found)
    rows, money = api.optimised_table(found, "rows"), api.optimised_table(found, "money")
    met = (rows["status"] == "met").sum()
    assert f"共{len(rows)}项目标：按期达到{met}项" in told[0]
    assert f"{money['public_yuan'].sum() / 1e8:,.2f} 亿元财政资金" in told[1]
    assert "另行筹措" in told[2]


def test_a_target_met_at_the_central_value_is_told_with_its_chance():
    found = api.optimise("baseline", region=["kaifeng"], indicator=[PLACES], draws=20)
    (row,) = api.optimised_table(found, "rows").to_dict("records")
    assert (row["status"], row["unit_label"]) == ("met", "个/千人")
    assert f"为{100 * row['chance']:.0f}%" in api.optimised_answer(found)[0]
    shown = api.on_screen(pd.DataFrame([row]), ["chance"])
    assert shown.iloc[0, 0] == f"{row['chance']:.0%}"


def test_services_add_up_to_the_table_of_money(found):
    services, money = api.optimised_services(found), api.optimised_table(found, "money")
    assert services["service"].is_unique
    assert services["public_yuan"].sum() == pytest.approx(money["public_yuan"].sum())
    assert services["starts"].sum() == money["starts"].sum()


def test_every_point_of_the_frontier_has_a_plan_and_points_that_coincide_one_label(found):
    made = api.optimised_frontier(found, 3)
    plain = api.optimised_table(found, "frontier", points=3)
    assert made.points["public_yuan"].tolist() == plain["public_yuan"].tolist()
    assert made.points["label"].tolist() == ["1, 2, 3", "", ""]
    assert "各点重合" in made.notes[0]
    spent = [plan["public_yuan"].sum() for plan in made.plans]
    assert spent == pytest.approx(plain["public_yuan"].tolist())


def test_a_frontier_that_is_one_keeps_its_points_apart():
    made = api.optimised_frontier(api.optimise("level-up", objective="shortfall", draws=0), 3)
    assert made.points["label"].tolist() == ["1", "2", "3"]
    assert made.points["lowest_percent"].is_monotonic_increasing
    assert made.points["shortfall_percent"].is_monotonic_increasing


def test_a_plan_is_not_saved_under_a_name_that_no_run_could_bear(found, tmp_path):
    for name in ("../x", "", "baseline", "Plan"):
        with pytest.raises(api.SimulatorError) as wrong:
            api.save_plan(found, name, tmp_path)
        assert [one.code for one in wrong.value.problems] == ["C230"]
    assert list(tmp_path.iterdir()) == []


def test_what_can_be_asked_has_names_in_both_languages():
    zh, en = (api.optimise_choices("baseline", lang) for lang in ("zh", "en"))
    assert zh.regions["kaifeng"] == "开封市"
    assert en.indicators[PLACES] == api.label("indicator", PLACES, "en")
    assert list(zh.levers) == list(en.levers)
    assert {"revenue.level", "workforce.seats.nurses"} <= set(zh.levers)
    assert (zh.first, zh.last) == (2021, 2030)


def test_the_stairs_land_where_the_goal_is_first_met():
    asked = {"lever": "revenue.level", "region": "kaifeng", "year": 2025, "draws": 0}
    sought = api.goal_seek("baseline", goal=f"{PLACES}>=2", **asked)
    stairs = api.goal_stairs(sought)
    landing = stairs[stairs["landing"]].iloc[0]
    reached = api.goal_points(sought).set_index("point").loc["reached"]
    assert landing["setting"] == reached["setting"]
    assert landing["value"] == reached["value"]
    before = stairs[stairs["setting"] < landing["setting"]]
    assert not before["met"].any()
    assert stairs.attrs["goal"] == 2.0
    assert stairs.attrs["indicator_axis"] == "每千常住人口"
