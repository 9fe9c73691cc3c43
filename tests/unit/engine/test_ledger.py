from __future__ import annotations

import pytest

from simulator.axes import CATEGORIES
from simulator.engine.ledger import ledger_fen, ledger_lines, positions
from simulator.eventlog import EventLog, Mark
from simulator.inputs.envelopes import Account
from tests.shipped_runs import tables_of

pytestmark = pytest.mark.unit
ACCOUNTS = (Account("city", "general_budget", "health"),)
DOMAINS = {"hospital_beds": "health"}


def test_events_become_signed_lines_by_year():
    log = EventLog()
    log.add((1, 1), Mark(0, account=0), "paid", category="own", fen=100)
    log.add((12, 6), Mark(0, 0, account=0), "paid", category="recurrent", fen=60)
    log.add((13, 1), Mark(0, account=0), "lapsed", category="lapsed", fen=40)
    log.add((13, 0), Mark(0, 0), "commissioned", units=5)
    lines = ledger_lines(ACCOUNTS, DOMAINS)
    fen = ledger_fen(log.arrays(), positions(lines, ACCOUNTS, DOMAINS), (1, 2, len(lines)))
    told = {
        (year + 1, line.service, line.category): int(fen[0, year, number])
        for number, line in enumerate(lines)
        for year in (0, 1)
        if fen[0, year, number]
    }
    assert told == {
        (1, "", "own"): 100,
        (1, "hospital_beds", "recurrent"): -60,
        (2, "", "lapsed"): -40,
    }


def test_money_without_an_account_has_lines_of_its_own():
    lines = ledger_lines(ACCOUNTS, DOMAINS)
    where = positions(lines, ACCOUNTS, DOMAINS)
    line = lines[where[0, 1, CATEGORIES.index("social_capital")]]
    assert (line.fund, line.service) == ("social_capital", "hospital_beds")
    assert where[0, 0, CATEGORIES.index("own")] == -1
    assert len(set(lines)) == len(lines)


def test_money_of_the_province_keeps_its_tier_in_the_sum():
    transfers = {"rule": "equal_per_capita", "financing": "additional", "pool": 1.0e9}
    ledger = tables_of({"levers": {"transfers": transfers}}, 2022)["ledger"]
    keys = ["year", "tier", "fund", "domain", "service", "category"]
    assert not ledger.duplicated(["region", *keys]).any()
    whole = ledger["region"] == "henan"
    parts = ledger[~whole].groupby(keys)["yuan"].sum()
    parts = parts[parts.abs() > 0]
    told = ledger[whole].set_index(keys)["yuan"]
    assert told[parts.index].to_numpy() == pytest.approx(parts.to_numpy())
    assert told.loc[:, "province"].abs().sum() == pytest.approx(4.0e9)


def test_bonds_come_in_where_they_are_spent_and_the_general_budget_pays_for_them():
    accounts = (*ACCOUNTS, Account("city", "special_bonds", "health"))
    log = EventLog()
    log.add((6, 4), Mark(0, 0, account=1), "paid", category="bond", fen=300)
    log.add((6, 4), Mark(0, 0, account=1), "drawn", category="capital", fen=300)
    log.add((13, 1), Mark(0, account=0), "paid", category="debt_service", fen=9)
    lines = ledger_lines(accounts, DOMAINS)
    fen = ledger_fen(log.arrays(), positions(lines, accounts, DOMAINS), (1, 2, len(lines)))
    told = {
        (year + 1, line.fund, line.category): int(fen[0, year, number])
        for number, line in enumerate(lines)
        for year in (0, 1)
        if fen[0, year, number]
    }
    assert told == {
        (1, "special_bonds", "bond"): 300,
        (1, "special_bonds", "capital"): -300,
        (2, "general_budget", "debt_service"): -9,
    }
    of_bonds = {line.category for line in lines if line.fund == "special_bonds"}
    assert of_bonds == {"bond", "capital"}
