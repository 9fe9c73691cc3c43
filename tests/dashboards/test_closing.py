"""From a gap on the indicator's page to the question what closes it."""

import pytest

from dashboards.state import State
from dashboards.states.closing import ask_to_close
from dashboards.states.optimisation import AUTOMATIC, Asking
from simulator import api

pytestmark = pytest.mark.integration
PLACES = "toddler_places_per_1000"
LAST = api.observing.review_years("annual")[0]


KAIFENG = {"region": "kaifeng", "indicator": PLACES, "year": 2030}


def asked(page_store, *wanted):
    asking = Asking(State(page_store))
    for one in wanted:
        ask_to_close(asking, one)
    return asking.region, asking.indicator, asking.as_of, asking.by


def test_a_cell_ahead_is_asked_for_from_the_year_after_the_last_that_is_over(page_store):
    assert asked(page_store, KAIFENG) == (["kaifeng"], [PLACES], LAST, 2030)


def test_a_year_that_is_over_sets_no_years_and_takes_back_those_set(page_store):
    found = asked(page_store, KAIFENG, KAIFENG | {"year": LAST})
    assert found == (["kaifeng"], [PLACES], AUTOMATIC, AUTOMATIC)


def test_what_no_plan_asks_for_is_left_open(page_store):
    assert asked(page_store, KAIFENG | {"region": "elsewhere"})[:2] == ([], [PLACES])
    assert asked(page_store, {}) == ([], [], AUTOMATIC, AUTOMATIC)
