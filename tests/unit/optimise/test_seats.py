"""Training seats, small enough for a pencil: ten nurses are licensed a year, four years after."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.optimise.costs import PUBLIC, cost_of_columns
from simulator.optimise.effects import effects_of
from simulator.optimise.programme import programme_of
from simulator.optimise.question import Question
from simulator.optimise.required import required
from simulator.optimise.seats import seats_in
from tests.optimise_towns import asked_of, towns
from tests.small_world import DOCTORS

pytestmark = pytest.mark.unit

YEARS, LAG, LIMIT, PRICE = 10, 4, 0.2, 3.0
AT = {year: place for place, year in enumerate(range(2021, 2031))}


def ground_of(*, level=(10.0,), attraction=(1.0,), leave=0.0, opened=1.0, limit=LIMIT):
    """Return towns of 100 nurses each; ``level`` of their own are licensed a year."""
    n_towns = len(level)
    ground = towns(standing=[0] * n_towns, money=[0.0] * n_towns, years=YEARS)
    by_town = (YEARS + 1, n_towns, 2)
    staff = ground.world.staff._replace(
        level=np.array([[0.0, one] for one in level]),
        rise=np.zeros(2),
        years_to_licence=np.array([0, LAG]),
        attraction=np.broadcast_to(np.array(attraction)[:, None], by_town),
        posts=np.full(by_town, np.inf),
        exits=np.full(by_town, leave),
    )
    world = ground.world._replace(staff=staff)
    factors = np.full((1, YEARS), opened)
    seats = seats_in(world, ground.axes.years, factors, (limit, PRICE))
    return ground._replace(world=world, seats=seats)


def asked(ground, units, year=2030):
    """Return the question of so many nurses in the first town from a year on."""
    return Question(ground, asked_of(ground, [([0], DOCTORS, year, units)]), money=False)


def test_a_seat_of_2026_counts_in_2030_and_one_of_2027_too_late():
    ground = ground_of()
    assert ground.seats.most[0, AT[2026]] == pytest.approx(LIMIT)
    assert ground.seats.most[0, AT[2027] :].tolist() == [0.0] * 4
    there = effects_of(ground).licensed[0, 0, AT[2026]]
    assert there[: AT[2030]].tolist() == [0.0] * 9
    assert there[AT[2030]] == pytest.approx(2.0)


def test_the_fewest_seats_are_opened_as_late_as_they_can_be():
    # 五年前毕业的已走掉一成，2026年招的2030年才毕业，一个不少；一人四年，每年3
    # of those licensed earlier a tenth has left by 2030; one nurse of 2026 costs 3 for four years
    ground = ground_of(leave=0.1)
    (plan,) = required(asked(ground, 101))
    assert plan.seats[0].tolist() == [0] * 5 + [100] + [0] * 4
    assert plan.stock[:, 0, DOCTORS].tolist() == [100.0] * 9 + [101.0]
    persons, cost = plan.trained(ground)
    assert persons.sum() == pytest.approx(1.0)
    assert cost[0].tolist() == [0.0] * 5 + [3.0] * 4 + [0.0]
    assert np.nansum(plan.short) == pytest.approx(0.0, abs=1e-4)


def test_the_cost_of_a_column_is_what_its_years_cost_together():
    ground = ground_of()
    *_, cost = cost_of_columns(ground, programme_of(asked(ground, 101)), PUBLIC)
    assert cost[0] == pytest.approx([24.0] * 6 + [0.0] * 4)  # two nurses, four years, 3 each
    assert cost.sum() == pytest.approx(ground.seats.cost(ground.seats.most).sum())


def test_no_more_seats_than_the_limit():
    (plan,) = required(asked(ground_of(), 200))
    assert plan.seats[0].tolist() == [200] * 6 + [0] * 4
    assert plan.short[0, AT[2030]] == pytest.approx(88.0, rel=1e-4)  # six intakes of two


def test_seats_the_scenario_opens_already_count_within_the_limit():
    assert ground_of(opened=1.15).seats.most[0, 0] == pytest.approx(0.05)
    assert not ground_of(opened=1.5).seats.most.any()


def test_towns_gain_by_their_part_of_the_graduates_and_their_attraction():
    first = ground_of(level=(6.0, 4.0), attraction=(1.0, 1.0)).seats.graduates[:, 0, 0]
    assert first.tolist() == pytest.approx([6.0, 4.0])
    drawn = ground_of(level=(6.0, 4.0), attraction=(1.0, 3.0)).seats.graduates[:, 0, 0]
    assert drawn.tolist() == pytest.approx([10.0 * 6 / 18, 10.0 * 12 / 18])


def test_without_seats_the_programme_has_no_such_column():
    ground = ground_of()._replace(seats=None)
    programme = programme_of(asked(ground, 101))
    assert programme.seats.size == 0
    assert "seats" not in programme.linear.columns
    (plan,) = required(asked(ground, 101))
    assert plan.trained(ground)[1].size == 0
