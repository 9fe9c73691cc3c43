"""The commands that show what the numbers rest on, as a planner calls them."""

from __future__ import annotations

import json

import pytest

from simulator.cli import main

pytestmark = pytest.mark.integration

REGISTER = (
    "id",
    "kind",
    "severity",
    "found_by",
    "place_1",
    "printed_1",
    "place_2",
    "printed_2",
    "model_does",
    "changes_verdict",
)
COVERAGE = (
    "document",
    "domain",
    "found",
    "modelled",
    "commitment",
    "left_out",
    "why",
    "status",
)


@pytest.fixture
def equalise(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def call(*words):
        assert main(list(words)) == 0
        return capsys.readouterr().out

    return call


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_doubts_read_like_a_letter(equalise, lang):
    letter = equalise("params", "doubts", "--lang", lang)
    rows = json.loads(equalise("params", "doubts", "--lang", lang, "--json"))
    assert set(REGISTER) <= set(rows[0])
    assert len([row for row in rows if row["found_by"] == "check"]) >= 12
    assert any(row["changes_verdict"] for row in rows)
    for number, row in enumerate(rows, start=1):
        assert f"{number}. " in letter
        assert row["text"] in letter
        assert row["place_1"]
        assert row["printed_1"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["assumed", "coverage", "catalogue"])
def test_lists_are_tables_and_json(equalise, name, lang):
    table = equalise("params", name, "--lang", lang)
    rows = json.loads(equalise("params", name, "--lang", lang, "--json"))
    assert rows
    assert len(table.splitlines()) > len(rows)
    if name == "coverage":
        assert tuple(rows[0]) == COVERAGE


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_evidence_shows_print_place_and_doubt(equalise, lang):
    words = ("params", "evidence", "toddler_places_per_1000", "--region", "kaifeng")
    table = equalise(*words, "--lang", lang)
    assert "0.88" in table
    assert "3796" in table.replace(",", "")
    assert ("存疑：" if lang == "zh" else "In doubt: ") in table
