from __future__ import annotations

import pytest

from simulator.errors import InputError
from simulator.inputs.services import load_services
from simulator.inputs.shipped import ParamsTree
from tests.shipped_runs import case_of

pytestmark = pytest.mark.unit

ONE = """
services:
  places:
    label: {zh: 托位, en: Places}
    family: facility
    domain: DOMAIN
    unit: place
    group: total
    capital: COST
"""


def loaded(tmp_path, text):
    file = tmp_path / "services.yaml"
    file.write_text(text, encoding="utf-8")
    return load_services(ParamsTree({"services.yaml": file}, {}), {"costs.place": None}, {})


def test_the_shipped_services_stand_in_the_order_of_the_axis():
    services = case_of().services
    assert list(services) == [
        "hospital_beds",
        "toddler_places",
        "elderly_institution_beds",
        "elderly_community_beds",
        "nursing_type_beds",
        "kindergarten_places",
        "primary_school_places",
        "junior_school_places",
        "sports_area",
        "physicians",
        "nurses",
        "preschool_enrolment",
        "barrier_free_homes",
        "medical_insurance",
        "senior_secondary_enrolment",
        "new_urban_jobs",
        "training_participants",
        "subsidised_training_participants",
        "rural_training_person_times",
        "old_communities_renewed",
        "old_community_households_renewed",
        "green_communities_added",
        "affordable_rental_homes",
        "shantytown_homes_started",
        "shantytown_homes_delivered",
        "nursery_carers",
        "care_workers",
        "kindergarten_staff",
    ]
    assert {one.family for one in services.values()} == {
        "facility",
        "workforce",
        "coverage",
        "programme",
    }


def test_every_parameter_a_service_names_is_there():
    case = case_of()
    for service in case.services.values():
        assert set(service.parameters()) <= set(case.parameters)


def test_a_good_file_has_no_problems(tmp_path):
    text = ONE.replace("DOMAIN", "childcare").replace("COST", "costs.place")
    services, problems = loaded(tmp_path, text)
    assert problems == []
    assert services["places"].parameters() == ("costs.place",)


def test_names_that_do_not_exist_are_told_together(tmp_path):
    text = ONE.replace("DOMAIN", "child_care").replace("COST", "costs.plaze")
    _, problems = loaded(tmp_path, text)
    assert {problem.code for problem in problems} == {"P231"}
    assert {problem.args["found"] for problem in problems} == {"child_care", "costs.plaze"}


def test_conversions_and_providers_name_what_exists(tmp_path):
    text = ONE.replace("DOMAIN", "childcare").replace("COST", "costs.place")
    text += "    conversion: {from: rooms, units: costs.rate}\n"
    text += "    providers: {public: a.b, inclusive: c.d}\n"
    _, problems = loaded(tmp_path, text)
    assert {problem.code for problem in problems} == {"P231"}
    assert {problem.args["found"] for problem in problems} == {"rooms", "costs.rate", "a.b", "c.d"}


def test_without_the_file_there_is_no_model():
    with pytest.raises(InputError) as caught:
        load_services(ParamsTree({}, {}), {}, {})
    assert [problem.code for problem in caught.value.problems] == ["P230"]
