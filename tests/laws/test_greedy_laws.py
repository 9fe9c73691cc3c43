"""Laws of what limits a greedy start: money of a year that may be carried on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.optimise.greedy_limits import Purse, cost_of

pytestmark = pytest.mark.unit

NEAR = 1e-9
YEARS = 4
MONEY = st.floats(0.0, 10.0).map(lambda one: round(one, 2))
BY_YEAR = st.lists(MONEY, min_size=YEARS, max_size=YEARS).map(np.array)


def pays(free, keeps, spent):
    """Return whether money of every year pays what is spent, as a plain treasurer does."""
    left = 0.0
    for year in range(YEARS):
        left += free[year] - spent[year]
        if left < -NEAR:
            return False
        left = min(left, keeps[year])
    return True


@given(BY_YEAR, BY_YEAR, BY_YEAR.filter(np.any), BY_YEAR.filter(np.any))
def test_a_purse_pays_what_it_says_and_no_more(free, keeps, before, cost):
    """Of two things that are bought one after the other, both paid as a treasurer pays them."""
    purse = Purse(free.cumsum()[:, None], keeps[:, None]).full()
    spent = np.zeros(YEARS)
    for each in (before, cost):
        units = purse.most(cost_of(each), slice(None))
        assert pays(free, keeps, spent + units[0] * each)
        assert not pays(free, keeps, spent + (units[0] + 1e-3) * each)
        units *= 0.5
        purse.spend(cost_of(each), slice(None), units)
        spent += units[0] * each


def test_some_cities_spend_and_the_others_keep_what_they_have():
    money, free = np.full((YEARS, 3), 2.0), np.full((YEARS, 3), 2.0).cumsum(axis=0)
    purse, cost = Purse(free, 0.0 * money).full(), cost_of(np.array([0.0, 1.0, 0.0, 0.0]))
    some = np.array([2, 0])
    purse.spend(cost, some, purse.most(cost, some))
    assert purse.most(cost, slice(None)).tolist() == [0.0, 2.0, 0.0]
