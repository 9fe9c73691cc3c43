"""What is drawn from a bond account is owed, and paid before all running cost."""

from __future__ import annotations

import pytest

from simulator.axes import CATEGORIES, EVENTS
from simulator.budget.debt import due_in, pay_debt
from simulator.budget.rules import debt_paid, interest_of, repaid_by
from simulator.budget.year import close_year, open_year, pay_running
from simulator.eventlog import Mark
from simulator.inputs.arrays import Bonds
from tests.small_world import ints, money_of, treasury_of

pytestmark = pytest.mark.unit
GENERAL, BOND = range(2)
CLASSES = ("recurrent", "recruitment")


@pytest.fixture
def treasury():
    """Return a treasury of 1,000 fen a year; bonds of 10 percent run 3 years, the first free."""
    money = money_of(1_000, 5, n_accounts=2)
    bonds = Bonds(ints(-1, GENERAL), millionths=100_000, term=3, interest_only=1)
    return treasury_of(money._replace(bonds=bonds, purse=ints(0, -1)))[0]


def borrowed(treasury, fen):
    treasury.borrow((6, 4), Mark(0, 0, account=BOND), fen)


def fen_of(treasury, column, name, names):
    events = treasury.log.arrays()
    return events["fen"][events[column] == names.index(name)].tolist()


def test_the_schedule_is_interest_only_then_equal_instalments():
    assert [repaid_by(100, year, 5, 2) for year in range(7)] == [0, 0, 0, 33, 66, 100, 100]
    assert [repaid_by(100, year, 3, 9) for year in range(5)] == [0, 0, 0, 100, 100]
    assert interest_of(1_000, 32_800) == 32


def test_interest_comes_before_principal():
    assert debt_paid(30, 100, 200) == (30, 100)
    assert debt_paid(30, 100, 50) == (30, 20)
    assert debt_paid(30, 100, 20) == (20, 0)
    assert debt_paid(30, 100, -5) == (0, 0)


def test_what_was_drawn_last_year_costs_interest_then_principal(treasury):
    borrowed(treasury, 600)
    assert not any(due_in(treasury, 1, 0, BOND))
    paid = []
    for year in (2, 3, 4, 5):
        open_year(treasury, year)
        paid.append(due_in(treasury, year, 0, BOND))
        pay_debt(treasury, year, 0)
    assert paid == [(60, 0), (60, 300), (30, 300), (0, 0)]
    assert treasury.debt.repaid[0, BOND] == 600
    assert fen_of(treasury, "category", "debt_service", CATEGORIES) == [60, 360, 330]
    assert not fen_of(treasury, "event", "delayed", EVENTS)


def test_debt_service_comes_first_and_running_cost_gets_what_is_left(treasury):
    borrowed(treasury, 5_000)
    open_year(treasury, 2)
    pay_debt(treasury, 2, 0)
    assert pay_running(treasury, 2, 0, ints(100, 0), CLASSES).tolist() == [50, 0]


def test_what_cannot_be_paid_is_told_stays_due_and_bears_no_further_interest(treasury):
    borrowed(treasury, 15_000)
    open_year(treasury, 2)
    pay_debt(treasury, 2, 0)
    assert int(treasury.level(0)[GENERAL]) == 0
    assert fen_of(treasury, "event", "delayed", EVENTS) == [500]
    assert due_in(treasury, 3, 0, BOND) == (2_000, 7_500)


def test_a_limit_that_nobody_draws_is_no_money_and_no_debt(treasury):
    open_year(treasury, 1)
    assert treasury.free(0).tolist() == [1_000, 1_000]
    close_year(treasury, 1, ints(0, 0).reshape(1, 2))
    events = treasury.log.arrays()
    assert set(events["account"]) == {GENERAL}
    assert not treasury.debt.drawn.any()
