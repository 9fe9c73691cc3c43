"""Laws of stocks: units are neither lost nor made, and what is available stands."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from tests.worlds import (
    BEDS,
    BUILT,
    CONVERSIONS,
    ENROLLED,
    PLACES,
    empty_pipeline,
    lived,
    of_event,
    worlds,
    year_of,
)

pytestmark = pytest.mark.unit
ENTRIES = ("commissioned", "recruited", "graduated")


@given(worlds(closing=True, observing=True))
def test_units_are_conserved_in_every_region_service_and_year(made):
    books, _, _ = lived(*made)
    change = np.diff(books.standing, axis=0)
    flows = books.commissioned - books.retired + books.recruited + books.graduated + books.adjusted
    np.testing.assert_array_equal(change, flows[1:])


@given(worlds(closing=True, observing=True))
def test_the_log_tells_every_unit_that_came_or_went(made):
    books, events, _ = lived(*made)
    told = np.zeros_like(books.standing)
    signs = {
        "commissioned": 1,
        "covered": 1,
        "delivered": 1,
        "recruited": 1,
        "graduated": 1,
        "adjusted": 1,
        "retired": -1,
        "closed": -1,
    }
    for name, sign in signs.items():
        rows = of_event(events, name)
        place = (year_of(rows), rows["region"], rows["service"])
        np.add.at(told, place, sign * rows["units"])
    np.testing.assert_array_equal(told[1:], np.diff(books.standing, axis=0))


@given(worlds(closing=True))
def test_nothing_is_ever_negative(made):
    books, events, _ = lived(*made)
    for name in books._fields:
        assert getattr(books, name).min() >= 0, name
    assert events["units"].min(initial=0) >= 0
    assert events["fen"].min(initial=0) >= 0


@given(worlds(closing=True, observing=True))
def test_what_is_available_stands(made):
    books, _, _ = lived(*made)
    assert (books.available <= books.standing).all()


@given(worlds(closing=True, observing=True))
def test_a_part_never_exceeds_the_stock_it_is_a_part_of(made):
    books, _, _ = lived(*made)
    assert (books.standing[:, :, CONVERSIONS] <= books.standing[:, :, BEDS]).all()


@given(worlds(closing=True))
def test_nobody_is_covered_without_a_place(made):
    world, _ = made
    books, events, _ = lived(*made)
    gained = books.commissioned[1:, :, ENROLLED] > 0
    seats = np.maximum(books.available[1:, :, PLACES], 0)
    assert (books.standing[1:, :, ENROLLED] <= seats)[gained].all()
    assert events["service"].max(initial=0) < world.standing.shape[1]


@given(worlds())
def test_use_is_demand_or_what_is_available(made):
    books, _, _ = lived(*made)
    np.testing.assert_array_equal(books.use, np.minimum(books.demand, books.available))
    np.testing.assert_array_equal(books.idle, books.available - books.use)
    np.testing.assert_array_equal(books.unmet, books.demand - books.use)


@given(worlds(money=False, pipeline=False, rules=range(5), n_named=0))
def test_without_money_and_pipeline_there_is_only_decay(made):
    world, people = made
    books, _, table = lived(world._replace(pipeline=empty_pipeline()), people)
    built = list(BUILT)
    assert table.n == 0
    assert (np.diff(books.standing[:, :, built], axis=0) <= 0).all()
    assert books.commissioned[:, :, built].max() == 0
    assert books.recruited.max() == 0


@given(worlds(pipeline=False, rules=range(5), n_named=0))
def test_the_pipeline_holds_what_was_asked_for_and_is_not_open(made):
    books, events, table = lived(*made)
    asked = of_event(events, "asked")["units"].sum()
    opened = table.units[: table.n][table.state[: table.n] == 3].sum()
    assert books.in_pipeline[-1].sum() == asked - opened
