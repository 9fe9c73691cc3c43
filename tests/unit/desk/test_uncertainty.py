from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.desk.request import Request, with_experiment
from simulator.desk.uncertainty import range_problems, samples, uncertain
from tests.shipped_runs import case_of

pytestmark = pytest.mark.unit
REVENUE, BEDS = "budget.revenue_growth", "costs.hospital_bed_capital"


def drawn(case):
    return uncertain(case.services, case.parameters)


def varying(what):
    request = Request(5, 1, None, keep_draws=False, keep_events=False, uncertainty=what)
    return with_experiment(case_of(), request)


def test_without_draws_nothing_is_sampled():
    assert samples(case_of(), 0, 1) == {}


def test_every_parameter_with_a_range_that_a_draw_reads_is_drawn():
    names = {one.name for one in drawn(case_of())}
    assert BEDS in names
    assert not any(name.endswith("_months") for name in names)
    # residents err by a model of their own, not by one number a draw
    assert not any(name.startswith("population.") for name in names)
    # how closely parameters move together is the same in every draw
    assert not any(name.startswith("uncertainty.") for name in names)


def test_project_times_are_drawn_project_by_project():
    case = case_of()
    times = uncertain(case.services, case.parameters, by_project=True)
    assert "durations.hospital_months" in {one.name for one in times}
    assert {one.name for one in times}.isdisjoint(one.name for one in drawn(case))


def test_draw_zero_is_central_and_an_override_is_the_same_in_every_draw():
    case = case_of()
    parameter = case.parameters["projects.hospital_lot"]
    why = {"zh": "试算", "en": "trial"}
    fixed = {"parameter": parameter.name, "value": 9, "was": parameter.value, "why": why}
    values = samples(case, 5, 1)
    assert values[parameter.name][0] == parameter.value
    assert len(np.unique(values[parameter.name])) == 6
    assert parameter.name not in samples(case_of({"overrides": [fixed]}), 5, 1)


def test_revenue_and_building_costs_move_together_as_their_correlations_say():
    values = samples(case_of(), 2000, 1)
    both = {one.name: one for one in drawn(case_of()) if one.name in (REVENUE, BEDS)}
    assert {one.group for one in both.values()} == {"economy"}
    asked = both[REVENUE].correlation * both[BEDS].correlation
    found = np.corrcoef(values[REVENUE][1:], values[BEDS][1:])[0, 1]
    assert found == pytest.approx(asked, abs=0.06)
    assert found > 0.2


def test_a_scenario_may_set_a_correlation():
    was = case_of().parameters["uncertainty.prices_with_economy"].value
    why = {"zh": "各自独立", "en": "independent"}
    name = "uncertainty.prices_with_economy"
    alone = case_of({"overrides": [{"parameter": name, "value": 0, "was": was, "why": why}]})
    before, after = samples(case_of(), 50, 1), samples(alone, 50, 1)
    moved = {name for name in before if before[name].tolist() != after[name].tolist()}
    assert BEDS in moved
    assert all(name.startswith("costs.") and name.endswith("_capital") for name in moved)


def test_only_chance_leaves_every_parameter_at_its_central_value():
    assert samples(varying("chance"), 5, 1) == {}
    everything, parameters = (samples(varying(what), 5, 1) for what in ("all", "parameters"))
    assert everything.keys() == parameters.keys()
    assert all(everything[name].tolist() == parameters[name].tolist() for name in everything)


def test_ranges_that_make_no_distribution_are_told_before_a_run():
    case = case_of()
    assert range_problems(case.services, case.parameters) == []
    months = case.parameters["durations.hospital_months"]
    bad = {
        months.name: replace(months, low=1.0, bounds=False),
        BEDS: replace(case.parameters[BEDS], distribution="lognormal", low=1.0),
    }
    found = range_problems(case.services, {**case.parameters, **bad})
    assert {problem.args["name"]: problem.code for problem in found} == {
        BEDS: "R132",
        months.name: "R131",
    }
