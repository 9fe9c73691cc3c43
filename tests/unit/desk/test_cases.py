from __future__ import annotations

import pytest

from simulator.desk.cases import load_case, params_of, with_horizon
from simulator.errors import InputError
from simulator.inputs.series import LatestYear

pytestmark = pytest.mark.unit


def test_parameters_are_read_once():
    assert params_of(None) is params_of(None)


def test_years_of_the_command_line_replace_those_of_the_scenario():
    case = load_case("baseline", until=2027, as_of=2025)
    assert case.scenario.horizon == (2020, 2025, 2027)
    assert len(case.population.years) == 8


@pytest.mark.parametrize(
    ("years", "code"),
    [
        ({"until": 2020}, "S111"),
        ({"until": LatestYear + 1}, "C105"),
        ({"as_of": 2019}, "S112"),
        ({"as_of": 2030}, "S112"),
        ({"until": 2024, "as_of": 2025}, "S112"),
    ],
)
def test_years_that_do_not_follow_each_other_are_refused(years, code):
    scenario = load_case("baseline").scenario
    with pytest.raises(InputError) as caught:
        with_horizon(scenario, **({"until": None, "as_of": None} | years))
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_scenario_that_does_not_exist_is_an_input_error():
    with pytest.raises(InputError):
        load_case("baselin")
