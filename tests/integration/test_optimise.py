"""The command on the shipped baseline: its answer, its saved plan, its mistakes."""

from __future__ import annotations

import json

import numpy as np
import pytest

from simulator.cli.main import main
from simulator.desk.cases import load_case
from simulator.desk.engines import COMPILED, engine_for
from simulator.desk.optimise import optimise
from simulator.ensemble.futures import Future, answer
from simulator.errors import InputError

pytestmark = pytest.mark.integration

ASK = "--region kaifeng --indicator toddler_places_per_1000 --draws 8"


@pytest.fixture
def call(capsys, monkeypatch, tmp_path):
    """Run a command in an empty folder; returns its status and records."""
    monkeypatch.chdir(tmp_path)

    def run(line):
        status = main([*line.split(), "--json"])
        return status, json.loads(capsys.readouterr().out)

    return run


def values_of(scenario, budget, indicator="toddler_places_per_1000"):
    """Return what a scenario brings Kaifeng by year in the central future."""
    case = load_case(scenario, budget=budget)
    found = answer(case, Future(), engine_for(0, COMPILED))
    return found.value[case.cities.index("kaifeng"), case.readings.names.index(indicator)]


def test_a_saved_plan_gives_the_simulated_values_of_the_table(call, tmp_path):
    status, rows = call(f"optimise baseline {ASK} --save-as mine")
    assert (status, [one["status"] for one in rows]) == (0, ["met"])
    budget = tmp_path / "scenarios" / "mine-budget.csv"
    values = values_of("mine", budget if budget.exists() else None)
    (row,) = rows
    assert values[row["target_year"] - 2020] == pytest.approx(row["simulated"], abs=1e-9)
    assert row["simulated"] == pytest.approx(row["planned"], rel=1e-3)
    assert row["simulated"] >= row["target"] > values_of("baseline", None)[5]


def test_a_saved_plan_stays_what_it_was_and_is_not_overwritten(call, tmp_path, capsys):
    call(f"optimise baseline {ASK} --save-as mine")
    before = {path.name: path.read_bytes() for path in (tmp_path / "scenarios").iterdir()}
    assert main([*f"optimise baseline {ASK} --save-as mine".split()]) == 2
    assert "[C133]" in capsys.readouterr().err
    assert {p.name: p.read_bytes() for p in (tmp_path / "scenarios").iterdir()} == before


def test_the_records_hold_what_a_planner_reads(call):
    _, rows = call(f"optimise baseline {ASK}")
    known = {"status", "planned", "simulated", "simulated_p50", "chance", "relaxation"}
    assert known <= rows[0].keys()


def test_the_best_use_of_the_money_at_hand_needs_no_more(call):
    found = optimise(
        "baseline",
        objective="shortfall",
        region=("kaifeng",),
        indicator=("toddler_places_per_1000",),
        draws=0,
    )
    assert np.abs(found.plan.extra).max() == 0.0
    status, rows = call(f"optimise baseline {ASK} --objective shortfall")
    assert (status, rows[0]["status"]) in ((1, "late"), (1, "never"))


def test_a_plan_that_starts_nothing_can_be_carried_out_and_saved(call):
    line = "optimise baseline --region kaifeng --indicator hospital_beds_per_1000 --draws 0"
    status, rows = call(f"{line} --until 2026 --save-as nothing")
    assert (status, rows[0]["status"]) == (0, "met")
    assert values_of("nothing", None, "hospital_beds_per_1000")[5] == rows[0]["simulated"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("--region keifeng", "C211"),
        ("--region 开封市", "C211"),
        ("--probability 0.8 --draws 0", "C221"),
        ("--indicator toddler_place", "C211"),
        ("--region kaifeng --indicator life_expectancy", "C212"),
        ("--until 2024", "C212"),
    ],
)
def test_one_mistake_has_one_code(options, code, capsys):
    status = main(["optimise", "baseline", *options.split()])
    written = capsys.readouterr().err
    assert (status, written.count("  [")) == (2, 1)
    assert f"[{code}]" in written


@pytest.mark.parametrize(
    ("options", "near"),
    [
        ("--region 开封市", "kaifeng"),
        ("--region Kaifeng", "kaifeng"),
        ("--indicator 每千常住人口注册护士数", "nurses_per_1000"),
    ],
)
def test_a_name_in_either_language_suggests_its_id(options, near, capsys):
    assert main(["optimise", "baseline", *options.split()]) == 2
    assert f"“{near}”" in capsys.readouterr().err


def test_every_record_says_what_a_planner_asks_also_where_it_cannot_be_done(call):
    line = "optimise baseline --region kaifeng --objective shortfall --draws 2"
    status, rows = call(line)
    assert status == 1
    for one in rows:
        assert {"status", "planned", "simulated_p50", "chance", "relaxation"} <= one.keys()
        assert bool(one["relaxation"]) == (one["status"] != "met")
        for when in ("first_year", "put_off_to"):
            year = one[when]
            known = str(year) if year else "2030年底前达不到"
            assert one[f"{when}_label"] == known
    assert {one["put_off_to"] for one in rows} > {None}


def test_a_chance_is_told_with_its_margin_and_the_rows_that_miss_it(call):
    line = "optimise baseline --region xinxiang --indicator nurses_per_1000 --draws 6"
    _, (row,) = call(f"{line} --probability 0.8")
    assert row["margin_percent"] >= 0.0
    assert "80%" in row["relaxation"] or row["chance"] >= 0.5


def test_the_years_of_seats_are_those_of_the_money(call):
    line = "optimise baseline --region xinxiang --indicator nurses_per_1000 --seats --draws 0"
    _, years = call(f"{line} --show years")
    _, money = call(f"{line} --show money")
    own = [[one for one in rows if one["region"] == "henan_own"] for rows in (years, money)]
    assert [one["year"] for one in own[0]] == list(range(2021, 2031))
    assert sum(one["public_yuan"] for one in own[0]) == pytest.approx(
        sum(one["public_yuan"] for one in own[1])
    )
    assert {one["free_yuan"] for one in own[0]} == {None}


def test_an_objective_of_another_program_is_refused_by_the_desk_too():
    with pytest.raises(InputError, match="C210"):
        optimise("baseline", objective="least")
