"""Runs and backtests on what was published by a day (design §7, ``--as-known-on``)."""

import json
import shutil

import pytest

from simulator.cli.main import main
from simulator.desk.again import resume_run
from simulator.desk.backtest import backtest
from simulator.desk.cases import load_case, params_of
from simulator.desk.difference import explain_difference
from simulator.desk.population import people_of_run
from simulator.desk.request import Files, note_request
from simulator.desk.runs import run_scenario
from simulator.desk.vintage import vintage_notes
from simulator.errors import InputError
from simulator.inputs.params import load_params
from simulator.inputs.shipped import shipped_folder
from simulator.inputs.vintage import as_known_on, known_plans
from simulator.results.store import partial_folder
from simulator.text import LANGUAGES

pytestmark = pytest.mark.integration
DAY = "2023-06-30"
RESIDENTS = "2024,zhengzhou,resident_population,13500000,person,post_census,常住人口，年末,"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def known_then(store):
    return run_scenario("baseline", draws=0, until=2025, known_on=DAY, out=store)


def overlay(folder, row):
    """Return parameters in which one more count of Zhengzhou's residents was published."""
    (folder / "observations").mkdir(parents=True)
    own = folder / "observations" / "population.csv"
    shutil.copy(shipped_folder("params") / "observations" / "population.csv", own)
    with own.open("a", encoding="utf-8") as file:
        file.write(f"{row},final,zhengzhou-statistics,\n")
    return folder


@pytest.mark.parametrize(("published", "same"), [("2023-07", True), ("", True), (DAY, False)])
def test_only_what_was_published_by_the_day_moves_a_run(
    published, same, tmp_path, store, known_then
):
    params = overlay(tmp_path / "own", RESIDENTS + published)
    other = run_scenario(
        "baseline", draws=0, until=2025, known_on=DAY, params=params, out=tmp_path / "runs"
    )
    assert other.id != known_then.id
    assert all(other.table(name).equals(known_then.table(name)) for name in TABLES) is same


TABLES = ("population", "indicators", "stocks", "verdicts")


def test_the_day_is_part_of_the_id_and_of_the_name(store, known_then):
    again = run_scenario("baseline", draws=0, until=2025, known_on=DAY, out=store)
    without, later = (
        run_scenario("baseline", draws=0, until=2025, known_on=day, out=store)
        for day in (None, "2024-06-30")
    )
    assert again.id == known_then.id
    assert len({known_then.id, without.id, later.id}) == 3
    assert known_then.label() == "基准（按2023-06-30已公布的资料）"
    assert "known_on" not in without.manifest
    assert vintage_notes(without) == []


def test_the_manifest_names_what_was_left_out_and_what_was_read_though_later(known_then):
    said = known_then.manifest["known_on"]
    assert (said["day"], said["plans_left_out"]) == (DAY, ["xinxiang-14"])
    assert "workforce.physician_retirement_share" in {*said["later"], *said["undated"]}
    assert "workforce.retirement_age_men_final" not in said["undated"]
    for lang in LANGUAGES:
        first, second = vintage_notes(known_then, lang)
        assert DAY in first
        assert str(len(said["later"])) in second


@pytest.mark.parametrize(("day", "known"), [("2025-12-30", False), ("2025-12-31", True)])
def test_an_undated_plan_was_known_when_its_period_ended(day, known):
    assert ("xinxiang-14" in known_plans(as_known_on(params_of(), day), params_of().plans)) is known


def test_no_target_is_judged_of_a_plan_that_was_not_known(known_then):
    verdicts = known_then.table("verdicts")
    assert {"kaifeng-14", "henan-14", "zhengzhou-14"} == set(verdicts["plan"])


def test_a_census_published_later_is_told(store):
    run = run_scenario("baseline", draws=0, until=2025, known_on="2022-01-31", out=store)
    assert "population/base-census.csv" in run.manifest["known_on"]["later"]


def test_residents_of_a_run_are_projected_again_on_the_same_day(known_then):
    found = people_of_run(known_then)
    assert found.case.params.known_on == DAY


def test_an_interrupted_run_goes_on_with_its_day(known_then, tmp_path):
    files = Files(None, None)
    note_request(partial_folder(tmp_path, known_then.id), known_then.manifest["identity"], files)
    assert resume_run(known_then.id, tmp_path).id == known_then.id


def test_runs_of_different_days_are_not_taken_apart(store, known_then):
    other = run_scenario("tight", draws=0, until=2025, out=store)
    with pytest.raises(InputError) as caught:
        explain_difference(known_then, other)
    assert [one.code for one in caught.value.problems] == ["O158"]


OF_KAIFENG = {
    "parameter": "plans.kaifeng-14.toddler_places_per_1000.target",
    "value": 4.0,
    "was": 4.5,
    "why": {"zh": "试算", "en": "trial"},
}


@pytest.mark.parametrize(
    ("changes", "day", "codes"),
    [
        ({}, "2021-06-30", ["O157"] * 4),
        ({"plans": ["henan-14", "zhengzhou-14"]}, "2022-06-30", ["S147"]),
        ({"overrides": [OF_KAIFENG]}, "2022-01-31", ["S148"]),
    ],
)
def test_what_was_not_known_cannot_be_asked_for(changes, day, codes):
    label = {"zh": "试", "en": "trial"}
    plain = {"label": label, "question": label, "extends": "baseline", **changes}
    with pytest.raises(InputError) as caught:
        load_case(plain, known_on=day)
    assert [one.code for one in caught.value.problems] == codes
    if codes[0] == "O157":
        assert all(one.where.file and one.where.line for one in caught.value.problems)


def test_a_backtest_on_a_day_is_laid_beside_all_that_came_later(tmp_path):
    table = backtest(draws=0, known_on="2022-12-31", out=tmp_path)
    assert table["year"].max() == 2025
    assert "2022-12-31" in " ".join(table.attrs["notes"])
    trend = table[(table["indicator"] == "nurses") & (table["from_year"] == 2020)]["trend"]
    assert trend.isna().all()


def test_the_command_tells_the_day(tmp_path, capsys):
    words = ["run", "baseline", "--draws", "0", "--until", "2022", "--out", str(tmp_path)]
    assert main([*words, "--as-known-on", DAY]) == 0
    assert "新乡市" in capsys.readouterr().out
    assert main([*words, "--as-known-on", "2023-6"]) == 2
    assert "C194" in capsys.readouterr().err
    assert main([*words, "--as-known-on", DAY, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["id"].startswith("baseline-")


def test_without_a_day_all_is_read():
    params = load_params()
    assert known_plans(params, params.plans) == params.plans
