"""Stored runs side by side: what made them differ, unlike ones only when told, as files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from simulator import api
from simulator.cli.main import main
from simulator.errors import InputError
from simulator.results.folder import RunFolder
from tests.shipped_runs import content

pytestmark = pytest.mark.integration
STORED = Path(__file__).parents[1] / "stored" / "model-city-format-2.zip"
CITY = "model-city"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def runs(store):
    """Return three runs of two years that differ in a lever and in a parameter."""
    why = {"zh": "试算", "en": "trial"}
    changed = {"parameter": "budget.carry_over_limit", "value": 0.2, "was": 0.1, "why": why}
    changes = ({}, {"levers": {"revenue": {"level": 0.8}}}, {"overrides": [changed]})
    made = [api.load_case(content(change), until=2022) for change in changes]
    return [api.run_scenario(case, draws=2, keep_draws=True, out=store) for case in made]


@pytest.fixture(scope="module")
def other_model(store):
    return api.import_run(STORED, store)


def codes(caught):
    return [problem.code for problem in caught.value.problems]


def test_a_run_differs_in_nothing_from_itself(runs):
    found = api.run_changes(runs[0], runs[0])
    assert found.inputs.empty
    assert found.tables.empty


def test_the_inputs_of_three_runs_are_named(runs):
    found = api.compare_runs(runs)
    shown = found.inputs.set_index("input")[[run.id for run in runs]]
    assert shown.loc["levers.revenue.level"].tolist() == ["—", "0.8", "—"]
    assert shown.loc["overrides.budget.carry_over_limit"].tolist() == ["—", "—", "0.2"]
    assert not {"version", "horizon", "experiment", "files"} & set(found.inputs["kind"])
    for other in runs[1:]:
        low, high = (found.outcomes[f"difference_{one}:{other.id}"] for one in ("p05", "p95"))
        assert ((low <= high) | low.isna()).all()
        assert low.notna().any()


def test_less_money_changes_the_ledger_the_most(runs):
    found = api.run_changes(runs[0], runs[1], "en")
    assert found.inputs["input"].tolist() == ["levers.revenue.level"]
    rows = found.tables.set_index("table")
    assert {"ledger", "events"} <= set(rows.index)
    assert "population" not in rows.index
    assert rows.loc["ledger", "column"] == "yuan"
    back = api.run_changes(runs[1], runs[0]).tables.set_index("table")
    assert (back["greatest_change"] == -rows["greatest_change"]).all()


def test_a_table_that_one_run_did_not_keep_differs_by_all_its_rows(runs, store):
    case = api.load_case(content({}), until=2022)
    bare = api.run_scenario(case, draws=2, out=store)
    rows = api.run_changes(runs[0], bare).tables.set_index("table")
    assert set(rows.index) == {"draws", "draw_inputs"}
    assert rows.loc["draws", "only_first"] == len(runs[0].draws)


def test_runs_of_another_model_are_refused_unless_told(other_model, store, capsys):
    mine = api.run_scenario(CITY, until=2022, draws=0, out=store)
    assert mine.id != other_model.id
    with pytest.raises(InputError) as caught:
        api.compare_runs([mine, other_model])
    assert codes(caught) == ["R239"]
    found = api.compare_runs([mine, other_model], unlike=True)
    assert found.notes[0].startswith("模型版本不同")
    assert api.run_changes(mine, other_model).inputs["kind"].tolist()[0] == "version"
    line = ["compare", mine.id, other_model.id, "--runs", str(store)]
    assert main(line) == 2
    assert "[R239]" in capsys.readouterr().err
    assert main([*line, "--unlike"]) == 0
    assert capsys.readouterr().out.count("模型版本不同") == 3
    assert main([*line, "--unlike", "--json"]) == 0
    assert all(row["unlike"] for row in json.loads(capsys.readouterr().out))


def between(run, base, end):
    """Return a run that says of itself that it runs from one year to another."""
    horizon = {"base": base, "as_of": base, "end": end}
    return replace(run, folder=RunFolder(run.path, {**run.manifest, "horizon": horizon}))


def test_runs_of_another_base_year_are_refused_unless_told(runs):
    later, much_later = between(runs[1], 2021, 2022), between(runs[1], 2025, 2030)
    with pytest.raises(InputError) as caught:
        api.compare_runs([runs[0], later])
    assert codes(caught) == ["R238"]
    assert api.compare_runs([runs[0], later], unlike=True).notes[0].startswith("基期年不同")
    with pytest.raises(InputError) as caught:
        api.compare_runs([runs[0], much_later], unlike=True)
    assert codes(caught) == ["R240"]


def test_a_workbook_holds_inputs_money_and_outcomes(runs, store, tmp_path, capsys):
    file = tmp_path / "out.xlsx"
    names = [run.id for run in runs]
    for lang, first in (("zh", "对比-输入"), ("en", "Compare inputs")):
        line = ["compare", *names, "--runs", str(store), "--lang", lang, "--to", str(file)]
        assert main(line) == 0
        book = openpyxl.load_workbook(file)
        assert book.sheetnames[0] == first
        assert len(book.sheetnames) == 3
        for page in book:
            shown = [str(row[0]) for row in page.iter_rows(values_only=True)]
            assert all(any(run in line for line in shown) for run in names)
    first = file.read_bytes()
    assert main(line) == 0
    assert file.read_bytes() == first
    capsys.readouterr()


def test_a_csv_of_unlike_runs_says_so_in_every_row(other_model, store, tmp_path, capsys):
    mine = api.run_scenario(CITY, until=2022, draws=0, out=store)
    file = tmp_path / "out.csv"
    line = ["compare", mine.id, other_model.id, "--runs", str(store), "--to", str(file)]
    assert main([*line, "--unlike"]) == 0
    assert pd.read_csv(file)["unlike"].str.startswith("模型版本不同").all()
    capsys.readouterr()
