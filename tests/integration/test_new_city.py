"""A nineteenth plan in one file: every command that shows plans shows it."""

from __future__ import annotations

import json

import pytest

from simulator.api import gap_overview, open_run
from simulator.cli import main

pytestmark = pytest.mark.integration

BLANK = "{kind: blank}"


@pytest.fixture
def equalise(tmp_path, monkeypatch, capsys):
    """Run one command in a planner's empty folder and return its JSON."""
    monkeypatch.chdir(tmp_path)

    def call(*words):
        status = main([*words, "--json"])
        written = capsys.readouterr()
        assert status == 0, written.err
        return json.loads(written.out)

    return call


@pytest.fixture
def plan(equalise, tmp_path):
    """Write the template of Luoyang and fill in the hospital beds."""
    written = tmp_path / equalise("scenarios", "new-city", "luoyang")["path"]
    head, row, rest = written.read_text(encoding="utf-8").partition(
        "  - indicator: hospital_beds_per_1000"
    )
    filled = rest.replace(
        f"base: {BLANK}",
        'base: {as_printed: "7.35", value: 7.35, unit: per_1000, grade: stated}',
        1,
    ).replace(
        f"target: {BLANK}",
        'target: {as_printed: "9.8", value: 9.8, unit: per_1000, grade: stated}',
        1,
    )
    written.write_text(head + row + filled, encoding="utf-8")
    return written


def test_the_template_loads_as_it_is_and_is_never_overwritten(equalise, capsys):
    equalise("scenarios", "new-city", "luoyang")
    assert equalise("params", "check") == []
    assert main(["scenarios", "new-city", "luoyang"]) == 2
    assert "C133" in capsys.readouterr().err
    assert main(["scenarios", "new-city", "luoyan"]) == 2
    assert "luoyang" in capsys.readouterr().err


@pytest.mark.usefixtures("plan")
def test_one_file_reaches_every_command(equalise, tmp_path, capsys):
    assert equalise("params", "check") == []
    rows = equalise("params", "evidence", "hospital_beds_per_1000", "--region", "luoyang")
    stated = [(row["kind"], row["value"]) for row in rows if row["grade"] == "stated"]
    assert stated[:2] == [("base", 7.35), ("target", 9.8)]
    assert "洛阳" in rows[0]["place"]
    assert any(row["document"] == "luoyang-14" for row in equalise("params", "coverage"))
    exported = tmp_path / "plans.csv"
    equalise("params", "export", "--to", str(exported))
    assert "luoyang-14" in exported.read_text(encoding="utf-8-sig")
    assert main(["run", "baseline", "--until", "2025", "--draws", "0", "--quiet"]) == 0
    run = capsys.readouterr().out.strip()
    gaps = equalise("gaps", run, "--year", "2025")
    own = [
        row
        for row in gaps
        if (row["region"], row["indicator"]) == ("luoyang", "hospital_beds_per_1000")
    ]
    assert own
    assert own[0]["base_grade"] == "stated"
    page = gap_overview(open_run(run, "runs"), 2025)
    assert "洛阳市" in page.to_string()
