"""Accounting: stocks and books are what the events alone tell, flow by flow, to the unit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from simulator.axes import CATEGORIES
from simulator.engine.ledger import ledger_fen
from tests.worlds import lived, of_event, signed_fen, worlds, year_of

pytestmark = pytest.mark.unit
FLOWS = {
    "commissioned": ("commissioned", "covered", "delivered"),
    "retired": ("retired", "closed"),
    "recruited": ("recruited",),
    "graduated": ("graduated",),
    "adjusted": ("adjusted",),
}


def told(books, events, names):
    """Return the units of some events. Shape (year, region, service)."""
    total = np.zeros_like(books.standing)
    for name in names:
        rows = of_event(events, name)
        np.add.at(total, (year_of(rows), rows["region"], rows["service"]), rows["units"])
    return total


@given(worlds(closing=True, observing=True))
def test_every_flow_of_the_books_is_the_sum_of_its_events(made):
    books, events, _ = lived(*made)
    for flow, names in FLOWS.items():
        np.testing.assert_array_equal(getattr(books, flow)[1:], told(books, events, names)[1:])


@given(worlds(closing=True))
def test_the_ledger_holds_every_fen_of_the_events_and_no_other(made):
    world, _ = made
    _, events, _ = lived(*made)
    n_regions, n_services = world.standing.shape
    kinds = (world.money.own.shape[2] + 1, n_services + 1, len(CATEGORIES))
    # a line of its own for every account, service and category that an event may name
    where = np.arange(np.prod(kinds)).reshape(kinds)
    ledger = ledger_fen(events, where, (n_regions + 1, world.n_years, where.size))
    told = np.zeros((n_regions + 1, world.n_years, len(CATEGORIES)), np.int64)
    moved = events["category"] >= 0
    place = (events["region"], year_of(events) - 1, events["category"])
    np.add.at(told, tuple(axis[moved] for axis in place), signed_fen(events)[moved])
    by_category = ledger.reshape(n_regions + 1, world.n_years, *kinds).sum(axis=(2, 3))
    np.testing.assert_array_equal(by_category, told)
