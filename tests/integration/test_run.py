"""The real command from a planner's empty folder: runs, questions to runs, and mistakes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from simulator.cli import main

pytestmark = pytest.mark.integration

BAD = Path(__file__).parents[1] / "bad_inputs"
SHORT = ["--until", "2021", "--draws", "0", "--quiet"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the folder in which the planner works."""
    return tmp_path_factory.mktemp("planner")


@pytest.fixture
def equalise(folder, monkeypatch, capsys):
    """Run one command there and return what it answered."""
    monkeypatch.chdir(folder)

    def call(*words):
        status = main([str(word) for word in words])
        written = capsys.readouterr()
        return SimpleNamespace(
            status=status, out=written.out, err=written.err, json=lambda: json.loads(written.out)
        )

    return call


@pytest.fixture
def runs(equalise):
    """Return the ids of two short runs; those that stand are returned at once."""
    answer = equalise("run", "baseline", "tight", *SHORT)
    assert answer.status == 0, answer.err
    return answer.out.split()


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_run_stores_whole_runs(runs, folder):
    assert [name.rpartition("-")[0] for name in runs] == ["baseline", "tight"]
    for name in runs:
        assert {"manifest.json", "indicators.parquet", "resolved-scenario.yaml"} <= set(
            files_in(folder / "runs" / name)
        )


def test_stored_runs_are_listed_shown_and_verified(runs, equalise):
    listed = equalise("runs", "list", "--json").json()
    assert {one["id"] for one in listed} >= set(runs)
    shown = equalise("runs", "show", runs[0], "--json")
    assert shown.status == 0
    assert runs[0] in shown.out
    assert equalise("runs", "verify", runs[0]).status == 0


def test_a_run_is_found_by_the_start_of_its_id(runs, equalise):
    assert equalise("gaps", runs[0][:-8], "--year", 2021, "--json").status == 0


def test_a_changed_file_of_a_run_is_noticed(runs, equalise, folder):
    file = folder / "runs" / runs[1] / "resolved-scenario.yaml"
    before = file.read_bytes()
    file.write_bytes(before + b"#\n")
    try:
        answer = equalise("runs", "verify", runs[1])
    finally:
        file.write_bytes(before)
    assert answer.status == 1
    assert "resolved-scenario.yaml" in answer.out + answer.err


def test_gaps_show_the_printed_bases_of_the_plan_cities(runs, equalise):
    rows = equalise("gaps", runs[0], "--year", 2021, "--json").json()
    beds = {row["region"]: row for row in rows if row["indicator"] == "hospital_beds_per_1000"}
    printed = {name: beds[name]["base_as_printed"] for name in ("zhengzhou", "xinxiang", "kaifeng")}
    assert printed == {"zhengzhou": "8.31", "xinxiang": "6.61", "kaifeng": "6.66"}
    assert beds["henan"]["base_value"] == pytest.approx(6.71, abs=0.005)
    assert beds["henan"]["base_grade"] == "external"


def test_gaps_say_which_references_do_not_exist(runs, equalise):
    answer = equalise("gaps", runs[0], "--year", 2021, "--reference", "province", "--json")
    toddlers = [row for row in answer.json() if row["indicator"] == "toddler_places_per_1000"]
    cities = [row for row in toddlers if row["region"] != "henan"]
    assert cities
    assert {row["gap"] for row in cities} == {None}
    assert {row["reference"] for row in cities} == {"none"}
    assert all("全省无基期值" in row["flags"] for row in cities)


def test_compare_tells_the_money_first(runs, equalise, folder):
    answer = equalise("compare", *runs)
    assert answer.status == 0, answer.err
    assert "资金总量不同" in answer.out
    assert equalise("compare", *runs, "--to", "compared.csv").status == 0
    with (folder / "compared.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) > 20


def test_a_run_is_not_compared_with_itself(runs, equalise):
    refused = equalise("compare", runs[0], runs[0])
    assert refused.status == 2
    assert "C110" in refused.err


def test_reports_hold_both_runs(runs, equalise, folder):
    for name in ("report.csv", "report.xlsx"):
        assert equalise("report", *runs, "--to", name).status == 0
    with (folder / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["run"] for row in csv.DictReader(file)} == set(runs)
    book = openpyxl.load_workbook(folder / "report.xlsx", read_only=True)
    assert len(book.sheetnames) >= 5
    book.close()


def toddlers(equalise, name, region, year):
    """Return the toddler places per 1,000 residents of a region in a run."""
    rows = equalise("gaps", name, "--year", year, "--include-imputed", "--json").json()
    (row,) = (
        row
        for row in rows
        if (row["region"], row["indicator"]) == (region, "toddler_places_per_1000")
    )
    return row["value"]


def test_a_lever_changed_in_a_copied_scenario_moves_the_result(equalise, folder):
    assert equalise("scenarios", "new", "mine").status == 0
    file = folder / "scenarios" / "mine.yaml"
    text = file.read_text(encoding="utf-8")
    assert "\n  # revenue:" in text
    lines = [
        "  revenue:" if line.startswith("  # revenue:") else line for line in text.splitlines()
    ]
    at = next(i for i, line in enumerate(lines) if line.startswith("    # level: null"))
    lines[at] = "    level: 2.0"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert equalise("scenarios", "check", "mine").status == 0
    answer = equalise("run", "baseline", "mine", "--draws", "0", "--quiet")
    assert answer.status == 0, answer.err
    baseline, mine = answer.out.split()
    assert equalise("scenarios", "show", "mine", "--resolved").status == 0
    for region in ("xinxiang", "kaifeng"):
        before, after = (toddlers(equalise, name, region, 2030) for name in (baseline, mine))
        assert after > before
    # What is started from 2021 on takes its time: nothing moves in the first year.
    before, after = (toddlers(equalise, name, "xinxiang", 2021) for name in (baseline, mine))
    assert after == before


def test_show_resolved_names_the_origin_of_every_value(equalise):
    answer = equalise("scenarios", "show", "tight", "--resolved", "--json")
    origins = {row["key"]: row["origin"] for row in answer.json()}
    assert "tight.yaml:" in origins["levers.revenue.level"]


MISTAKES = {
    "unknown_key.yaml": "S101",
    "unknown_lever.yaml": "S101",
    "duplicate_key.yaml": "P113",
    "wrong_unit.yaml": "S109",
    "was_does_not_match.yaml": "S135",
    "unknown_region.yaml": "S123",
    "unknown_indicator.yaml": "S133",
    "unknown_transfer_rule.yaml": "S104",
    "horizon_before_base.yaml": "S111",
    "negative.yaml": "S110",
    "not_a_number.yaml": "P115",
    "absurd.yaml": "S110",
    "anchor.yaml": "P109",
    "tag.yaml": "P112",
    "gb18030.yaml": "P105",
    "empty.yaml": "P102",
    "missing_parent.yaml": "S113",
    "no_such_file.yaml": "P101",
}


def refused(equalise, folder, *words):
    """Return the answer to a command that must be refused: status 2 and nothing written."""
    before = files_in(folder)
    answer = equalise(*words)
    assert answer.status == 2, answer.out + answer.err
    assert answer.out == ""
    assert "Traceback" not in answer.err
    assert files_in(folder) == before
    return answer.err


@pytest.mark.parametrize("file", MISTAKES)
def test_a_mistake_is_refused_and_nothing_is_written(file, equalise, folder):
    told = refused(equalise, folder, "run", BAD / "scenarios" / file, *SHORT)
    assert f"[{MISTAKES[file]}]" in told
    assert file in told


def test_a_misspelt_name_is_answered_with_the_nearest(equalise, folder):
    told = refused(equalise, folder, "run", BAD / "scenarios" / "unknown_transfer_rule.yaml")
    assert "是否指" in told
    assert "是否指 'baseline'" in refused(equalise, folder, "run", "baselin", *SHORT)


def test_too_large_and_too_deep_are_refused(equalise, folder, tmp_path):
    large, deep = tmp_path / "large.yaml", tmp_path / "deep.yaml"
    large.write_text("# " + "x" * 10_000_000, encoding="utf-8")
    deep.write_text("levers: " + "[" * 100 + "]" * 100, encoding="utf-8")
    for file in (large, deep):
        assert file.name in refused(equalise, folder, "run", file, *SHORT)


def test_a_parameter_without_its_source_is_refused(equalise, folder, tmp_path):
    overlay = tmp_path / "mine" / "costs"
    overlay.mkdir(parents=True)
    bad = BAD / "params" / "costs" / "external_without_source.yaml"
    (overlay / bad.name).write_bytes(bad.read_bytes())
    told = refused(equalise, folder, "run", "baseline", *SHORT, "--params", overlay.parent)
    assert "[P211]" in told


def test_all_problems_of_all_scenarios_come_at_once(equalise, folder):
    files = [BAD / "scenarios" / name for name in ("negative.yaml", "unknown_region.yaml")]
    told = refused(equalise, folder, "run", *files, *SHORT)
    assert "[S110]" in told
    assert "[S123]" in told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["run", "baseline", "--until", "2010"], "S111"),
        (["run", "baseline", "--until", "2101"], "C105"),
        (["run", "baseline", "--as-of", "2010"], "S112"),
        (["run", "baseline", "--as-of", "2030"], "S112"),
        (["run", "baseline", "--until", "2021", "--regions", "nowhere"], "R162"),
        (["run", "baseline", "--draws", "-1"], "C1"),
        (["gaps", "nothing-0000"], "R1"),
        (["report", "nothing-0000", "--to", "report.odt"], "C1"),
    ],
)
def test_a_mistake_on_the_command_line_is_refused(words, code, equalise, folder):
    assert f"[{code}" in refused(equalise, folder, *words)
