"""What conversions of the shipped services cost, take and give."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.conversions import as_conversions, convertible
from tests.shipped_runs import case_of, made

pytestmark = pytest.mark.unit
TODDLERS = "levers: {conversions: {toddler_places: {unit: share, at: {2026: 0.2}}}}"


@pytest.fixture(scope="module")
def services():
    return case_of().services


def at(services, name):
    return list(services).index(name)


def test_places_for_toddlers_and_nursing_type_beds_can_be_converted(services):
    assert convertible(services) == ["toddler_places", "nursing_type_beds"]
    none = as_conversions(services)["hospital_beds"]
    assert (none.capital, none.months) == (None, None)


def test_a_converted_place_is_cheaper_and_quicker_than_a_new_one(services):
    world, place = made().world, at(services, "toddler_places")
    how = world.conversions
    cost = int(how.capital_fen[place].sum() + how.social_fen[place])
    new = int(world.money.capital_fen[place].sum() + world.money.social_fen[place])
    assert (cost, new) == (2_300_000, 2_600_000)
    assert how.months[place, 0, 1].sum() == 9 < world.months[place, 0, 1].sum()
    assert how.source[place] == at(services, "kindergarten_places")
    assert how.units[place] == pytest.approx(0.6)


def test_a_part_costs_and_takes_what_it_does_without_the_lever(services):
    world, place = made().world, at(services, "nursing_type_beds")
    how = world.conversions
    np.testing.assert_array_equal(how.capital_fen[place], world.money.capital_fen[place])
    np.testing.assert_array_equal(how.months[place], world.months[place])


def test_nothing_is_converted_unless_a_scenario_says_so(services):
    assert not made().world.conversions.share.any()
    share = made(TODDLERS).world.conversions.share
    assert share[:, at(services, "toddler_places")].tolist() == [0.0] * 6 + [0.2] * 5
    assert np.count_nonzero(share) == 5


def test_every_conversion_takes_its_own_time_in_a_draw(services):
    place = at(services, "toddler_places")
    months = made(TODDLERS, draw=1).world.conversions.months[place].sum(axis=-1)
    assert len(np.unique(months)) > 3
    assert months[months > 0].min() >= 5
    assert months.max() <= 15
