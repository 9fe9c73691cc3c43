from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.desk.cases import load_case, params_of
from simulator.errors import InputError
from simulator.inputs.case import build_case
from simulator.inputs.params import load_params, try_load_params
from simulator.inputs.scenarios import load_scenario
from simulator.population.projection import project
from tests.shipped_runs import case_of, content

pytestmark = pytest.mark.unit


def test_the_shipped_parameters_have_no_problems():
    params, problems = try_load_params()
    assert problems == []
    assert len(params.regions) == 19
    assert {"henan-14", "zhengzhou-14", "xinxiang-14", "kaifeng-14"} <= set(params.plans)


def test_a_case_has_the_cities_without_the_province_and_their_codes():
    case = case_of()
    assert len(case.cities) == len(case.codes) == 18
    assert "henan" not in case.cities
    assert (case.cities[0], case.codes[0], case.codes[-1]) == ("zhengzhou", 410100, 419001)


def test_overrides_reach_the_parameters_of_the_case_and_not_the_shipped_ones():
    shipped = params_of(None).parameters["projects.hospital_lot"].value
    why = {"zh": "试算", "en": "trial"}
    override = {"parameter": "projects.hospital_lot", "value": 7, "was": shipped, "why": why}
    case = case_of({"overrides": [override]})
    assert case.parameters["projects.hospital_lot"].value == 7
    assert params_of(None).parameters["projects.hospital_lot"].value == shipped


def test_all_problems_of_a_scenario_come_at_once():
    levers = {
        "take_up": {"todler_places": 0.1},
        "population": {"migration": {"kaifng": 5}},
    }
    with pytest.raises(InputError) as caught:
        build_case(load_scenario(content({"levers": levers})), params_of(None))
    assert sorted(problem.code for problem in caught.value.problems) == ["S121", "S123"]


def test_a_bad_overlay_is_refused(tmp_path):
    (tmp_path / "services.yaml").write_text("services: {}\n", encoding="utf-8")
    (tmp_path / "costs").mkdir()
    (tmp_path / "costs" / "hospital_bed_capital.yaml").write_text("value: 1\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_params(tmp_path)
    assert {problem.code for problem in caught.value.problems} >= {"P202"}


def test_the_national_plan_gives_ratios_and_no_counts():
    case = case_of()
    assert case.national_levels == {}
    levers = case.scenario.levers.model_copy(update={"need_reference": "national"})
    national = replace(case, scenario=replace(case.scenario, levers=levers)).national_levels
    assert national["nurses_per_1000"] == 3.8
    assert "elderly_service_beds" in case.params.national
    assert "elderly_service_beds" not in national


@pytest.mark.parametrize(
    "levers",
    [
        {
            "allocation": {
                "starts": [{"region": "kaifeng", "service": "nurses", "year": 2026, "count": 9}]
            }
        },
        {"workforce": {"seats": {"hospital_beds": 1.2}}},
        {"workforce": {"recruitment": {"care_workers": {"kaifeng": 10.0}}}},
        {"workforce": {"attraction": {"nursery_carers": {"kaifeng": 1.5}}}},
        {"workforce": {"from_neighbours": {"kindergarten_staff": {"kaifeng": 10.0}}}},
        {"take_up": {"physicians": 0.5}},
        {"closures": {"nursing_type_beds": 0.5}},
        {"conversions": {"hospital_beds": 0.5}},
        {"revenue": {"shares": {"preschool_enrolment": 0.5}}},
    ],
)
def test_a_lever_on_a_service_it_does_not_act_on_is_refused(levers):
    with pytest.raises(InputError) as caught:
        case_of({"levers": levers})
    assert [problem.code for problem in caught.value.problems] == ["S126"]


def test_a_case_built_like_another_is_the_one_built_alone():
    near = case_of({"levers": {"revenue": {"growth": 0.02}}}, until=2022)
    far = case_of({"levers": {"population": {"migration": {"kaifeng": -1000.0}}}}, until=2022)
    for change in ({"revenue": {"growth": 0.05}}, {"population": {"migration": {"kaifeng": 5.0}}}):
        asked = content({"levers": change})
        alone = load_case(asked, until=2022)
        for like in (near, far):
            found = load_case(asked, until=2022, like=like)
            assert found.figures.keys() == alone.figures.keys()
            for one, other in zip(
                project(found.population), project(alone.population), strict=True
            ):
                np.testing.assert_array_equal(one, other)
    assert load_case(content({"levers": {}}), until=2022, like=near).population is near.population


def test_a_case_with_other_levers_is_the_one_a_file_would_give():
    case = case_of({"levers": {"revenue": {"growth": 0.02}}}, until=2022)
    changed = case.with_levers({"revenue.growth": 0.05, "slots.approval": 3})
    levers = {"revenue": {"growth": 0.05}, "slots": {"approval": 3}}
    assert changed.scenario.levers == load_case(content({"levers": levers})).scenario.levers
    assert changed.population is case.population
    with pytest.raises(InputError) as caught:
        case.with_levers({"take_up.no_such_service": 0.5})
    assert [problem.code for problem in caught.value.problems] == ["S121"]


def test_residents_are_not_taken_over_when_their_errors_move_otherwise_with_the_economy():
    near = case_of({}, until=2022)
    name = "uncertainty.population_with_economy"
    was = near.parameters[name].value
    why = {"zh": "试算", "en": "trial"}
    override = {"parameter": name, "was": was, "value": was / 2, "why": why}
    asked = content({"overrides": [override]})
    alone, found = load_case(asked, until=2022), load_case(asked, until=2022, like=near)
    assert found.population.errors == alone.population.errors != near.population.errors


def test_nothing_is_taken_over_from_a_case_of_other_parameter_files():
    near, scenario = case_of({}, until=2022), load_scenario(content({"levers": {}}))
    other = build_case(replace(scenario, horizon=near.scenario.horizon), load_params(), like=near)
    assert other.population is not near.population
    assert other.judged is not near.judged
