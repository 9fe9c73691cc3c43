"""Published optima, and a level found by pouring; credit in data/lp/README.md."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from simulator.optimise.best_use import Desk
from simulator.optimise.linear import Linear
from simulator.optimise.question import Question
from simulator.optimise.solving import Solver
from tests.optimise_towns import asked_of, towns
from tests.small_world import BEDS

pytestmark = pytest.mark.unit

DATA = Path(__file__).parent / "data" / "lp"
PER = 1_000.0


def table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published(beginning):
    """Return the published optimum of a problem, the two columns of the table agreeing."""
    with (DATA / "known_optima.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row[0].startswith(beginning)]
    (row,) = rows
    return float(row[1])


def test_the_transport_problem_of_dantzig():
    cost = 0.09 * np.array([[2.5, 1.7, 1.8], [2.5, 1.8, 1.4]])
    linear = Linear()
    cases = linear.add_columns("cases", (("seattle", "diego"), ("york", "chicago", "topeka")))
    linear.add_rows("supply", (("seattle", "diego"),), [(cases, 1.0)], most=[350.0, 600.0])
    shops = (("york", "chicago", "topeka"),)
    linear.add_rows("demand", shops, [(cases.T, 1.0)], least=[325.0, 300.0, 275.0])
    solver = Solver(linear)
    solver.least(cases, cost)
    assert solver.solve().value == pytest.approx(published("Dantzig"), rel=1e-6)


def test_the_knapsack_of_python_mip():
    profit, weight = np.array([10, 13, 18, 31, 7, 15.0]), np.array([11, 15, 20, 35, 10, 33.0])
    linear = Linear()
    taken = linear.add_columns("taken", ([str(one) for one in range(6)],), most=1.0)
    linear.add_rows("sack", (("all",),), [(taken[None], weight[None])], most=47.0)
    solver = Solver(linear)
    solver.least(taken, -profit)
    solver.choose(taken, 1.0)
    assert -solver.solve().value == pytest.approx(published("python-mip"), rel=1e-6)


def test_the_example_of_enzo():
    linear = Linear()
    columns = linear.add_columns("x", ([str(one) for one in range(6)],))
    matrix = np.array([[2, 5, 3, -1, 0, 0], [3, 2.5, 8, 0, -1, 0], [8, 10, 4, 0, 0, -1.0]])
    exact = np.array([185.0, 155.0, 600.0])
    every = np.broadcast_to(columns, matrix.shape)
    linear.add_rows("equal", (("a", "b", "c"),), [(every, matrix)], least=exact, most=exact)
    solver = Solver(linear)
    solver.least(columns, np.array([4.0, 8, 3, 0, 0, 0]))
    found = solver.solve()
    assert found.value == pytest.approx(published("scipy test_enzo"), rel=1e-6)
    np.testing.assert_allclose(found.x, [66.25, 0, 17.5, 0, 183.75, 0], rtol=1e-6, atol=1e-9)


def test_the_lowest_density_rises_to_the_level_of_the_water():
    """18 cities, beds that cost one each, 60,000 of new money in the province's hands.

    All are asked for ten beds per 1,000 residents, more than the money reaches; the lowest share
    of it is as high as can be where the money fills up the lowest cities to one level.
    """
    cities = table("waterfill_18_regions.csv")
    people = np.array([float(row["population"]) for row in cities])
    stock = np.array([float(row["stock"]) for row in cities])
    level = 6.037904105252
    ground = towns(standing=stock, money=np.zeros(18), months=(1, 1, 1, 2, 1))
    asked = 10.0 * people / PER
    wanted = asked_of(ground, [([at], BEDS, 2021, asked[at]) for at in range(18)])
    desk = Desk(Question(ground, wanted, pool=np.array([60_000.0]), reallocated=False))
    assert desk.highest_level() * 10.0 == pytest.approx(level, rel=1e-9)
