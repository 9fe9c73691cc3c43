"""Drafting the next plan on the shipped parameters: the table, the file, and what is refused."""

from __future__ import annotations

import json
import math

import pytest

from simulator.cli.main import main
from simulator.desk.cases import load_case
from simulator.desk.draft import draft
from simulator.desk.draft_values import asked_after
from simulator.desk.engines import ENOUGH_DRAWS, engine_for
from simulator.desk.files import params_check
from simulator.desk.reach import (
    Asked,
    Goal,
    at,
    certainties,
    outcome,
    reach,
    untouched,
    with_starts,
)
from simulator.desk.runs import run_scenario
from simulator.inputs.params import load_params
from simulator.inputs.plans import plans_at
from simulator.inputs.shipped import shipped_folder

pytestmark = pytest.mark.integration

FIRST, LAST = 2025, 2030


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the draft of Kaifeng, saved, with the folder of own parameters."""
    folder = tmp_path_factory.mktemp("own")
    params = folder / "params"
    params.mkdir()
    table = draft("kaifeng", FIRST, LAST, draws=4, save=True, out=folder / "runs", params=params)
    return table.set_index("indicator"), table.attrs, params


def test_every_modelled_indicator_of_the_plan_has_a_row(made):
    table, _, _ = made
    case = load_case("baseline")
    modelled = {
        one.row.indicator for one in case.judged if one.region == "kaifeng" and one.simulated
    }
    assert set(table.index) == modelled
    assert (table["base_kind"].isin(["simulated", "delivered"])).all()


def test_no_suggestion_is_above_what_the_money_reaches(made):
    table, _, _ = made
    built = table[table["affordable"].notna()]
    assert (built["suggested"] <= built["affordable"] + 0.5).all()
    places = table.loc["toddler_places_per_1000"]
    assert places["rule"] == "affordable"
    assert places["suggested"] == round(places["affordable"], 2)
    assert places["need_based"] > 2 * places["suggested"]


def test_money_that_lapses_builds_more_beds_than_the_rule_asks_for(made):
    table, _, _ = made
    case = load_case("baseline")
    beds = table.loc["hospital_beds_per_1000"]
    assert case.scenario.levers.allocation.rule == "by_shortfall"
    assert beds["affordable"] > beds["base"]
    assert beds["units"] > 0
    price = case.parameters["costs.hospital_bed_capital"].value
    assert beds["capital_yuan"] == pytest.approx(beds["units"] * price, rel=1e-6)


@pytest.fixture(scope="module")
def goal():
    case = load_case("baseline", until=LAST, as_of=FIRST)
    return Goal(case, engine_for(ENOUGH_DRAWS), "kaifeng", "hospital_beds_per_1000", (FIRST, LAST))


@pytest.fixture(scope="module")
def starts(goal, tmp_path_factory):
    run = run_scenario(goal.case, draws=0, out=tmp_path_factory.mktemp("runs"))
    return asked_after(run.events, goal.case.scenario.horizon.base, FIRST)


def test_the_starts_of_a_run_played_again_bring_the_same_values(goal, starts):
    again = outcome(goal, with_starts(goal.case, starts))
    assert again.tolist() == outcome(goal, goal.case).tolist()


def test_what_is_added_lowers_no_other_indicator_of_the_region(goal, starts):
    found = reach(goal, starts, {"hospital_beds": 483})
    usual = outcome(goal, goal.case)
    best = outcome(goal, found.cases[-1])
    others = untouched(goal, "hospital_beds")
    assert found.value == at(goal, best) > at(goal, usual)
    assert (best[others] >= usual[others] - 1e-9).all()


@pytest.mark.parametrize("level", [0.9, 1.1])
def test_less_money_reaches_less_and_more_money_more(goal, starts, level):
    other = goal._replace(case=goal.case.with_levers({"revenue.level": level}))
    usual, found = (reach(one, starts, {"hospital_beds": 483}).value for one in (goal, other))
    assert (found - usual) * (level - 1.0) >= 0.0


def test_a_target_is_likely_exactly_where_nine_draws_in_ten_reach_it(goal):
    values = [Asked((goal.case,), goal.indicator, value) for value in (6.0, 7.5, 7.9, 9.0)]
    for asked, found in zip(values, certainties(goal, values, 20), strict=True):
        assert (found.chance >= 0.9) == (found.sure >= asked.value)


def test_totals_of_a_period_go_on_and_have_no_chance(made):
    table, _, _ = made
    jobs = table.loc["new_urban_jobs"]
    assert (jobs["base"], jobs["suggested"], jobs["rule"]) == (330_000, 330_000, "trend")
    assert math.isnan(jobs["chance"])
    assert jobs["nature"] == "expected"


def test_the_saved_draft_is_a_sound_plan_that_is_never_in_force(made):
    table, attrs, params = made
    assert attrs["path"] == params / "plans" / "kaifeng-15-draft.yaml"
    assert params_check(params) == []
    known = load_params(params).plans
    plan = known["kaifeng-15-draft"]
    assert (plan.standing, plan.in_force) == ("draft", False)
    assert (plan.base_year, plan.target_year) == (FIRST, LAST)
    assert {row.indicator: row.target.value for row in plan.rows} == dict(table["suggested"])
    assert plans_at(known, FIRST) == plans_at(load_params(shipped_folder("params")).plans, FIRST)
    assert "kaifeng-15-draft" in {
        one.id for one in plans_at(known, FIRST, ["kaifeng-15-draft"]).values()
    }


def test_the_command_writes_records(tmp_path, capsys):
    words = ["draft", "luoyang", "--from", "2025", "--to", "2030", "--draws", "0", "--json"]
    assert main([*words, "--runs", str(tmp_path)]) == 0
    rows = {row["indicator"]: row for row in json.loads(capsys.readouterr().out)}
    places = rows["toddler_places_per_1000"]
    assert (places["base"], places["base_kind"], places["chance"]) == (4.6, "observed", None)
    assert "nursing_type_bed_share" not in rows


@pytest.mark.parametrize(
    ("region", "years", "code"),
    [
        ("kaifeng", (2030, 2025), "C165"),
        ("kaifeng", (2025, 2025), "C165"),
        ("kaifeng", (2022, 2027), "C166"),
        ("keifeng", (2025, 2030), "C135"),
    ],
)
def test_bad_words_are_refused(region, years, code, tmp_path, capsys):
    first, last = map(str, years)
    words = ["draft", region, "--from", first, "--to", last, "--runs", str(tmp_path)]
    assert main(words) == 2
    assert code in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_draft_is_never_replaced(made, tmp_path, capsys):
    _, attrs, params = made
    before = attrs["path"].read_bytes()
    words = ["draft", "kaifeng", "--from", "2025", "--to", "2030", "--save"]
    assert main([*words, "--params", str(params), "--runs", str(tmp_path)]) == 2
    assert "C133" in capsys.readouterr().err
    assert attrs["path"].read_bytes() == before
