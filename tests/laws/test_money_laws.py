"""Laws of money: every fen is somewhere, nothing is paid twice or overdrawn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.axes import CATEGORIES
from simulator.budget.rules import carried_over, settle, split, units_paid
from tests.world_costs import CENTRAL, N_ACCOUNTS
from tests.worlds import lived, signed_fen, worlds, year_of

pytestmark = pytest.mark.unit
CODE = {name: number for number, name in enumerate(CATEGORIES)}
FEN = st.integers(0, 10**13)


def by_account(world, events, wanted):
    """Return fen by (region, year, account) of the events chosen; the province is last."""
    total = np.zeros((world.standing.shape[0] + 1, world.n_years + 1, N_ACCOUNTS), np.int64)
    place = (events["region"][wanted], year_of(events)[wanted], events["account"][wanted])
    np.add.at(total, place, signed_fen(events)[wanted])
    return total


@given(worlds())
def test_the_ledger_of_every_account_and_year_sums_to_zero(made):
    world, _ = made
    _, events, _ = lived(*made)
    assert not by_account(world, events, events["account"] >= 0).any()


@given(worlds())
def test_money_without_an_account_pays_at_once_what_it_brings(made):
    _, events, _ = lived(*made)
    loose = (events["account"] < 0) & (events["fen"] > 0)
    total = np.zeros((3, 7, 6), np.int64)
    place = (events["region"][loose], year_of(events)[loose], events["service"][loose])
    np.add.at(total, place, signed_fen(events)[loose])
    assert not total.any()


@given(worlds())
def test_no_account_is_ever_overdrawn(made):
    world, _ = made
    _, events, _ = lived(*made)
    level = np.zeros((world.standing.shape[0], N_ACCOUNTS), np.int64)
    kept = np.isin(events["category"], [CODE["carry_in"], CODE["carry_out"]])
    first = year_of(events) == 1
    for row in np.flatnonzero((events["account"] >= 0) & (events["region"] < len(level))):
        if kept[row] and not (first[row] and events["category"][row] == CODE["carry_in"]):
            continue
        level[events["region"][row], events["account"][row]] += signed_fen(events)[row]
        assert level.min() >= 0


@given(worlds())
def test_what_is_carried_out_comes_in_again(made):
    world, _ = made
    _, events, _ = lived(*made)
    out = -by_account(world, events, events["category"] == CODE["carry_out"])
    into = by_account(world, events, events["category"] == CODE["carry_in"])
    np.testing.assert_array_equal(into[:, 2:], out[:, 1:-1])


@given(worlds())
def test_what_one_treasury_gives_another_receives(made):
    world, _ = made
    _, events, _ = lived(*made)
    for given_by, received_by in (("transfer_out", "transfer_in"), ("moved_out", "moved_in")):
        out = -by_account(world, events, events["category"] == CODE[given_by])
        into = by_account(world, events, events["category"] == CODE[received_by])
        np.testing.assert_array_equal(into.sum(axis=(0, 2)), out.sum(axis=(0, 2)))


@given(worlds())
def test_earmarked_money_stays_where_it_is(made):
    world, _ = made
    _, events, _ = lived(*made)
    moved = np.isin(events["category"], [CODE["moved_in"], CODE["moved_out"]])
    assert not by_account(world, events, moved & (events["account"] == CENTRAL)).any()


@given(worlds())
def test_fixed_transfers_change_who_has_the_money_and_not_how_much(made):
    world, people = made
    moved = world.policy._replace(additional=np.zeros_like(world.policy.additional))
    _, events, _ = lived(world._replace(policy=moved), people)
    out = -by_account(world, events, events["category"] == CODE["transfer_out"])
    into = by_account(world, events, events["category"] == CODE["transfer_in"])
    np.testing.assert_array_equal(out.sum(axis=(0, 2)), into.sum(axis=(0, 2)))
    assert not out[-1].any()


CLAIMS = st.lists(st.tuples(FEN, FEN), min_size=1, max_size=8)


@given(CLAIMS, FEN, FEN)
def test_settle_never_overdraws_and_serves_in_order(claims, first, second):
    asked, level = np.array(claims), np.array([first, second])
    met = settle(asked, level)
    left = level.copy()
    for claim, is_met in zip(asked, met, strict=True):
        assert bool(is_met) == bool((claim <= left).all())
        left -= claim * is_met
    assert (left >= 0).all()
    np.testing.assert_array_equal(level, [first, second])


@given(st.lists(FEN, min_size=1, max_size=8), FEN, FEN)
def test_settle_pays_no_less_when_there_is_more(claims, level, more):
    asked = np.array(claims)[:, None]
    poor, rich = settle(asked, np.array([level])), settle(asked, np.array([level + more]))
    assert tuple(rich) >= tuple(poor)
    assert (asked[:, 0] * rich).sum() >= (asked[:, 0] * poor).sum()


@given(st.lists(st.tuples(st.integers(0, 10**6), FEN), min_size=1, max_size=6), FEN)
def test_running_money_is_cut_alike_and_never_exceeds_what_there_is(claims, level):
    units, fen = np.array([one for one, _ in claims]), np.array([one for _, one in claims])
    paid = units_paid(units, fen // 10**4, level)
    bill = sum(int(n) * int(c) for n, c in zip(units, fen // 10**4, strict=True))
    cost = sum(int(n) * int(c) for n, c in zip(paid, fen // 10**4, strict=True))
    assert cost <= max(level, 0) or bill == cost == 0
    assert (paid <= units).all()
    if bill > level:
        exact = [int(n) * level / bill for n in units]
        assert all(0 <= want - got < 1 + 1e-6 for want, got in zip(exact, paid, strict=True))


WEIGHTS = st.lists(st.floats(0.0, 1e12, allow_subnormal=False), min_size=1, max_size=20)


@given(st.integers(0, 10**12), WEIGHTS)
def test_split_gives_all_and_each_within_one_of_its_share(total, weights):
    parts = split(total, np.array(weights))
    mass = sum(weights)
    if mass <= 0:
        assert not parts.any()
        return
    assert parts.sum() == total
    assert parts.min() >= 0
    exact = np.array([total * (one / mass) for one in weights])
    assert np.abs(parts - exact).max() <= 1 + 1e-3


@given(st.integers(0, 10**9), st.integers(2, 8))
def test_split_breaks_ties_by_rank(total, n):
    parts = split(total, np.ones(n))
    assert parts.tolist() == sorted(parts.tolist(), reverse=True)


@given(st.integers(-10, 10**9), st.integers(0, 10**9), st.floats(0, 1), st.integers(0, 10**6))
def test_one_lot_may_always_be_carried_over(free, own, share, lot):
    kept = carried_over(free, own, share, lot)
    assert 0 <= kept <= max(free, 0)
    assert kept >= min(max(free, 0), lot)
