"""Where an allocation rule stops building: targets first, then named references."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.axes import AGE_GROUPS
from simulator.inputs.arrays import COUNT, NO_NEED, PER_PEOPLE, PER_SERVICE
from simulator.inputs.needs import needs
from tests.shipped_runs import made

pytestmark = pytest.mark.unit


def level(base, region, service):
    place = base.at(region, service)
    needed = base.world.needs
    return int(needed.kind[place]), float(needed.level[place]), bool(needed.assumed[place])


def test_a_city_builds_to_its_own_printed_target():
    assert level(made(), "kaifeng", "hospital_beds") == (PER_PEOPLE, 7.7, False)
    assert level(made(), "kaifeng", "toddler_places") == (PER_PEOPLE, 4.5, False)


def test_a_city_without_a_plan_builds_to_the_target_of_the_province():
    assert level(made(), "luoyang", "hospital_beds") == (PER_PEOPLE, 7.7, False)


def test_a_printed_count_and_a_printed_share_stay_what_they_are():
    assert level(made(), "kaifeng", "elderly_institution_beds")[0] == COUNT
    assert level(made(), "kaifeng", "nursing_type_beds") == (PER_SERVICE, 55.0, False)


def test_where_nothing_is_printed_a_reference_stands_and_is_marked_assumed():
    base = made()
    kind, units, assumed = level(base, "luoyang", "elderly_community_beds")
    assert (kind, assumed) == (PER_PEOPLE, True)
    position = base.at("luoyang", "elderly_community_beds")[1]
    aged = base.residents[:, list(AGE_GROUPS).index("60_plus")].sum()
    assert units == pytest.approx(1000 * base.stocks.standing[:, position].sum() / aged)


def test_staff_and_programmes_are_not_built():
    base = made()
    for name in ("physicians", "nurses", "barrier_free_homes"):
        position = base.at("kaifeng", name)[1]
        assert (base.world.needs.kind[:, position] == NO_NEED).all()


def test_the_national_plan_may_be_the_reference():
    base = made()
    found = needs(base.ground, base.stocks, {"elderly_service_beds": 33.0})
    position = base.at("luoyang", "elderly_community_beds")
    assert found.level[position] == 33.0
    assert found.assumed[position]
    np.testing.assert_array_equal(found.kind[:, 0], base.world.needs.kind[:, 0])
