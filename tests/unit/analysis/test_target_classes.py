"""Met, at risk, missed, not known: by the schedule before a target's year, by the verdict after."""

import pandas as pd
import pytest

from simulator.analysis.colours import STATUS
from simulator.analysis.target_classes import ON_THE_WAY, class_counts, target_classes
from simulator.equity.status import STATUSES

pytestmark = pytest.mark.unit


def row(year, met, status):
    return {"year": year, "target_year": 2025, "met": met, "schedule_status": status}


def rows(*given):
    return pd.DataFrame([row(*one) for one in given]).astype({"met": "boolean"})


def test_every_status_of_the_schedule_has_a_class():
    assert set(ON_THE_WAY) == set(STATUSES)
    assert set(ON_THE_WAY.values()) == set(STATUS)


@pytest.mark.parametrize(
    ("year", "met", "status", "expected"),
    [
        (2023, False, "on_schedule", "met"),
        (2023, False, "nearly", "at_risk"),
        (2023, True, "hard", "missed"),
        (2023, False, "floor_broken", "missed"),
        (2023, None, "undecidable", "not_known"),
        (2025, False, "nearly", "missed"),
        (2025, True, "nearly", "met"),
        (2027, None, "undecidable", "not_known"),
    ],
)
def test_a_target_is_in_one_class(year, met, status, expected):
    assert target_classes(rows((year, met, status))).tolist() == [expected]


def test_counts_name_every_class_in_the_order_of_the_colours():
    counts = class_counts(rows((2025, True, "ahead"), (2025, None, "undecidable")))
    assert list(counts.items()) == [("met", 1), ("at_risk", 0), ("missed", 0), ("not_known", 1)]
