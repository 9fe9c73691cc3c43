"""Reviews: what counts as observed, how rows are evaluated, both denominators of a rate."""

import pandas as pd
import pytest

from simulator.analysis.outlook import with_outlook
from simulator.analysis.review import counts, in_words, review_rows, with_projection
from simulator.analysis.seen import of_one_kind
from simulator.desk.cases import params_of
from simulator.desk.pictures import catalogue
from simulator.desk.review import plans_of, watched_rows
from simulator.errors import InputError
from simulator.inputs.observed import Observed, Series

pytestmark = pytest.mark.unit
TODDLERS = "toddler_places_per_1000"
BEDS = "hospital_beds_per_1000"


def seen(region, indicator, value, year=2025, **changed):
    given = {
        "unit": "per_1000",
        "basis": "post_census",
        "definition": "年末",
        "published": "2026-03",
        "status": "final",
        "source": "本市",
        "note": "",
        "file": "own.csv",
        "line": 2,
    }
    return Observed(year, region, indicator, value, **{**given, **changed})


def reviewed(*rows, year=2025, kind="final"):
    params = params_of()
    plans = plans_of(kind, year, params.plans)
    return review_rows(watched_rows(params, plans, Series(rows), year), year)


def row_of(table, region, indicator):
    (found,) = table[(table.region == region) & (table.indicator == indicator)].to_dict("records")
    return found


def test_a_target_reached_is_done_and_one_missed_is_not():
    table = reviewed(seen("xinxiang", TODDLERS, 4.6), seen("henan", TODDLERS, 4.4))
    assert row_of(table, "xinxiang", TODDLERS)["evaluation"] == "done"
    missed = row_of(table, "henan", TODDLERS)
    assert missed["evaluation"] == "missed"
    assert missed["shortfall"] == pytest.approx(0.1)


def test_nothing_observed_stays_not_observed_whatever_a_run_projects():
    table = reviewed(seen("xinxiang", TODDLERS, 4.6, year=2024))
    row = row_of(table, "xinxiang", TODDLERS)
    assert (row["evaluation"], row["observed"]) == ("not_observed", None)
    assert (row["latest_year"], row["latest_value"]) == (2024, 4.6)
    run = pd.DataFrame(
        {
            **{"region": ["xinxiang"], "plan": [row["plan"]], "row_id": [row["row_id"]]},
            **{"year": [2025], "target_year": [2025], "statistic": ["central"]},
            **{"value": [9.0], "met": [True], "probability_met": [1.0]},
        }
    )
    beside = row_of(with_projection(table, run, 2025), "xinxiang", TODDLERS)
    assert (beside["evaluation"], beside["projected"]) == ("not_observed", 9.0)


def test_a_ratio_is_worked_out_of_counts_of_the_same_year_end():
    beds = seen("xinxiang", "hospital_beds", 60000.0, unit="bed")
    people = seen("xinxiang", "resident_population", 6.0e6, unit="person")
    found = row_of(reviewed(beds, people), "xinxiang", BEDS)
    assert (found["observed"], found["observed_grade"]) == (10.0, "derived")
    assert row_of(reviewed(beds), "xinxiang", BEDS)["evaluation"] == "not_observed"


def test_a_target_for_every_county_is_missed_on_the_average_but_not_reached_by_it():
    assert (
        row_of(reviewed(seen("zhengzhou", TODDLERS, 5.0)), "zhengzhou", TODDLERS)["evaluation"]
        == "missed"
    )
    row = row_of(reviewed(seen("zhengzhou", TODDLERS, 6.5)), "zhengzhou", TODDLERS)
    assert (row["evaluation"], row["schedule_status"]) == ("not_observed", "undecidable")


def test_another_definition_than_at_the_base_cannot_be_evaluated():
    before = seen("xinxiang", TODDLERS, 1.0, year=2020, definition="已备案托位")
    after = seen("xinxiang", TODDLERS, 4.6, definition="全部托位")
    row = row_of(reviewed(before, after), "xinxiang", TODDLERS)
    assert (row["evaluation"], row["schedule_status"]) == ("definition_changed", "undecidable")


def test_residents_that_the_plan_did_not_use_cannot_be_evaluated():
    row = row_of(reviewed(seen("kaifeng", TODDLERS, 4.6)), "kaifeng", TODDLERS)
    assert row["evaluation"] == "definition_changed"


def test_what_a_source_does_not_say_is_no_other_definition():
    known = seen("nanyang", BEDS, 8.0, definition="床位/常住人口")
    unsaid = seen("nanyang", BEDS, 8.0, definition="床位/常住人口，人口口径未说明", basis="")
    assert of_one_kind(known, unsaid)
    assert not of_one_kind(known, seen("nanyang", BEDS, 8.0, definition="编制床位/常住人口"))


def test_a_five_year_total_needs_every_year():
    jobs = [
        seen("xinxiang", "new_urban_jobs", 8.0e4, year, unit="person") for year in range(2021, 2026)
    ]
    full = row_of(reviewed(*jobs), "xinxiang", "new_urban_jobs")
    assert (full["observed"], full["observed_grade"]) == (4.0e5, "derived")
    assert row_of(reviewed(*jobs[1:]), "xinxiang", "new_urban_jobs")["observed"] is None


def test_the_status_of_a_year_is_that_of_the_schedule():
    table = reviewed(
        seen("henan", "preschool_enrolment_rate", 91.8, 2022), year=2022, kind="annual"
    )
    row = row_of(table, "henan", "preschool_enrolment_rate")
    assert row["due"] == pytest.approx(91.38)
    assert row["schedule_status"] == "ahead"


def test_a_target_printed_in_ten_thousands_stands_beside_persons_as_persons():
    bureaus = {name: one.lead_bureau for name, one in params_of().indicators.items()}
    named = in_words(reviewed(), catalogue("zh"), bureaus)
    row = row_of(named, "xinxiang", "new_urban_jobs")
    assert (row["target_as_printed"], row["unit_label"]) == ("＞35，测算取 350,000", "人")
    assert row_of(named, "xinxiang", TODDLERS)["target_as_printed"] == "4.5"


def test_binding_rows_come_first():
    natures = reviewed()["nature"].tolist()
    assert natures == sorted(natures, key=["binding", "expected", "none"].index)


def test_the_rate_shows_both_denominators():
    table = reviewed(seen("xinxiang", TODDLERS, 4.6), seen("henan", TODDLERS, 4.4))
    total = counts(table, ["region"]).iloc[0]
    assert (total["done"], total["missed"], total["n_judged"]) == (1, 1, 2)
    assert total["done_of_judged_percent"] == 50.0
    assert total["judged_of_all_percent"] == pytest.approx(200.0 / len(table))
    assert counts(reviewed(), [])["done_of_judged_percent"].isna().all()


@pytest.mark.parametrize(
    ("kind", "year", "code"),
    [("annual", 2014, "C191"), ("final", 2023, "C192"), ("midterm", 2025, "C193")],
)
def test_a_year_outside_the_plans_is_refused(kind, year, code):
    with pytest.raises(InputError) as caught:
        plans_of(kind, year, params_of().plans)
    assert [one.code for one in caught.value.problems] == [code]


def outlook(observed, projected):
    params = params_of()
    plans = plans_of("midterm", 2022, params.plans)
    watched = watched_rows(params, plans, Series(observed), 2022)
    table = review_rows(watched, 2022).assign(projected_target=projected)
    return with_outlook(table, watched, 2022)


@pytest.mark.parametrize(
    ("value", "projected", "word", "suggested"),
    [
        (2.0, 2.5, "lower", 3.5),
        (2.0, 4.0, "lower", 4.0),
        (2.0, 5.0, "disagree", None),
        (3.0, 5.0, "reached", None),
        (2.0, None, "not_modelled", None),
    ],
)
def test_a_target_is_put_in_doubt_only_when_pace_and_model_miss_it(
    value, projected, word, suggested
):
    base, now = (seen("henan", TODDLERS, one, year) for one, year in ((1.0, 2020), (value, 2022)))
    row = row_of(outlook([base, now], projected), "henan", TODDLERS)
    assert row["suggestion"] == word
    assert (row["suggested"] == suggested) if suggested else pd.isna(row["suggested"])


def test_without_an_observation_nothing_is_suggested():
    assert row_of(outlook([], 2.0), "henan", TODDLERS)["suggestion"] == "not_observed"


def test_the_causes_of_a_change_add_up_to_it():
    facts = {
        "hospital_beds": ("bed", 40000.0, 50000.0),
        "resident_population": ("person", 6e6, 5e6),
    }
    rows = [
        seen("xinxiang", name, value, year, unit=unit)
        for name, (unit, *values) in facts.items()
        for year, value in zip((2020, 2025), values, strict=True)
    ]
    row = row_of(reviewed(*rows), "xinxiang", BEDS)
    assert row["capacity_effect"] > 0
    assert row["population_effect"] > 0
    change = 10.0 - 1000.0 * 40000.0 / 6e6
    assert row["capacity_effect"] + row["population_effect"] == pytest.approx(change)
    assert pd.isna(row_of(reviewed(*rows[1:]), "xinxiang", BEDS)["capacity_effect"])


def test_a_share_of_services_is_worked_out_of_their_counts():
    share = params_of().indicators["nursing_type_bed_share"]
    rows = [
        seen("henan", name, 55.0 if name in share.numerator else 100.0, unit="bed")
        for name in dict.fromkeys((*share.numerator, *share.denominator))
    ]
    assert row_of(reviewed(*rows), "henan", "nursing_type_bed_share")["observed"] == 55.0
