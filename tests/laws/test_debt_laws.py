"""Laws of borrowed money: all is paid back, nothing is owed without bonds, debt comes first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.axes import CATEGORIES
from simulator.budget.debt import due_in, pay_debt
from simulator.budget.rules import repaid_by
from simulator.budget.year import open_year
from simulator.eventlog import EVENT, Mark
from simulator.inputs.arrays import Bonds
from simulator.instants import MONTHS_PER_YEAR
from tests.small_world import ints, money_of, no_bonds, treasury_of
from tests.world_costs import BONDS, N_ACCOUNTS
from tests.worlds import lived, worlds, year_of

pytestmark = pytest.mark.unit
CODE = {name: number for number, name in enumerate(CATEGORIES)}
HEALTH = 0
AFTER_DEBT = ("recurrent", "recruitment", "coverage", "programme", "moved_out")
TERMS = st.tuples(st.integers(1, 40), st.integers(0, 45))


@given(st.integers(0, 10**13), TERMS)
def test_instalments_are_equal_to_a_fen_and_sum_to_the_principal(principal, terms):
    term, interest_only = terms
    paid = [repaid_by(principal, year, term, interest_only) for year in range(term + 1)]
    parts = np.diff(paid)
    assert paid[-1] == principal
    assert paid[0] == 0
    assert not parts[: min(interest_only, term - 1)].any()
    later = parts[min(interest_only, term - 1) :]
    assert later.max() - later.min() <= 1


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5), TERMS, st.integers(0, 10**6))
def test_with_money_all_that_was_drawn_is_repaid_to_the_fen_by_the_term(drawn, terms, millionths):
    years = len(drawn) + terms[0]
    bonds = Bonds(ints(-1, 0), millionths, *terms)
    treasury, log = treasury_of(money_of(10**12, years, n_accounts=2)._replace(bonds=bonds))
    for year in range(1, years + 1):
        open_year(treasury, year)
        pay_debt(treasury, year, 0)
        if year <= len(drawn):
            month = year * MONTHS_PER_YEAR
            treasury.borrow((month, 4), Mark(0, 0, account=1), drawn[year - 1])
    assert treasury.debt.repaid[0, 1] == sum(drawn)
    assert not any(due_in(treasury, years, 0, 1))
    assert not (log.arrays()["event"] == EVENT["delayed"]).any()


@given(worlds())
def test_what_comes_in_as_bonds_is_what_the_account_spends(made):
    _, events, _ = lived(*made)
    mine = events["account"] == BONDS
    by_category = {
        name: events["fen"][mine & (events["category"] == CODE[name])].sum()
        for name in ("bond", "capital")
    }
    assert by_category["bond"] == by_category["capital"]
    assert set(events["category"][mine]) <= {CODE["bond"], CODE["capital"]}


@given(worlds())
def test_while_debt_service_is_unpaid_nothing_behind_it_is_paid(made):
    _, events, _ = lived(*made)
    unpaid = (events["event"] == EVENT["delayed"]) & (events["account"] == HEALTH)
    behind = np.isin(events["category"], [CODE[name] for name in AFTER_DEBT])
    behind &= (events["account"] == HEALTH) & (events["fen"] > 0)
    years = year_of(events)
    short = {*zip(events["region"][unpaid], years[unpaid], strict=True)}
    paid = {*zip(events["region"][behind], years[behind], strict=True)}
    assert not short & paid


@given(worlds())
def test_without_bonds_the_terms_of_bonds_change_nothing(made):
    world, people = made
    capital = world.money.capital_fen.copy()
    capital[:, BONDS] = 0
    unborrowed = world.money._replace(capital_fen=capital)
    terms = unborrowed._replace(bonds=unborrowed.bonds._replace(millionths=999_999, term=1))
    books, events, _ = lived(world._replace(money=unborrowed), people)
    others, same, _ = lived(world._replace(money=terms), people)
    for name in events:
        np.testing.assert_array_equal(events[name], same[name])
    np.testing.assert_array_equal(books.standing, others.standing)
    own = unborrowed.own.copy()
    own[:, :, BONDS] = 0
    plain = unborrowed._replace(own=own, bonds=no_bonds(N_ACCOUNTS))
    none, without, _ = lived(world._replace(money=plain), people)
    np.testing.assert_array_equal(books.available, none.available)
    for name in events:
        np.testing.assert_array_equal(events[name], without[name])
