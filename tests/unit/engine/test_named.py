"""Named projects of the reserve: on their date, in the place of lots, changed or given up."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.engine.named import entries, make_room
from simulator.eventlog import EVENT
from simulator.inputs.arrays import ASKED, BUILT_FROM, OPENED, Named, Pipeline
from tests.small_world import BEDS, history, ints, small_world

pytestmark = pytest.mark.unit
PLAIN = {
    "name": 0,
    "region": 0,
    "service": BEDS,
    "units": 20,
    "fen": -1,
    "dated": ASKED,
    "date": 5,
    "months": [0] * 5,
    "priority": 5,
    "rest_from": 0,
    "rest_months": 0,
    "cancelled": 0,
    "changed": 0,
    "delayed": 0,
    "resized": 0,
}


def world_with(*projects, **world):
    """Return the small world with named projects; what is not told is plain."""
    rows = [{**PLAIN, "name": number, **one} for number, one in enumerate(projects)]
    columns = {name: np.array([row[name] for row in rows]) for name in Named._fields}
    columns["months"] = columns["months"].reshape(-1, 5)
    return small_world(**world)._replace(named=Named(**columns))


def months_of(world, row=0):
    """Return the month of every event of a project."""
    _, events, _ = history(world)
    mine = events["project"] == row
    names = {code: name for name, code in EVENT.items()}
    return {
        names[event]: month
        for event, month in zip(
            events["event"][mine].tolist(), events["month"][mine].tolist(), strict=True
        )
        if names[event] != "drawn"
    }


def test_a_reserve_project_asks_in_its_own_month_and_opens_after_all_stages():
    found = months_of(world_with({}, need=20))
    assert found["asked"] == 5
    assert found["design_approved"] == 9
    assert found["commissioned"] == 9 + 6 + 2


def test_works_on_record_have_their_builders_and_keep_their_month():
    found = months_of(world_with({"dated": BUILT_FROM, "date": 8}, need=20, slots=1))
    assert found["started"] == 8
    assert found["commissioned"] == 8 + 6 + 2
    assert "asked" not in found


def test_an_opening_on_record_is_kept_where_money_allows():
    found = months_of(world_with({"dated": OPENED, "date": 20}, need=20))
    assert found["commissioned"] == 20


def test_what_opened_by_the_base_year_is_part_of_the_stock():
    assert entries(world_with({"dated": OPENED, "date": 0})) == []


def test_works_reported_as_still_going_on_open_after_the_base():
    found = months_of(world_with({"dated": BUILT_FROM, "date": -30}, need=20))
    assert found["commissioned"] == 1


def test_a_project_reported_as_in_preparation_waits_for_its_money():
    found = months_of(world_with({"date": -30}, need=20))
    assert found["design_approved"] == 1
    assert found["funded"] == 1


def test_named_units_keep_the_rule_from_building_them_again():
    _, events, table = history(world_with({"units": 20}, own=100_000))
    assert table.n == 1, "the need of 20 more beds is met by the named project"
    assert not (events["event"] == EVENT["lapsed"]).all()


def test_named_projects_take_the_place_of_lots_of_the_same_time():
    lots = Pipeline(
        ints(0, 0, 0), ints(0, 0, 0), ints(1, 2, 3), ints(10, 10, 10), ints(-23, -11, -11)
    )
    world = world_with({"date": -11, "units": 15})._replace(pipeline=lots)
    left = make_room(lots, [one.launch for one in entries(world)])
    assert left.units.tolist() == [10, 5]
    assert left.serial.tolist() == [1, 3]


def test_a_cancelled_project_gives_back_its_money_and_its_place():
    world = world_with({"cancelled": 13}, need=20, years=3)
    books, events, _ = history(world)
    found = months_of(world)
    assert found["cancelled"] == 13
    assert "commissioned" not in found
    assert books.in_pipeline[1:, 0, BEDS].tolist() == [20, 0, 0]
    assert books.standing[-1, 0, BEDS] == 20
    drawn = events["fen"][(events["event"] == EVENT["drawn"])].sum()
    assert drawn == 600 + 800, "the two parts paid before it was given up are lost"


def test_a_project_that_is_open_cannot_be_given_up():
    found = months_of(world_with({"cancelled": 25}, need=20))
    assert found["commissioned"] == 17
    assert "cancelled" not in found


def test_works_that_rest_open_later_by_the_months_of_the_rest():
    rested = {"dated": BUILT_FROM, "date": 8, "rest_from": 13, "rest_months": 10}
    assert months_of(world_with(rested, need=20))["commissioned"] == 16 + 10


def test_a_cost_of_its_own_is_split_by_the_mix_of_the_service():
    (entry,) = entries(world_with({"fen": 5_001}))
    assert entry.launch.fen.tolist() == [5_001]


def test_a_higher_priority_is_served_first():
    both = world_with({"priority": 7}, {"priority": 2}, need=20, slots=1)
    assert months_of(both, 1)["approved"] < months_of(both, 0)["approved"]


def test_a_change_is_told_when_it_is_decided():
    found = months_of(world_with({"changed": 1, "delayed": 1, "date": 14}, need=20))
    assert found["delayed"] == 1
    assert found["asked"] == 14
