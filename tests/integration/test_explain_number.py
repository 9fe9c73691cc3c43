"""A number explained: its steps add up and end at the number that the run stores."""

from __future__ import annotations

import pytest

from simulator import api

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return api.run_scenario("baseline", until=2026, out=tmp_path_factory.mktemp("runs"), draws=0)


@pytest.mark.parametrize("region", ["henan", "zhengzhou", "kaifeng", "luoyang"])
@pytest.mark.parametrize(
    "indicator",
    [
        "hospital_beds_per_1000",
        "nurses_per_1000",
        "toddler_places_per_1000",
        "elderly_service_beds",
        "elderly_service_beds_per_1000_aged_60",
    ],
)
def test_the_steps_add_up_to_the_stored_value(run, region, indicator):
    steps = api.explain_number(run, indicator, region, 2026)
    moved = steps[["commissioned", "graduated", "recruited"]].sum(axis=1) - steps["retired"]
    assert steps["standing"].diff().iloc[1:].tolist() == moved.iloc[1:].tolist()
    stored = run.indicators
    stored = stored[(stored["indicator"] == indicator) & (stored["region"] == region)]
    stored = stored[stored["statistic"] == "central"].set_index("year")["value"]
    assert steps.set_index("year")["value"].to_dict() == pytest.approx(stored.to_dict())


def test_the_story_begins_with_the_print_and_tells_every_year(run):
    steps = api.explain_number(run, "hospital_beds_per_1000", "kaifeng", 2024)
    story = steps.attrs["story"]
    assert story[0].startswith("开封市「每千常住人口医疗卫生机构床位数」2024年为 ")
    assert "原文印“6.66”" in story[1]
    years = [line[:4] for line in story[2:6]]
    assert years == ["2021", "2022", "2023", "2024"]
    assert "抽样0" in story[-1]


def test_a_share_of_services_is_a_percentage(run):
    steps = api.explain_number(run, "nursing_type_bed_share", "kaifeng", 2023)
    assert steps.attrs["story"][0].endswith("%。")


@pytest.mark.parametrize(
    ("indicator", "year", "codes"),
    [
        ("preschool_enrolment_rate", 2025, ["C140"]),
        ("hospital_beds_per_1000", 2050, ["C117"]),
        ("beds", 2025, ["C134"]),
    ],
)
def test_what_cannot_be_explained_is_refused(run, indicator, year, codes):
    with pytest.raises(api.SimulatorError) as refused:
        api.explain_number(run, indicator, "kaifeng", year)
    assert [problem.code for problem in refused.value.problems] == codes
