"""From 2015 to 2020: nothing dated after 2015 is read, and what cannot be tested says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.desk.cases import params_of, series_of
from simulator.desk.hindcast import Known, Pair, hindcast, known_by, later_figures, projection
from simulator.inputs.observed import Observed, Series

pytestmark = pytest.mark.integration

FIRST, LAST = 2015, 2020
KIND = ("", "学前教育毛入园率")
PRESCHOOL = Pair("henan", "preschool_enrolment_rate", 90.3, "percent", KIND, None)


def observed(year, value, definition=KIND[1]):
    return Observed(
        year=year,
        region="henan",
        indicator="preschool_enrolment_rate",
        value=value,
        unit="percent",
        basis="",
        definition=definition,
        published="",
        status="final",
        source="henan-14",
        note="",
        file="stocks.csv",
        line=2,
    )


def known(*rows):
    return Known.at(FIRST, Series(rows), params_of())


@pytest.fixture(scope="module")
def shipped():
    return Known.at(FIRST, series_of(), params_of())


def test_nothing_known_in_2015_is_dated_later(shipped):
    assert max(one.year for one in shipped.series.rows) == FIRST
    assert all(one.year <= FIRST for one in shipped.series.links)
    assert all(one.date <= FIRST for one in shipped.parameters.values())
    assert all(one.base_year <= FIRST for one in shipped.plans.values())
    assert len(shipped.parameters) < len(params_of().parameters)


def test_a_value_of_2015_derived_from_a_later_one_was_not_known(shipped):
    """The share of residents in 2015 is of that year, but `from` leads to the census of 2020."""
    share = params_of().parameters["services.population_2015_share"]
    assert share.date == FIRST
    assert share.name not in shipped.parameters
    grade = params_of().parameters["services.preschool_uncovered_decline"]
    planted = replace(grade, date=FIRST)
    assert not known_by(planted, params_of(), FIRST)
    early = replace(planted, derived_from=("observations.henan.preschool_enrolment_rate.2014",))
    assert known_by(early, params_of(), FIRST)
    printed = replace(planted, derived_from=("plans.henan-14.preschool_enrolment_rate.base",))
    assert not known_by(printed, params_of(), FIRST)


@pytest.mark.parametrize("year", [2016, 2019])
def test_a_planted_later_value_does_not_move_the_hindcast(year, shipped):
    planted = Series((*series_of().rows, observed(year, 50.0)), series_of().links)
    blind = Known.at(FIRST, planted, params_of())
    rows = (list(hindcast(one, series_of(), params_of(), LAST, "zh")) for one in (shipped, blind))
    assert [repr(row) for row in next(rows)] == [repr(row) for row in next(rows)]


def test_later_observations_change_no_projection(shipped):
    series = series_of()
    wrong = Series(
        tuple(replace(one, value=one.value * 2) if one.year > FIRST else one for one in series.rows)
    )
    blind = Known.at(FIRST, wrong, params_of())
    for pair in later_figures(series, params_of(), LAST):
        ours, theirs = (projection(one, pair, params_of(), LAST) for one in (shipped, blind))
        assert repr(ours) == repr(theirs)


def test_the_share_not_enrolled_goes_on_falling_as_it_fell():
    """A fifth not enrolled in 2010, a tenth in 2015: a twentieth in 2020."""
    rows = observed(2010, 80.0), observed(2015, 90.0)
    found = projection(known(*rows), PRESCHOOL, params_of(), LAST)
    assert found.projected == pytest.approx(95.0)
    assert (found.no_change, found.trend, found.reason) == (90.0, pytest.approx(100.0), None)


def test_without_an_earlier_value_the_change_is_not_known():
    found = projection(known(observed(2015, 90.0)), PRESCHOOL, params_of(), LAST)
    assert (found.no_change, found.reason) == (90.0, "no_basis")


def test_a_value_of_another_definition_is_no_basis():
    rows = observed(2010, 80.0, "另一口径"), observed(2015, 90.0)
    assert projection(known(*rows), PRESCHOOL, params_of(), LAST).reason == "no_basis"


def test_every_figure_that_is_no_test_says_why(shipped):
    rows = list(hindcast(shipped, series_of(), params_of(), LAST, "zh"))
    assert all(row["reason"] for row in rows if row["status"] != "tested")
    tested = [(row["region"], row["indicator"]) for row in rows if row["status"] == "tested"]
    assert tested == [("henan", "preschool_enrolment_rate")]


def test_figures_borrowed_from_above_are_no_test(shipped):
    rows = list(hindcast(shipped, series_of(), params_of(), LAST, "zh"))
    places = {(row["region"], row["indicator"]): row["reason"] for row in rows}
    assert "引自" in places["xinxiang", "toddler_places_per_1000"]
    assert "分母口径" in places["henan", "medical_insurance_rate"]
    assert "另一口径" in places["henan", "resident_population"]


def test_staff_is_moved_by_the_models_rule_and_shown_only_for_want_of_an_exit_rate(shipped):
    rows = list(hindcast(shipped, series_of(), params_of(), LAST, "zh"))
    (row,) = (one for one in rows if (one["region"], one["indicator"]) == ("henan", "physicians"))
    stock, inflow = 198_600, (198_600 - 189_300) + 0.03 * 189_300
    carried = 0.0
    for _ in range(5):
        leaving = stock * 0.03 + carried
        gone, carried = int(leaving), leaving - int(leaving)
        stock = stock - gone + int(inflow)
    assert row["projected"] == pytest.approx(stock, abs=1)
    assert (row["status"], "退出率" in row["reason"]) == ("shown", True)
