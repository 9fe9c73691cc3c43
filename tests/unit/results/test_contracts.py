"""The tables of design §8 stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.results import contracts

pytestmark = pytest.mark.unit

GOLDEN = Path(__file__).parents[2] / "golden" / "contracts.txt"


def test_every_line_of_the_contracts_is_as_agreed():
    heading, _, expected = GOLDEN.read_text(encoding="utf-8").partition("\n")
    assert heading.startswith("#")
    assert contracts.describe() == expected


def test_scenario_comes_first_in_every_table():
    assert {table.names[0] for table in contracts.TABLES.values()} == {"scenario"}


def test_statistic_stands_in_every_table_but_chances_events_and_draws():
    without = {name for name, table in contracts.TABLES.items() if not table.has_statistic}
    assert without == {"events", "chances", *contracts.DRAW_TABLES}


def test_a_log_has_no_identity_and_every_other_table_has_one():
    assert contracts.TABLES["events"].identity == ()
    for name, table in contracts.TABLES.items():
        assert name == "events" or len(table.identity) >= 3
        assert not table.has_statistic or "statistic" in table.identity


def test_no_draw_supplies_what_the_ensemble_adds():
    names = {column.name for column in contracts.TABLES["verdicts"].case_columns}
    assert names.isdisjoint(contracts.ADDED_COLUMNS)
    assert "met" in names


def test_an_unknown_column_is_a_key_error():
    with pytest.raises(KeyError, match=r"ledger\.fen"):
        contracts.TABLES["ledger"].column("fen")
