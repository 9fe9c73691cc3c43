"""``equalise optimise`` and ``goal-seek``: what they ask of the api, how they show the answer."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

pytestmark = pytest.mark.unit

ROWS = pd.DataFrame({"region_label": ["开封市"], "target": [4.5], "status": ["met"]})


@pytest.fixture
def ask(equalise, api):
    """Return a function that calls a command; the api notes which tables it was asked for."""
    made, tables = sys.modules["simulator.api"], []
    answer = SimpleNamespace(status="met", saved=[])

    def optimise(scenario, **options):
        api.asked.append((scenario, options))
        return "an optimum"

    def table(found, name, lang, points, within):
        tables.append((name, lang, points, within))
        return ROWS.assign(status=answer.status, sentence=name)

    def save_plan(found, name):
        answer.saved.append(name)
        return [Path(f"scenarios/{name}.yaml"), Path(f"scenarios/{name}-budget.csv")]

    made.OBJECTIVES = ("cost", "shortfall", "equality", "mix")
    made.optimise, made.optimised_table, made.save_plan = optimise, table, save_plan
    made.optimised_notes = lambda found, lang: ["中心值"]
    made.regret = lambda found, against, **known: (against, known)
    made.regret_table = lambda regret, lang: ROWS.assign(plan_label=regret[0][0])
    made.regret_note = lambda regret, lang: "最稳妥"
    return SimpleNamespace(equalise=equalise, api=api, tables=tables, answer=answer)


def test_the_defaults_ask_for_the_least_public_money_of_every_target(ask):
    answer = ask.equalise("optimise a")
    assert answer.status == 0
    ((scenario, options),) = ask.api.asked
    assert scenario == "a"
    assert options == {
        "objective": "cost",
        "region": (),
        "indicator": (),
        "binding": False,
        "floors": False,
        "whole_lots": False,
        "by": None,
        "payer": "public",
        "share": 0.5,
        "probability": None,
        "draws": 100,
        "seats": False,
        "conversions": False,
        "absorb": (),
        "until": None,
        "as_of": None,
        "params": None,
        "budget": None,
    }
    assert {name for name, *_ in ask.tables} == {"rows", "money"}
    assert answer.out.count("中心值") == 1


def test_what_is_chosen_reaches_the_api(ask):
    line = "optimise a --objective mix --share 0.3 --region b,c --indicator d --binding"
    ask.equalise(f"{line} --by 2027 --as-of 2025 --until 2030 --probability 0.8 --draws 7")
    options = ask.api.asked[0][1]
    assert (options["objective"], options["share"]) == ("mix", 0.3)
    assert (options["region"], options["indicator"]) == (("b", "c"), ("d",))
    given = {"binding": True, "by": 2027, "as_of": 2025, "until": 2030, "probability": 0.8}
    assert {name: options[name] for name in given} == given
    assert options["draws"] == 7


@pytest.mark.parametrize("name", ["seats", "conversions"])
def test_seats_and_conversions_are_decided_where_they_are_asked_for(ask, name):
    ask.equalise(f"optimise a --{name}")
    options = ask.api.asked[0][1]
    assert [one for one in ("seats", "conversions") if options[one]] == [name]


@pytest.mark.parametrize("name", ["money", "years", "prices", "choices", "frontier"])
def test_one_table_is_shown_alone_with_its_points_and_margin(ask, name):
    ask.equalise(f"optimise a --show {name} --points 4 --within 0.02")
    assert [one for one, *_ in ask.tables] == ["rows", name]
    assert ask.tables[-1] == (name, "zh", 4, 0.02)


def test_a_limit_on_what_opens_brings_its_table(ask):
    ask.equalise("optimise a --absorb 20,toddler_places=60")
    assert ask.api.asked[0][1]["absorb"] == ("20", "toddler_places=60")
    assert {name for name, *_ in ask.tables} == {"rows", "money", "absorb"}


def test_a_target_that_is_late_is_the_answer_no(ask):
    ask.answer.status = "late"
    assert ask.equalise("optimise a").status == 1


def test_json_is_the_rows_or_the_table_asked_for(ask):
    assert ask.equalise("optimise a --json").json()[0]["sentence"] == "rows"
    assert ask.equalise("optimise a --json --show prices").json()[0]["sentence"] == "prices"


def test_a_saved_plan_is_named(ask):
    out = ask.equalise("optimise a --save-as mine").out
    assert ask.answer.saved == ["mine"]
    assert "scenarios/mine.yaml" in out
    assert "scenarios/mine-budget.csv" in out


def test_other_scenarios_bring_the_table_of_regret(ask):
    answer = ask.equalise("optimise a --against b,c --budget m.csv")
    assert (answer.status, answer.out.count("最稳妥")) == (0, 1)
    (rows,) = [ask.equalise("optimise a --against b,c --show regret --json").json()]
    assert rows[0]["plan_label"] == "b"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("optimise", "C103"),
        ("optimise a --objective least", "C106"),
        ("optimise a --payer state", "C106"),
        ("optimise a --share 1.5", "C151"),
        ("optimise a --probability 1", "C151"),
        ("optimise a --points 1", "C105"),
        ("optimise a --show regret", "C215"),
        ("optimise a --show absorb", "C226"),
        ("goal-seek a --goal b>=1", "C103"),
        ("goal-seek a --lever b", "C103"),
        ("goal-seek a --lever b --goal c>=1 --draws -1", "C105"),
    ],
)
def test_one_mistake_has_one_code_and_asks_nothing(ask, line, code):
    answer = ask.equalise(line)
    assert answer.status == 2
    assert answer.err.count("  [C") == 1
    assert f"[{code}]" in answer.err
    assert ask.api.asked == []


@pytest.mark.parametrize("met", [True, False])
def test_goal_seek_shows_the_points_and_answers_no_out_of_reach(ask, met):
    made = sys.modules["simulator.api"]

    def goal_seek(scenario, **options):
        ask.api.asked.append((scenario, options))
        return SimpleNamespace(is_met=met)

    points = {"region_label": ["开封市"], "indicator_label": ["床位"], "year": [2025]}
    made.goal_seek = goal_seek
    made.goal_points = lambda found, lang: pd.DataFrame({**points, "setting_label": ["1.2倍"]})
    made.goal_notes = lambda found, lang: ["逐级变动"]
    line = "goal-seek a --lever revenue.level --goal beds>=7 --region kaifeng --year 2025"
    answer = ask.equalise(line)
    assert answer.status == (0 if met else 1)
    assert "beds>=7" in answer.out
    assert "1.2倍" in answer.out
    options = ask.api.asked[0][1]
    assert (options["lever"], options["goal"], options["draws"]) == (
        "revenue.level",
        "beds>=7",
        100,
    )
