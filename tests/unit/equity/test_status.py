"""Every schedule status and when it holds."""

import math

import pytest

from simulator.equity import rules
from simulator.equity.rules import Way
from simulator.equity.status import STATUSES, Moment, StatusThresholds, status_codes

pytestmark = pytest.mark.unit

LIMITS = StatusThresholds(ahead=0.1, nearly=0.05, hard=0.25)


def status(year, value, due, met=rules.NO, way=None):
    to_20 = Way(2020, 10.0, 2025, 20.0, rules.LEVEL, False)
    return STATUSES[status_codes(Moment(year, value, due, met), way or to_20, LIMITS)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (15.0, "ahead"),
        (14.9, "on_schedule"),
        (14.0, "on_schedule"),
        (13.5, "nearly"),
        (13.4, "behind"),
        (11.5, "behind"),
        (11.4, "hard"),
    ],
)
def test_the_lead_is_measured_on_the_way_to_the_target(value, expected):
    assert status(2022, value, 14.0) == expected


def test_fewer_is_better_runs_the_same_way_down():
    way = Way(2020, 20.0, 2025, 10.0, rules.LEVEL, False)
    assert status(2022, 14.0, 16.0, way=way) == "ahead"
    assert status(2022, 18.0, 16.0, way=way) == "behind"


def test_nothing_is_due_on_the_base_date():
    assert status(2020, 9.0, 10.0) == "on_schedule"


def test_a_target_missed_at_the_point_in_its_year_is_only_nearly():
    assert status(2025, 20.0, 20.0, rules.NO) == "nearly"
    assert status(2025, 20.0, 20.0, rules.YES) == "on_schedule"


def test_floors_are_kept_or_broken_every_year():
    floor = Way(2020, 20.0, 2025, 10.0, rules.LEVEL, True)
    assert status(2020, 20.0, 10.0, rules.YES, floor) == "floor_kept"
    assert status(2021, 9.0, 10.0, rules.NO, floor) == "floor_broken"


def test_what_is_undecided_has_no_status():
    assert status(2022, math.nan, 14.0, rules.UNDECIDED) == "undecidable"
    no_base = Way(2020, math.nan, 2025, 20.0, rules.LEVEL, False)
    assert status(2022, 15.0, math.nan, rules.NO, no_base) == "undecidable"
