"""Money behind drafted targets: each service once, every fen of the ledger."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.analysis.draft_money import Priced, booked, money_table, summed, with_priced

pytestmark = pytest.mark.unit
YEARS = range(2026, 2028)


def ledger(*rows):
    """Return rows of a ledger: region, service, year, fund, category, yuan (minus is spent)."""
    columns = ["region", "service", "year", "fund", "category", "yuan"]
    return pd.DataFrame(rows, columns=columns).assign(statistic="central")


SPENT = ledger(
    ("a", "beds", 2026, "general_budget", "capital", -70.10),
    ("a", "beds", 2026, "special_bonds", "capital", -20.0),
    ("a", "beds", 2026, "special_bonds", "bond", 20.0),
    ("a", "beds", 2026, "social_capital", "capital", -9.90),
    ("a", "beds", 2026, "social_capital", "social_capital", 9.90),
    ("a", "beds", 2027, "general_budget", "recurrent", -5.0),
    ("a", "beds", 2027, "service_income", "recurrent", -50.0),
    ("a", "nurses", 2027, "general_budget", "recruitment", -3.0),
    ("a", "", 2027, "general_budget", "debt_service", -1.0),
    ("a", "beds", 2028, "general_budget", "recurrent", -5.0),
    ("b", "beds", 2027, "general_budget", "recurrent", -7.0),
)


def test_public_money_and_all_money_stand_side_by_side():
    found = summed(booked(SPENT, "a", YEARS), ["beds"], YEARS)
    assert found == {
        "capital_yuan": 90.1,
        "running_yuan": 5.0,
        "staff_yuan": 0.0,
        "coverage_yuan": 0.0,
        "programme_yuan": 0.0,
        "fiscal_yuan": 95.1,
        "other_yuan": 59.9,
        "total_yuan": 155.0,
        "priced_yuan": 0.0,
    }


def test_a_service_two_targets_share_counts_once_in_all_together():
    money = booked(SPENT, "a", YEARS)
    table = money_table(money, "a", {"one": ["beds"], "other": ["beds", "nurses"]}, YEARS)
    by = table.set_index(["indicator", "year"])["fiscal_yuan"]
    assert by["one", 2027] == 5.0
    assert by["other", 2027] == 8.0
    assert by["", 2027] == 8.0


def test_a_programme_no_run_holds_is_priced_and_said_to_be():
    money = with_priced(booked(SPENT, "a", YEARS), [Priced("homes", YEARS, 1_000)])
    found = summed(money, ["homes", "beds"], YEARS)
    assert (found["programme_yuan"], found["priced_yuan"]) == (20.0, 20.0)
    assert found["fiscal_yuan"] == 115.1
