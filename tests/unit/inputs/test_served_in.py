"""The lever served_in: which share of a city's demand another city serves, year by year."""

from __future__ import annotations

import pytest

from simulator.errors import InputError
from simulator.inputs.levers import Levers
from simulator.inputs.scenario import scenario_from_plain
from simulator.inputs.served_in import movable, served_in
from tests.shipped_runs import case_of, made

pytestmark = pytest.mark.unit
ROW = {"from": "kaifeng", "to": "zhengzhou", "share": 0.08, "services": ["hospital_beds"]}
BY_YEAR = {"unit": "share", "at": {2021: 0.02, 2025: 0.1}}


def at(case, home, to, service):
    """Return the position of a share in a year's array."""
    return list(case.services).index(service), case.cities.index(home), case.cities.index(to)


def test_a_row_holds_after_as_of_for_its_services_and_direction():
    found = made(
        "{horizon: {base: 2020, as_of: 2022, end: 2024}, levers: {served_in: ["
        "{from: kaifeng, to: zhengzhou, share: 0.08, services: [hospital_beds]}]}}"
    )
    shares = found.world.served_in
    place = at(found.case, "kaifeng", "zhengzhou", "hospital_beds")
    assert [year[place] for year in shares[:5]] == [0.0, 0.0, 0.0, 0.08, 0.08]
    assert (shares > 0).sum() == len(shares) - 3


def test_without_services_it_holds_for_what_residents_ask_for():
    case = case_of({"levers": {"served_in": [{**ROW, "services": None}]}})
    names = movable(case.services)
    assert "hospital_beds" in names
    assert not {"nursing_type_beds", "physicians", "preschool_enrolment"} & set(names)
    there = made("levers: {served_in: [{from: kaifeng, to: zhengzhou, share: 0.08}]}")
    assert (there.world.served_in[1] > 0).sum() == len(names)


def test_where_one_of_the_two_has_no_such_service_everybody_stays():
    case = case_of({"levers": {"served_in": [ROW]}})
    found = made("{}")
    exists = found.world.exists.copy()
    exists[case.cities.index("zhengzhou"), list(case.services).index("hospital_beds")] = False
    assert not served_in(case.scenario, case.cities, case.services, exists).any()


def test_shares_follow_their_years_and_rows_add_up():
    levers = Levers.model_validate({"served_in": [{**ROW, "share": BY_YEAR}, ROW]})
    first, second = levers.served_in
    years = (2020, 2021, 2024, 2025, 2030)
    assert [first.share_in(year) for year in years] == [0.0, 0.02, 0.02, 0.1, 0.1]
    case = case_of({"levers": {"served_in": [{**ROW, "share": BY_YEAR}, ROW]}})
    shares = served_in(case.scenario, case.cities, case.services, made("{}").world.exists)
    assert shares[5][at(case, "kaifeng", "zhengzhou", "hospital_beds")] == pytest.approx(0.18)
    assert second.share_in(2021) == 0.08


def test_a_stored_scenario_is_read_back_as_it_was():
    scenario = case_of({"levers": {"served_in": [{**ROW, "share": BY_YEAR}, ROW]}}).scenario
    assert scenario_from_plain(scenario.to_plain()).levers == scenario.levers


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([{**ROW, "to": "kaifeng"}], ["S145"]),
        ([{**ROW, "share": 0.5}, {**ROW, "to": "xinxiang", "share": 0.5}], []),
        ([{**ROW, "share": 0.5}, {**ROW, "to": "xinxiang", "share": 0.6}], ["S146"]),
        ([{**ROW, "share": 0.7}, {**ROW, "share": 0.6, "services": ["toddler_places"]}], []),
        ([{**ROW, "share": 0.7}, {**ROW, "share": 0.6, "services": None}], ["S146"]),
        ([{**ROW, "services": None, "share": 0.7}, {**ROW, "from": "xinxiang", "share": 0.7}], []),
        ([{**ROW, "services": ["physicians"]}], ["S126"]),
    ],
)
def test_nobody_goes_where_they_live_and_no_more_than_all_go(rows, codes):
    found = []
    try:
        case_of({"levers": {"served_in": rows}})
    except InputError as error:
        found = [problem.code for problem in error.problems]
    assert found == codes
