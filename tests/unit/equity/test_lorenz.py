"""The Lorenz curve: from those who have least, convex, and twice its distance is the Gini."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.equity.gini import gini
from simulator.equity.lorenz import lorenz

pytestmark = pytest.mark.unit
AREAS = st.lists(st.tuples(st.floats(0.01, 1e4), st.floats(1.0, 1e7)), min_size=1, max_size=20)


@given(AREAS)
def test_twice_the_area_to_the_diagonal_is_the_gini_coefficient(areas):
    values, people = (np.array(column) for column in zip(*areas, strict=True))
    curve = lorenz(values, people)
    x, y = (np.concatenate([[0.0], one]) for one in (curve.people, curve.held))
    under = float((np.diff(x) * (y[1:] + y[:-1]) / 2).sum())
    assert 1.0 - 2.0 * under == pytest.approx(float(gini(values, people)), abs=1e-9)


@given(AREAS)
def test_it_ends_at_one_and_lies_below_the_diagonal(areas):
    values, people = (np.array(column) for column in zip(*areas, strict=True))
    curve = lorenz(values, people)
    assert curve.people[-1] == pytest.approx(1.0)
    assert curve.held[-1] == pytest.approx(1.0)
    assert (curve.held <= curve.people + 1e-9).all()


def test_an_area_of_no_people_is_left_out():
    curve = lorenz(np.array([1.0, np.nan, 3.0]), np.array([1.0, 0.0, 1.0]))
    assert curve.order.tolist() == [0, 2]
    assert curve.held.tolist() == pytest.approx([0.25, 1.0])


def test_there_is_no_curve_where_a_value_is_missing():
    assert lorenz(np.array([1.0, np.nan]), np.array([1.0, 1.0])).order.size == 0
