"""Which observed stocks a review takes over: one reason each, and one mistake each."""

from dataclasses import replace

import pytest

from simulator.analysis.observed_stocks import Ground, sightings, taken
from simulator.desk.cases import params_of
from simulator.errors import InputError
from simulator.inputs.observed import Observed, Series

pytestmark = pytest.mark.unit
BEDS = "医疗卫生机构床位"


def ground(*missing):
    """Return Kaifeng and Luoyang from 2020, with all stocks but some."""
    params = params_of()
    cities = ("kaifeng", "luoyang")
    there = {(city, service) for city in cities for service in params.services}
    return Ground(
        params.services, params.indicators, cities, 2020, frozenset(there - {*missing}), frozenset()
    )


def seen(indicator, value, unit, year=2022, region="kaifeng", **other):
    given = {"basis": "", "definition": "", "published": "2023", "status": "final"}
    given |= {"source": "own", "note": "", "file": "own.csv", "line": 2, "layer": 1, **other}
    return Observed(year, region, indicator, value, unit, **given)


def found(*rows, until=2023, missing=()):
    return sightings(Series(rows), ground(*missing), until)


def reasons(*rows, **given):
    return [one.reason for one in found(*rows, **given)]


def test_a_count_of_a_city_after_the_base_is_taken_over():
    (stock,) = taken(found(seen("hospital_beds", 30_000, "bed")))
    assert stock[:7] == ("kaifeng", "hospital_beds", 2022, "count", 30_000, 1, "")


def test_a_ratio_alone_is_taken_over_by_its_denominator():
    stocks = taken(
        found(
            seen("nurses_per_1000", 3.5, "per_1000"),
            seen("preschool_enrolment_rate", 92.0, "percent"),
            seen("elderly_institution_beds", 9_000, "bed"),
            seen("nursing_type_bed_share", 55.0, "percent"),
        )
    )
    assert {one.service: one[3:7] for one in stocks} == {
        "nurses": ("per_people", 3.5, 1_000, "total"),
        "preschool_enrolment": ("per_people", 92.0, 100, "3_5"),
        "elderly_institution_beds": ("count", 9_000, 1, ""),
        "nursing_type_beds": ("per_service", 55.0, 100, "elderly_institution_beds"),
    }


def test_a_count_comes_before_its_ratio_and_a_newer_layer_before_both():
    count = seen("hospital_beds", 30_000, "bed", layer=0)
    ratio = seen("hospital_beds_per_1000", 6.0, "per_1000", layer=0)
    assert [one.kind for one in taken(found(count, ratio))] == ["count"]
    assert [one.kind for one in taken(found(count, replace(ratio, layer=1)))] == ["per_people"]


def test_only_years_after_the_base_and_up_to_the_review_count():
    rows = [seen("hospital_beds", 30_000, "bed", year=year) for year in (2019, 2020, 2022, 2024)]
    assert [one.year for one in taken(found(*rows))] == [2022]


def test_a_programme_is_the_sum_of_its_years():
    rows = [
        seen("barrier_free_homes", units, "household", year=year)
        for year, units in ((2021, 100), (2022, 150), (2023, 200))
    ]
    assert [(one.year, one.value) for one in taken(found(*rows))] == [
        (2021, 100.0),
        (2022, 250.0),
        (2023, 450.0),
    ]
    assert reasons(rows[0], rows[2]) == ["", "year_missing"]


@pytest.mark.parametrize(
    ("reason", "row"),
    [
        ("province_only", seen("hospital_beds", 700_000, "bed", region="henan")),
        ("not_modelled", seen("life_expectancy", 78.0, "year")),
        ("several_stocks", seen("elderly_service_beds", 20_000, "bed")),
        ("not_year_end", seen("hospital_beds", 30_000, "bed", note="7月数，非年末")),
        ("share_alone", seen("nursing_type_bed_share", 55.0, "percent")),
    ],
)
def test_what_is_not_taken_over_says_why(reason, row):
    assert reasons(row) == [reason]


def test_a_city_without_a_base_takes_nothing_over():
    row = seen("nursing_type_beds", 500, "bed")
    assert reasons(row, missing=[("kaifeng", "nursing_type_beds")]) == ["no_base"]


def test_another_definition_than_at_the_base_is_not_taken_over():
    base = seen("hospital_beds", 29_000, "bed", year=2020, definition=BEDS)
    other = seen("hospital_beds", 30_000, "bed", definition="公立医院床位")
    assert reasons(base, other) == ["definition_changed"]


def test_a_ratio_is_no_surer_than_the_count_in_the_same_source():
    count = seen("hospital_beds", 30_000, "bed", note="未写是否年末")
    ratio = seen("hospital_beds_per_1000", 6.0, "per_1000")
    other = seen("hospital_beds_per_1000", 6.0, "per_1000", source="another")
    assert reasons(count, ratio) == ["not_year_end"]
    assert reasons(count, other) == [""]


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("R184", [seen("hospital_beds", -1, "bed")]),
        ("R184", [seen("hospital_beds", 1e300, "bed")]),
        ("R187", [seen("hospital_beds", 30_000, "person")]),
        (
            "R185",
            [
                seen("elderly_institution_beds", 9_000, "bed"),
                seen("nursing_type_beds", 9_001, "bed", line=3),
            ],
        ),
    ],
)
def test_one_mistake_is_one_problem(code, rows):
    with pytest.raises(InputError) as caught:
        found(*rows)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.problems[0].where.file == "own.csv"
