from __future__ import annotations

import numpy as np
import pytest

from simulator.services import rules

pytestmark = pytest.mark.unit


def test_fractions_of_a_loss_are_carried_to_the_next_year():
    lost, carried = [], 0.0
    for _ in range(4):
        units, carried = rules.loss(100, 0.0125, carried)
        lost.append(units)
    assert lost == [1, 1, 1, 2]


def test_no_more_is_lost_than_there_is():
    assert rules.loss(0, 0.5, 0.9)[0] == 0
    assert rules.loss(1, 1.0, 0.9)[0] == 1


@pytest.mark.parametrize(
    ("share", "staff", "per_unit", "expected"),
    [(1.0, 0, 0.0, 10), (0.55, 0, 0.0, 5), (1.0, 3, 0.5, 6), (0.2, 99, 0.5, 2), (1.0, 0, 0.5, 0)],
)
def test_available_is_funded_and_staffed(share, staff, per_unit, expected):
    assert rules.available_units(10, share, staff, per_unit) == expected


def test_use_is_the_smaller_of_demand_and_supply():
    assert rules.demanded(100, 0.5) == 50
    assert rules.served(50, 30) == (30, 0, 20)
    assert rules.served(50, 80) == (50, 30, 0)


@pytest.mark.parametrize(
    ("demand", "shares", "parts"),
    [
        (100, [0.0, 0.08, 0.0], [92, 8, 0]),
        (10, [0.0, 0.25, 0.0], [8, 2, 0]),  # a half stays at home
        (10, [0.0, 0.25, 0.25], [5, 3, 2]),  # then the lower rank
        (7, [0.0, 0.1, 0.9], [0, 1, 6]),
        (0, [0.0, 0.5, 0.0], [0, 0, 0]),
    ],
)
def test_demand_is_split_in_whole_units_between_home_and_other_cities(demand, shares, parts):
    assert rules.served_where(demand, np.array(shares), 0).tolist() == parts


def test_the_uncovered_share_falls_and_a_gross_rate_above_one_is_kept():
    assert rules.covered_share(0.9, 0.1) == pytest.approx(0.91)
    assert rules.covered_share(1.02, 0.1) == 1.02


@pytest.mark.parametrize(
    ("done", "year", "due"),
    [
        (0, 1, 20),  # an equal part
        (35, 3, 25),  # the second year did 15 of 20: the third has 5 more
        (55, 3, 20),  # who is ahead goes on with an equal part
        (90, 5, 10),  # what is missing
        (70, 9, 30),  # the period is over: all that is left
        (120, 5, 0),
    ],
)
def test_a_programme_makes_up_for_what_earlier_years_left_undone(done, year, due):
    assert rules.yearly_output(100, done, 20, year) == due
