from __future__ import annotations

import numpy as np
import pytest

from simulator.axes import CATEGORIES, EVENTS
from tests.small_world import BEDS, history, small_world

pytestmark = pytest.mark.unit


def with_empty_beds(*, share, need=40, standing=100, **what):
    """Return a world in which a share of the idle beds is closed each January."""
    world = small_world(need=need, standing=standing, own=10_000, **what)
    return world._replace(closures=np.tile([share, 0.0], (world.n_years + 1, 1)))


def paid(events, category):
    """Return what was paid in each year [fen]."""
    rows = events["category"] == CATEGORIES.index(category)
    found = np.zeros(3, np.int64)
    np.add.at(found, (events["month"][rows] - 1) // 12, events["fen"][rows])
    return found.tolist()


def test_half_of_what_is_idle_is_closed_each_january():
    # 100 beds, 40 of them used: of 60, 30 and 15 idle beds half go, rounded down.
    books, events, _ = history(with_empty_beds(share=0.5))
    assert books.standing[:, 0, BEDS].tolist() == [100, 70, 55, 48]
    assert books.idle[:, 0, BEDS].tolist() == [60, 30, 15, 8]
    assert books.retired[:, 0, BEDS].tolist() == [0, 30, 15, 7]
    closed = events["event"] == EVENTS.index("closed")
    assert events["month"][closed].tolist() == [1, 13, 25]


def test_what_is_closed_costs_no_running_money_from_its_january_on():
    _, events, _ = history(with_empty_beds(share=0.5))
    # A bed runs for 10 fen a year.
    assert paid(events, "recurrent") == [700, 550, 480]
    assert paid(events, "capital") == [0, 0, 0]


def test_all_that_is_idle_may_go_but_never_what_is_needed():
    books, _, table = history(with_empty_beds(share=1.0))
    assert books.standing[1:, 0, BEDS].tolist() == [40, 40, 40]
    assert books.unmet.sum() == table.n == 0


def test_beds_that_age_away_this_year_are_not_closed_besides():
    # Ten of 100 beds would age away, so 50 of the 60 idle ones are closed; then 5 of 50 age.
    books, _, _ = history(with_empty_beds(share=1.0, retired=0.1))
    assert books.standing[1, 0, BEDS] == 45
