"""Laws of observed stocks: what is seen stands, and a run's own values return the run."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds import CONVERSIONS, lived, worlds

pytestmark = pytest.mark.unit


@given(worlds(closing=True), st.data())
def test_a_world_restated_by_its_own_stocks_is_the_same_world(made, data):
    world, people = made
    books, events, table = lived(world, people)
    observed = world.observed.copy()
    years = data.draw(st.sets(st.integers(1, world.n_years), min_size=1))
    for year in years:
        observed[year] = books.standing[year]
    again, told, projects = lived(world._replace(observed=observed), people)
    for one, other in zip(books, again, strict=True):
        np.testing.assert_array_equal(one, other)
    for name, column in events.items():
        np.testing.assert_array_equal(column, told[name])
    assert table.n == projects.n


@given(worlds(closing=True, observing=True))
def test_what_was_observed_stands_on_31_december(made):
    world, _ = made
    books, _, _ = lived(*made)
    seen = world.observed >= 0
    seen[:, :, CONVERSIONS] = False  # a part never exceeds its whole
    np.testing.assert_array_equal(books.standing[seen], world.observed[seen])


@given(worlds(closing=True, observing=True))
def test_before_the_first_observation_nothing_differs(made):
    world, people = made
    first = np.flatnonzero((world.observed >= 0).any(axis=(1, 2)))
    plain, _, _ = lived(world._replace(observed=np.full_like(world.observed, -1)), people)
    books, _, _ = lived(*made)
    until = int(first[0]) if first.size else world.n_years + 1
    for one, other in zip(plain, books, strict=True):
        np.testing.assert_array_equal(one[:until], other[:until])
