"""The optimiser reckons with what the simulator does with lots that stand in nobody's way."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from simulator.compiled.run import live
from simulator.desk.cases import load_case
from simulator.eventlog import EVENT
from simulator.instants import MONTHS_PER_YEAR
from simulator.model import Engine, lived_as
from simulator.optimise.ground import CENTRAL, ground_of
from simulator.projects.rules import APPROVAL

pytestmark = pytest.mark.integration

ROOM = {"slots.approval": 3, "slots.construction": 10_000, "revenue.level": 10.0}
"""A narrow desk, all builders and all money that is needed."""
BUILT = [
    ("model-city", "hospital_beds"),
    *(
        ("baseline", service)
        for service in (
            "hospital_beds",
            "toddler_places",
            "elderly_institution_beds",
            "elderly_community_beds",
            "nursing_type_beds",
            "kindergarten_places",
            "sports_area",
        )
    ),
]
LATER = 2
"""Years after the first, so that what is under way at the base has left the desk."""


@cache
def prepared(name):
    """Return the case with room, and its ground."""
    case = load_case(name).with_levers(ROOM)
    return case, ground_of(case, live)


def moments(name, service, n_lots):
    """Return the months of the events of some lots started at once: kind to months, and the year.

    Months count from the January of the start, 0 the same month.
    """
    case, ground = prepared(name)
    place = ground.axes.services.index(service)
    region = int(np.argmax(ground.builds[:, place]))
    year = ground.axes.years[0] + LATER
    start = {
        "region": ground.axes.regions[region],
        "service": service,
        "year": year,
        "count": n_lots * int(ground.world.lot[region, place]),
    }
    fixed = case.with_levers({"allocation.rule": "fixed_starts", "allocation.starts": [start]})
    _, draw = lived_as(fixed, CENTRAL, Engine(live, keep_events=True))
    events = draw.lived.events
    january = (year - case.scenario.horizon.base - 1) * MONTHS_PER_YEAR + 1
    asked = (events["event"] == EVENT["asked"]) & (events["month"] == january)
    mine = events["project"][asked & (events["service"] == place) & (events["region"] == region)]
    assert len(mine) == n_lots
    return {
        kind: np.sort(
            events["month"][np.isin(events["project"], mine) & (events["event"] == EVENT[kind])]
            - january
        )
        for kind in ("approved", "funded", "started", "accepted", "commissioned", "drawn")
    }


@pytest.mark.parametrize(("name", "service"), BUILT)
def test_one_lot_alone_is_paid_and_opened_when_the_timing_says(name, service):
    _, ground = prepared(name)
    timing, place = ground.timing, ground.axes.services.index(service)
    found = moments(name, service, 1)
    (funded,), (opened,) = found["funded"], found["commissioned"]
    assert funded // MONTHS_PER_YEAR == timing.funded[place]
    assert divmod(opened, MONTHS_PER_YEAR) == (timing.opened[place], timing.open_month[place])
    assert set(found["drawn"] // MONTHS_PER_YEAR) == set(timing.drawn[place].tolist())


@pytest.mark.parametrize(("name", "service"), BUILT)
def test_as_many_batches_as_the_timing_says_pass_the_desk_in_time(name, service):
    _, ground = prepared(name)
    timing, place = ground.timing, ground.axes.services.index(service)
    slots = ROOM["slots.approval"] * int(timing.batches[place])
    found = moments(name, service, slots)
    assert (found["funded"] // MONTHS_PER_YEAR == timing.funded[place]).all()
    assert (found["commissioned"] // MONTHS_PER_YEAR == timing.opened[place]).all()


@pytest.mark.parametrize("name", ["model-city", "baseline"])
def test_all_cities_have_the_times_of_the_first(name):
    """The timing is read from the first city only."""
    months = prepared(name)[1].world.months[:, :, 0]
    np.testing.assert_array_equal(months, np.broadcast_to(months[:, :1], months.shape))


@pytest.mark.parametrize("name", ["model-city", "baseline"])
def test_every_service_that_is_built_is_tried_here(name):
    _, ground = prepared(name)
    built = np.array(ground.axes.services)[ground.builds.any(axis=0)]
    assert set(built) == {service for case, service in BUILT if case == name}
    assert (ground.timing.batches >= 1).all()
    assert (ground.world.months[:, 0, 0, APPROVAL] >= 1).all()
