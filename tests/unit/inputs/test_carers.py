from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.carers import facility_of
from simulator.services.rules import available_units
from simulator.workforce.rules import staff_needed
from tests.shipped_runs import case_of, made

pytestmark = pytest.mark.unit


def test_staff_follows_the_facility_that_names_it_and_nurses_follow_none():
    assert facility_of(case_of().services) == {
        "nursery_carers": "toddler_places",
        "care_workers": "elderly_institution_beds",
        "kindergarten_staff": "kindergarten_places",
    }


@pytest.mark.parametrize("draw", [0, 1, 2])
def test_all_that_stands_at_the_base_is_staffed_by_just_enough(draw):
    base = made(draw=draw, until=2022)
    names, standing = list(base.case.services), base.stocks.standing
    for carers, facility in facility_of(base.case.services).items():
        places, staff = standing[:, names.index(facility)], standing[:, names.index(carers)]
        per_place = base.world.staff.per_place[names.index(carers)]
        all_paid, needs = np.ones(places.shape), np.full(places.shape, per_place)
        assert (staff == staff_needed(places, per_place)).all()
        assert (available_units(places, all_paid, staff, needs) == places).all()
        assert (base.world.staff.level[:, names.index(carers)] == 0).all()
