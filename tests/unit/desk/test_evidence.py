"""Evidence of an indicator, and the lists of everything that is assumed."""

from __future__ import annotations

import pytest

from simulator.axes import GRADES
from simulator.desk.cases import params_of
from simulator.desk.evidence import EVIDENCE, params_evidence
from simulator.desk.inventory import ASSUMED, params_assumed
from simulator.errors import InputError

pytestmark = pytest.mark.unit

FIRST_PAGE = [
    (region, indicator)
    for region in ("zhengzhou", "kaifeng", "xinxiang", "luoyang", "nanyang")
    for indicator in (
        "hospital_beds_per_1000",
        "physicians_per_1000",
        "nurses_per_1000",
        "toddler_places_per_1000",
        "preschool_enrolment_rate",
        "sports_area_per_person",
    )
]


@pytest.mark.parametrize(("region", "indicator"), FIRST_PAGE)
def test_every_number_of_the_first_page_leads_to_a_place_or_a_reason(region, indicator):
    rows = params_evidence(indicator, region)
    assert rows
    for row in rows:
        assert tuple(row) == EVIDENCE
        assert row["place"], row
        assert row["reason"] or row["grade"] != "assumed", row


def test_the_strongest_grade_comes_first_and_the_print_with_its_place():
    rows = params_evidence("toddler_places_per_1000", "kaifeng")
    order = [GRADES.index(row["grade"]) for row in rows]
    assert order == sorted(order)
    first = rows[0]
    assert (first["kind"], first["value"], first["as_printed"]) == ("base", 0.88, "0.88")
    assert "开封市" in first["place"]
    assert "第2行" in first["place"]
    english = params_evidence("toddler_places_per_1000", "kaifeng", lang="en")
    assert "row 2 of the table" in english[0]["place"]


def test_unknown_names_are_told_all_at_once():
    with pytest.raises(InputError) as caught:
        params_evidence("toddler_places", "kaifen")
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["C134", "C135"]


def test_everything_assumed_is_listed_with_reason_and_range():
    rows = params_assumed()
    assert all(tuple(row) == ASSUMED or set(row) == set(ASSUMED) for row in rows)
    assumed = {
        one.name
        for parameter in params_of(None).parameters.values()
        for one in (parameter, *parameter.regions.values())
        if one.grade == "assumed"
    }
    assert assumed <= {row["name"] for row in rows}
    assert all(row["reason"] for row in rows)
    assert {row["effect"] for row in rows} == {None}
    capital = next(row for row in rows if row["name"] == "costs.hospital_bed_capital")
    assert capital["used_by"] == ["hospital_beds"]
