from __future__ import annotations

import numpy as np
import pytest

from simulator.axes import CATEGORIES
from simulator.budget.year import (
    close_year,
    move_between_domains,
    open_commitments,
    open_year,
    pay_running,
    transfer,
)
from tests.small_world import ints, money_of, treasury_of

pytestmark = pytest.mark.unit
CLASSES = ("recurrent", "recruitment")


def fen_of(log, category):
    events = log.arrays()
    return events["fen"][events["category"] == CATEGORIES.index(category)].tolist()


def test_running_money_comes_before_everything_and_is_cut_alike():
    treasury, log = treasury_of(money_of(150, 1))
    open_year(treasury, 1)
    assert pay_running(treasury, 1, 0, ints(20, 0), CLASSES).tolist() == [15, 0]
    assert fen_of(log, "recurrent") == [150]


def test_set_aside_money_is_reached_when_free_money_is_gone_newest_project_first():
    treasury, _ = treasury_of(money_of(0, 1))
    open_commitments(treasury, 1, 0, ints(100))
    open_commitments(treasury, 2, 0, ints(100))
    assert pay_running(treasury, 1, 0, ints(5, 0), CLASSES).tolist() == [5, 0]
    assert list(treasury.commitments) == [1]
    assert treasury.free(0).tolist() == [50]


def test_committed_money_is_carried_over_outside_the_limit_and_never_lapses():
    treasury, log = treasury_of(money_of(1_000, 1, carry_limit=0.1))
    open_commitments(treasury, 1, 0, ints(400))
    open_year(treasury, 1)
    assert fen_of(log, "carry_in") == [400]
    close_year(treasury, 1, np.array([[50]]))
    assert fen_of(log, "lapsed") == [900]
    assert fen_of(log, "carry_out") == [500]


def test_reallocated_money_is_taken_and_given():
    treasury, log = treasury_of(money_of(100, 1, n_regions=2))
    open_year(treasury, 1)
    given = transfer(treasury, 1, 60, np.array([[0.0], [1.0]]), reallocated=True)
    assert given == 60
    assert [int(treasury.level(region)[0]) for region in (0, 1)] == [70, 130]
    assert fen_of(log, "transfer_out") == [30, 30]


def test_a_pool_that_is_too_large_takes_what_there_is():
    treasury, _ = treasury_of(money_of(100, 1, n_regions=2))
    open_year(treasury, 1)
    assert transfer(treasury, 1, 10**6, np.array([[1.0], [1.0]]), reallocated=True) == 200
    assert [int(treasury.level(region)[0]) for region in (0, 1)] == [100, 100]


def test_additional_money_stands_in_the_books_of_the_province():
    treasury, log = treasury_of(money_of(100, 1, n_regions=2))
    open_year(treasury, 1)
    transfer(treasury, 1, 60, np.array([[0.0], [1.0]]), reallocated=False)
    events = log.arrays()
    out = events["category"] == CATEGORIES.index("transfer_out")
    assert events["region"][out].tolist() == [2]
    assert events["fen"][out].tolist() == [60]
    assert int(treasury.level(1)[0]) == 160


def test_only_the_fungible_share_moves_and_only_within_tier_and_fund():
    money = money_of(1_000, 1, fungible=0.5, n_accounts=3)._replace(purse=ints(0, 0, 1))
    treasury, log = treasury_of(money)
    open_year(treasury, 1)
    move_between_domains(treasury, 1, 0, ints(0, 1_800, 0))
    assert treasury.level(0).tolist() == [500, 1_500, 1_000]
    assert fen_of(log, "moved_in") == fen_of(log, "moved_out") == [500]


def test_reallocated_money_is_general_budget_of_any_domain_and_no_other_fund():
    """All cities give alike, the weights receive, and central investment is not touched."""
    pooled = np.array([True, True, False])
    money = money_of(100, 1, n_regions=2, n_accounts=3)._replace(pooled=pooled)
    treasury, _ = treasury_of(money)
    open_year(treasury, 1)
    weights = np.array([[0.0, 0.0, 5.0], [0.0, 9.0, 5.0]])
    assert transfer(treasury, 1, 80, weights, reallocated=True) == 80
    assert treasury.level(0).tolist() == [80, 80, 100]
    assert treasury.level(1).tolist() == [80, 160, 100]
