"""Stocks of the base year on the shipped evidence."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.arrays import PER_PEOPLE
from simulator.inputs.base_figures import ASSUMED, DERIVED, EXTERNAL, STATED, base_figure
from simulator.inputs.stocks import base_stocks
from tests.shipped_runs import made

pytestmark = pytest.mark.unit


def test_the_printed_count_comes_before_the_printed_ratio():
    base = made()
    assert base.stocks.standing[base.at("kaifeng", "toddler_places")] == 3_796
    assert base.stocks.grade[base.at("kaifeng", "toddler_places")] == STATED


def test_the_other_reading_of_a_doubt_takes_the_ratio():
    base = made()
    evidence = base.case.evidence
    plan = evidence.plans["kaifeng"]
    (row,) = (row for row in plan.rows if row.indicator == "toddler_places_per_1000")
    flipped = evidence._replace(alternative=frozenset({row.doubt.id}))
    what = ("toddler_places", row.indicator)
    assert base_figure(evidence, "kaifeng", what).value == 3_796
    ratio = base_figure(flipped, "kaifeng", what)
    assert (ratio.kind, ratio.grade, ratio.value) == (PER_PEOPLE, STATED, row.base.value)


def test_a_printed_ratio_times_residents_is_rounded_to_whole_units():
    base = made()
    for city, ratio in (("zhengzhou", 8.31), ("xinxiang", 6.61), ("kaifeng", 6.66)):
        place = base.at(city, "hospital_beds")
        assert base.stocks.standing[place] == round(ratio * base.residents[place[0], -1] / 1000)


def test_cities_without_a_count_share_what_the_province_leaves():
    base = made()
    stocks, position = base.stocks, base.at("luoyang", "hospital_beds")[1]
    assert stocks.standing[:, position].sum() == pytest.approx(6.7126 * 99_410, rel=1e-3)
    rest = ~stocks.real[:, position]
    ratio = stocks.standing[rest, position] / base.residents[rest, -1]
    assert ratio.max() - ratio.min() < 1e-6
    assert set(stocks.grade[rest, position]) == {DERIVED}
    assert stocks.province_known[position]


def test_where_the_province_has_no_count_an_assumption_stands():
    base = made()
    place = base.at("luoyang", "toddler_places")
    assert base.stocks.grade[place] == ASSUMED
    assert not base.stocks.province_known[place[1]]
    assert base.stocks.assumption[place[1]] == "services.toddler_places_rest_per_1000"
    per_1000 = base.values("services.toddler_places_rest_per_1000")
    assert base.stocks.standing[place] == round(per_1000 * base.residents[place[0], -1] / 1000)


def test_the_parts_of_the_elderly_beds_make_the_whole():
    base = made()
    institution, community = (
        base.stocks.standing[:, base.at("xinxiang", name)[1]]
        for name in ("elderly_institution_beds", "elderly_community_beds")
    )
    xinxiang = base.case.cities.index("xinxiang")
    assert institution[xinxiang] + community[xinxiang] == 34_000
    assert community.min() >= 0


@pytest.mark.parametrize("draw", range(1, 7))
def test_no_draw_has_negative_stocks_or_parts_larger_than_the_whole(draw):
    base = made(draw=draw)
    assert base.stocks.standing.min() >= 0
    assert (base.world.pipeline.units > 0).all()
    nursing, whole = (
        base.stocks.standing[:, base.at("xinxiang", name)[1]]
        for name in ("nursing_type_beds", "elderly_institution_beds")
    )
    assert (nursing <= whole).all()


def test_a_spread_between_cities_does_not_change_the_total():
    base = made()
    position = base.at("luoyang", "hospital_beds")[1]
    spread = np.linspace(0.7, 1.3, base.stocks.standing.size).reshape(base.stocks.standing.shape)
    found = base_stocks(base.ground._replace(spread=spread)).standing[:, position]
    even = base.stocks.standing[:, position]
    assert abs(found.sum() - even.sum()) <= len(even) / 2
    np.testing.assert_array_equal(
        found[base.stocks.real[:, position]], even[base.stocks.real[:, position]]
    )
    assert (found != even).sum() >= 14


def test_a_city_with_an_outside_count_is_real_for_that_service():
    base = made()
    external = base.stocks.grade == EXTERNAL
    assert base.stocks.real[external].all()
