"""Where an allocation rule stops building: targets first, then named references."""

from __future__ import annotations

import pytest

from simulator.axes import AGE_GROUPS
from simulator.errors import InputError
from simulator.inputs.arrays import COUNT, NO_NEED, PER_PEOPLE, PER_SERVICE
from simulator.inputs.needs import need_levels, needs
from tests.shipped_runs import case_of, made

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


def test_a_ratio_of_the_national_plan_may_be_the_reference():
    base = made()
    silent = base.case.evidence._replace(plans={})
    levels = need_levels(silent, base.case.services, {"sports_area_per_person": 2.6})
    found = needs(base.ground, base.stocks, levels)
    position = base.at("luoyang", "sports_area")
    assert (found.kind[position], found.level[position], found.per[position]) == (
        PER_PEOPLE,
        2.6,
        1,
    )
    assert found.assumed[position]


def test_a_national_reference_that_changes_nothing_is_refused():
    """Its ten million elderly-care beds once stood as ten million per 1,000 aged 60."""
    with pytest.raises(InputError) as caught:
        case_of({"levers": {"need_reference": "national"}}, until=2021)
    assert [problem.code for problem in caught.value.problems] == ["S129"]
