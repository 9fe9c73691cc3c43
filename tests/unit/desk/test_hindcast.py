"""From 2015 to 2020: nothing dated after 2015 is read, and what cannot be tested says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.desk.cases import params_of, series_of
from simulator.desk.hindcast import Known, Pair, hindcast, later_figures, projection
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
