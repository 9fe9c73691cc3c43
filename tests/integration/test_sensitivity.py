"""The five ways to ask what an outcome hangs on, on the real model with three parameters."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.desk import sensitivity as desk
from simulator.desk import uncertainty, varied
from simulator.ensemble.futures import CENTRAL, Future, answer, answers
from simulator.errors import InputError
from simulator.model import Experiment, Member, lived
from tests.shipped_runs import case_of

pytestmark = pytest.mark.integration

PLACES = "toddler_places_per_1000"
NAMES = (
    "budget.revenue_growth",
    "costs.toddler_place_running_public",
    "services.toddler_places_share_2015",
)
UNTIL = 2021


@pytest.fixture(autouse=True)
def three(monkeypatch):
    """Let three parameters and fertility be uncertain."""
    usual = uncertainty.uncertain

    def few(*given, **options):
        return [one for one in usual(*given, **options) if one.name in NAMES]

    for module in (uncertainty, varied):
        monkeypatch.setattr(module, "uncertain", few)
    monkeypatch.setattr(varied, "COMPONENTS", ("fertility",))


def ask(method, outcome=PLACES, region="kaifeng", **options):
    asked = {"outcome": outcome, "region": region, "until": UNTIL, **options}
    return desk.sensitivity("baseline", method=method, **asked)


def test_the_central_future_is_draw_zero_and_a_draw_is_its_values_and_addresses():
    case = case_of(until=UNTIL)
    drawn = Experiment(case, uncertainty.samples(case, 2, 1))
    values = lived(drawn, 2)[0].found.series.value
    member = Member(drawn.values(2), 2, 2)
    assert answer(case, Future(member)).value.tobytes() == values.tobytes()
    central = lived(Experiment(case), 0)[0].found
    found = answer(case, Future(CENTRAL))
    assert found.value.tobytes() == central.series.value.tobytes()
    assert found.met.tobytes() == central.verdicts.met.tobytes()


def test_several_processes_give_the_same_answers_in_order():
    case = case_of(until=UNTIL)
    futures = [Future(), *(Future(Member({}, 0, draw)) for draw in (1, 2))]
    seen = []
    alone = answers(case, futures)
    shared = answers(case, futures, jobs=2, on_progress=lambda *done: seen.append(done))
    assert [one.value.tobytes() for one in alone] == [one.value.tobytes() for one in shared]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert alone[0].value.tobytes() != alone[1].value.tobytes()


def test_a_tornado_shows_the_outcome_at_both_ends_of_every_input():
    table = ask("tornado")
    assert set(table["input"]) == {*NAMES, "population.variant.fertility"}
    assert table["input"][0] == "services.toddler_places_share_2015"
    case = case_of(until=UNTIL)
    share = case.parameters[table["input"][0]]
    low = answer(case, Future(Member({share.name: share.low}, 0, 0)))
    cell = case.cities.index("kaifeng"), case.readings.names.index(PLACES), 1
    assert table["at_low"][0] == low.value[cell]
    assert (np.diff(table["swing"]) <= 0.0).all()
    assert table["turns"].dtype == bool


def test_what_to_check_next_is_effect_times_weakness():
    table = ask("check")
    assert (table["priority"] == table["effect"] * table["weakness"]).all()
    assert (table["effect"] >= 0.0).all()
    assert table["effect"].sum() > 0.0


def test_shares_of_the_spread_come_by_group():
    table = ask("sobol", n_points=2)
    assert set(table["kind"]) == {"budget", "costs", "services", "population", "chance"}
    assert table.attrs["notes"][0].endswith("共 14 次模拟。")


def test_screening_ranks_the_parameters():
    table = ask("morris", n_points=2)
    assert set(table["input"]) == set(NAMES)
    assert table["input"][0] == "services.toddler_places_share_2015"


def test_a_rule_of_failure_names_its_conditions_or_says_that_there_is_none():
    table = ask("rule", n_points=4)
    assert table.empty
    assert "4 次抽样中 100% 达不到" in table.attrs["notes"][0]


@pytest.mark.parametrize(
    ("method", "change", "codes"),
    [
        ("tornado", {"outcome": "toddler_place"}, ["C134"]),
        ("tornado", {"outcome": "life_expectancy"}, ["C155"]),
        ("tornado", {"outcome": "all", "region": "nowhere"}, ["C156", "C135"]),
        ("tornado", {"year": 2019}, ["C117"]),
        ("sobol", {"n_points": 6}, ["C157"]),
        ("rule", {"outcome": "new_urban_jobs", "region": "luoyang", "n_points": 1}, ["C158"]),
    ],
)
def test_what_cannot_be_asked_is_refused(method, change, codes):
    with pytest.raises(InputError) as caught:
        ask(method, **change)
    assert [problem.code for problem in caught.value.problems] == codes
