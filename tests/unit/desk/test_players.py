"""What differs between two scenarios, and how it is moved from one to the other."""

from __future__ import annotations

import pytest

from simulator.desk.players import Pair, Player, playing
from simulator.errors import InputError
from simulator.inputs.scenarios import load_scenario
from tests.shipped_runs import content

pytestmark = pytest.mark.unit

TRANSFERS, ALLOCATION = ("levers", "transfers"), ("levers", "allocation")
WHY = {"zh": "试算", "en": "trial"}


def scenario(**change):
    return load_scenario(content(change))


def pair(first=None, other=None):
    return Pair(scenario(**first or {}), scenario(**other or {}))


def test_a_rule_goes_with_its_pool_and_allocation_with_its_tables():
    found = Pair(load_scenario("baseline"), load_scenario("level-up"))
    assert found.parts == [TRANSFERS, ALLOCATION]
    (player,) = (Player((part,)) for part in found.parts[:1])
    changed = {change.keys[2:]: (change.first, change.other) for change in found.changes(player)}
    assert changed[("rule",)] == ("none", "by_shortfall")
    assert changed["pool", "at", "2021"] == (None, 2.0e9)


def test_moving_nothing_is_the_first_and_moving_all_the_other():
    found = Pair(load_scenario("baseline"), load_scenario("level-up"))
    assert found.mixed([]).levers.transfers == found.first.levers.transfers
    assert found.mixed(found.parts).levers.transfers == found.other.levers.transfers
    assert found.mixed([ALLOCATION]).levers.allocation.rule == "binding_first"
    assert found.mixed([ALLOCATION]).levers.transfers.rule == "none"
    assert found.mixed(found.parts).id == found.first.id


def test_the_same_scenario_differs_in_nothing():
    assert pair().parts == []


def test_one_word_for_fertility_is_no_change_of_the_other_components():
    found = pair(None, {"levers": {"population": {"variant": "low"}}})
    assert found.parts == [("levers", "population", "variant", "fertility")]
    assert found.mixed(found.parts).levers.population.variant_of("fertility") == "low"


@pytest.mark.parametrize(
    ("levers", "part"),
    [
        ({"revenue": {"growth": 0.03}}, ("levers", "revenue", "growth")),
        ({"fungible": 0.2}, ("levers", "fungible")),
        ({"take_up": {"toddler_places": 0.3}}, ("levers", "take_up", "toddler_places")),
        (
            {"workforce": {"seats": {"nurses": {"unit": "factor", "at": {2021: 1.2}}}}},
            ("levers", "workforce", "seats", "nurses"),
        ),
        (
            {"workforce": {"recruitment": {"nurses": {"xinxiang": 5, "kaifeng": 5}}}},
            ("levers", "workforce", "recruitment", "nurses"),
        ),
        (
            {"population": {"migration": {"xinxiang": 5000.0, "kaifeng": 5000.0}}},
            ("levers", "population", "migration"),
        ),
        ({"shocks": [{"year": 2022, "revenue": 0.9}]}, ("levers", "shocks")),
    ],
)
def test_a_lever_is_a_part_by_service_and_not_by_city_or_year(levers, part):
    found = pair(None, {"levers": levers})
    assert found.parts == [part]
    assert found.mixed(found.parts).levers == found.mixed([part]).levers
    assert found.mixed(found.parts).levers.model_dump() != found.first.levers.model_dump()


@pytest.mark.parametrize(("n", "counted"), [(1, False), (2, True)])
def test_values_of_a_few_rows_are_told_one_by_one_and_many_rows_as_a_table(n, counted):
    start = {"region": "kaifeng", "service": "hospital_beds", "year": 2026, "count": 9}
    rows = [{**start, "count": 9 + number} for number in range(n)]
    table = {"allocation": {"rule": "fixed_starts", "starts": rows}}
    found = pair(None, {"levers": table})
    changed = {one.keys[2:]: one for one in found.changes(Player((ALLOCATION,)))}
    assert (("starts",) in changed) is counted
    assert (("starts", "0", "count") in changed) is not counted
    assert ("rule",) in changed
    if counted:
        assert len(changed[("starts",)].other) == n


def test_overrides_of_one_parameter_are_one_part_and_those_of_another_a_second():
    def given(name, value, was):
        return {"parameter": name, "value": value, "was": was, "why": WHY}

    rows = [
        given("budget.revenue_growth", 0.02, 0.01),
        given("projects.approval_slots", 9, 8),
        given("budget.revenue_growth.kaifeng", 0.03, 0.02),
    ]
    found = pair({"overrides": rows[:1]}, {"overrides": rows})
    assert found.parts == [
        ("overrides", "budget.revenue_growth"),
        ("overrides", "projects.approval_slots"),
    ]
    names = [one.parameter for one in found.mixed(found.parts[:1]).overrides]
    assert names == ["budget.revenue_growth", "budget.revenue_growth.kaifeng"]
    assert found.mixed(found.parts).overrides == (
        *found.mixed(found.parts[:1]).overrides,
        found.other.overrides[1],
    )


def test_the_year_from_which_levers_act_is_a_part():
    found = Pair(load_scenario("level-up"), load_scenario("outlook-2030"))
    assert found.parts == [("horizon", "as_of")]
    assert found.mixed(found.parts).horizon == found.other.horizon


def test_what_is_no_scenario_is_refused():
    shock = {"shocks": [{"year": 2022, "revenue": 0.9}]}
    found = Pair(scenario(horizon={"end": 2021}), scenario(levers=shock))
    with pytest.raises(InputError) as refused:
        found.mixed(found.parts)
    assert [one.code for one in refused.value.problems] == ["S137"]


A, B, C, D = (("levers", name) for name in "abcd")


def test_parts_that_can_be_moved_apart_are_players_of_their_own():
    players, orders = playing([A, B], lambda moved: True, seed=1)
    assert players == [Player((A,)), Player((B,))]
    assert orders == []
    assert playing([], lambda moved: True, seed=1) == ([], [])


def test_parts_that_need_each_other_are_one_player():
    players, _ = playing([A, B, C], lambda moved: C not in moved or A in moved, seed=1)
    assert players == [Player((A, C)), Player((B,))]
    both, _ = playing([A, B, C], lambda moved: (A in moved) == (B in moved), seed=1)
    assert both == [Player((A, B)), Player((C,))]
    assert both[0].id == "levers.a+levers.b"


def test_what_only_stands_as_a_whole_is_one_player():
    ends = (0, 4)
    players, _ = playing([A, B, C, D], lambda moved: len(moved) in ends, seed=1)
    assert players == [Player((A, B, C, D))]


def test_many_parts_are_moved_in_sampled_orders_with_their_reverses():
    parts = [("levers", str(number)) for number in range(9)]
    players, orders = playing(parts, lambda moved: True, seed=7)
    assert len(players) == 9
    assert all(one == two[::-1] for one, two in zip(orders[::2], orders[1::2], strict=True))
    assert orders == playing(parts, lambda moved: True, seed=7)[1]
