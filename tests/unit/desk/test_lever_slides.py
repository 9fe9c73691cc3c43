"""How far the sliders of levers go, and in which unit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.desk.lever_slides import pool_scale, slides_of
from simulator.desk.levers import Lever

pytestmark = pytest.mark.unit

OWN_MONEY = 5e10
GROWTH = Lever(
    path="revenue.growth",
    label="",
    about="",
    group="revenue",
    group_label="",
    kind="yearly",
    unit="per_year",
    unit_label="",
    value=None,
    now=0.01,
    parent=None,
    low=-0.5,
    high=0.5,
    step=1e-4,
    usual_low=0.0,
    usual_high=0.02,
    parameter="budget.revenue_growth",
    parameter_value=0.01,
    grade="assumed",
    grade_label="",
    source="",
    reason="",
)
POOL = replace(
    GROWTH,
    path="transfers.pool",
    unit="yuan",
    now=0.0,
    low=0.0,
    high=1e13,
    step=1e6,
    usual_low=0.0,
    usual_high=1e13,
    grade="",
)


def slide(lever):
    return slides_of([lever], OWN_MONEY)[lever.path]


def test_a_sourced_range_makes_the_ends_in_percent():
    found = slide(GROWTH)
    assert (found.low, found.high, found.value, found.step) == (0.0, 2.0, 1.0, 0.01)
    assert (found.least, found.most, found.sourced) == (-50.0, 50.0, True)


def test_a_value_beyond_its_range_is_reached():
    assert slide(replace(GROWTH, now=0.03)).high == 3.0


def test_a_slider_and_its_lever_agree_on_every_step():
    found = slide(GROWTH)
    for step in range(200):
        shown = round(found.step * step, 9)
        assert found.place(found.lever_value(shown)) == shown


def test_money_that_is_nothing_now_goes_to_a_share_of_own_money():
    found = slide(POOL)
    assert (found.low, found.high, found.shown_in, found.sourced) == (0.0, 50.0, "yi", False)
    assert pool_scale(OWN_MONEY) == 5e9
    assert pool_scale(0.0) == 1.0


def test_money_that_is_there_goes_to_three_times_as_much():
    assert slide(replace(POOL, now=2e9)).high == 60.0


def test_a_share_without_a_range_keeps_its_bounds():
    share = replace(
        GROWTH, unit="share", now=None, low=0.0, high=1.0, usual_low=0.0, usual_high=1.0
    )
    assert (slide(share).low, slide(share).high, slide(share).value) == (0.0, 100.0, 0.0)


def test_a_whole_number_stays_whole():
    slots = replace(
        GROWTH, unit="", now=40.0, low=1.0, high=1e4, step=1.0, usual_low=20.0, usual_high=80.0
    )
    assert slide(slots).lever_value(41.0) == 41
    assert isinstance(slide(slots).lever_value(41.0), int)


@pytest.mark.parametrize("kind", ["choice", "rows", "by_city", "project"])
def test_what_is_no_number_has_no_slider(kind):
    assert slides_of([replace(GROWTH, kind=kind)], OWN_MONEY) == {}


def test_a_calendar_year_has_no_slider():
    assert slides_of([replace(GROWTH, low=1990.0, high=2100.0)], OWN_MONEY) == {}
