from __future__ import annotations

import pytest

from simulator.desk import files
from simulator.errors import InputError

pytestmark = pytest.mark.unit


def code_of(call, *given):
    with pytest.raises(InputError) as caught:
        call(*given)
    return [problem.code for problem in caught.value.problems]


def test_a_parameter_is_shown_with_its_evidence():
    shown = files.params_show("costs.hospital_bed_capital")
    assert shown["unit"] == "yuan_per_bed"
    assert shown["low"] < shown["value"] < shown["high"]
    assert shown["grade"] in ("assumed", "external", "derived", "stated")
    assert shown["distribution"] == "triangular"
    assert shown["group"] == "economy (uncertainty.prices_with_economy)"
    assert code_of(files.params_show, "costs.hospital_bed_capitl") == ["P232"]


def test_shipped_files_have_no_problems():
    assert files.params_check() == []
    for row in files.scenario_list():
        assert files.scenario_check(row["id"]) == []


def test_a_new_scenario_changes_nothing_and_never_replaces_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = files.scenario_new("mine")
    assert files.scenario_check(made) == []
    assert code_of(files.scenario_new, "mine") == ["C133"]


def test_only_what_a_file_says_is_shown_unless_resolved():
    said = {row["key"] for row in files.scenario_show("tight")}
    every = {row["key"] for row in files.scenario_show("tight", resolved=True)}
    assert "levers.revenue.level" in said
    assert said < every


def test_unknown_lists_are_refused(tmp_path):
    assert code_of(files.params_export, "costs", tmp_path / "costs.csv") == ["C132"]
    assert list(tmp_path.iterdir()) == []


def test_plans_are_exported_row_by_row(tmp_path):
    file = files.params_export("plans", tmp_path / "plans.csv")
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("plan,domain,label,base_as_printed,target_as_printed")
    counts = {name: sum(line.startswith(f"{name}-14") for line in lines) for name in CITIES}
    assert counts == CITIES


CITIES = {"zhengzhou": 35, "xinxiang": 30, "kaifeng": 31}
