"""By what each kind of cell is judged."""

import numpy as np
import pytest

from simulator.equity import rules
from simulator.equity.targets import (
    COMPARATORS,
    KINDS,
    MAINTAIN,
    NO_YEAR,
    RANGE,
    Targets,
    replaced_from,
    settle,
)
from tests.unit.equity.examples import targets

pytestmark = pytest.mark.unit


def settled(direction, simulated_base=np.nan, **cell):
    return settle(targets(**cell), np.array([direction], np.int8), np.array([simulated_base]))


def test_a_range_asks_for_its_near_end_or_for_staying_inside():
    cell = {"kind": RANGE, "low": 90.0, "high": 94.0, "comparator": rules.NO_COMPARATOR}
    more, fewer, inside = (settled(direction, **cell) for direction in (1, -1, 0))
    assert (more.comparator[0], more.target[0]) == (rules.AT_LEAST, 90.0)
    assert (fewer.comparator[0], fewer.target[0]) == (rules.AT_MOST, 94.0)
    assert (inside.comparator[0], inside.target[0], inside.tolerance[0]) == (rules.ABOUT, 92.0, 2.0)


def test_maintain_is_a_floor_at_the_base():
    found = settled(1, kind=MAINTAIN, value=np.nan, base_value=97.0)
    assert (found.comparator[0], found.target[0], bool(found.floor[0])) == (
        rules.AT_LEAST,
        97.0,
        True,
    )


def test_a_missing_printed_base_is_the_simulated_one():
    assert settled(1, simulated_base=9.5, base_value=np.nan).base[0] == 9.5


@pytest.mark.parametrize("kind", ["indexed", "per_unit", "text", "blank"])
def test_wordings_without_a_number_cannot_be_judged(kind):
    found = settled(1, kind=KINDS.index(kind))
    assert found.comparator[0] == rules.NO_COMPARATOR


def test_the_names_stand_in_the_order_of_the_codes():
    assert COMPARATORS[rules.MORE_THAN] == "more_than"
    assert COMPARATORS[rules.NO_COMPARATOR] == "none"
    assert KINDS[RANGE] == "range"


def test_a_later_plan_in_force_replaces_and_a_draft_does_not():
    now, later = targets(), targets(base_year=2025, target_year=2030)
    draft = later._replace(in_force=np.array([False]))

    def both(first, second):
        return Targets(*(np.concatenate(pair) for pair in zip(first, second, strict=True)))

    assert replaced_from(both(now, later)).tolist() == [2025, NO_YEAR]
    assert replaced_from(both(now, draft)).tolist() == [NO_YEAR, NO_YEAR]
    other = later._replace(indicator=np.array([1]))
    assert replaced_from(both(now, other)).tolist() == [NO_YEAR, NO_YEAR]
