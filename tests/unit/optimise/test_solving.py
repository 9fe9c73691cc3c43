"""The solver: its text, its bounds, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from highspy import HighsModelStatus

from simulator.errors import ModelError
from simulator.optimise.best_use import weights_of
from simulator.optimise.linear import Linear
from simulator.optimise.programme import programme_of
from simulator.optimise.question import Question
from simulator.optimise.solving import Solver
from tests.optimise_towns import asked_of, towns
from tests.small_world import BEDS, DOCTORS

pytestmark = pytest.mark.unit


def two_numbers():
    """Return a programme of two numbers that together are at most four."""
    linear = Linear()
    both = linear.add_columns("number", (("one", "two"),), most=3.0)
    row = linear.add_rows("sum", (("both",),), [(both[None], 1.0)], most=4.0)
    solver = Solver(linear)
    solver.least(both, np.array([-2.0, -1.0]))
    return solver, both, row


def test_names_say_what_columns_and_rows_are():
    linear = Linear()
    linear.add_columns("start", (("kaifeng", "xinxiang"), ("beds",)))
    linear.add_rows("desk", (("kaifeng",),), [])
    assert linear.names() == (["start.kaifeng.beds", "start.xinxiang.beds"], ["desk.kaifeng"])


def test_cells_at_the_same_place_add_up_and_zeros_are_none():
    linear = Linear()
    one = linear.add_columns("number", (("one", "two"),))
    rows = linear.add_rows("sum", (("all",),), [(one[None], [[1.0, 0.0]])])
    linear.add_cells(rows[0], one[0], 2.0)
    assert linear.matrix().toarray().tolist() == [[3.0, 0.0]]
    assert linear.matrix().nnz == 1


def test_a_row_has_a_price_and_a_bound_too():
    solver, both, row = two_numbers()
    found = solver.solve()
    assert found.value == pytest.approx(-7.0)
    assert found.x[both].tolist() == pytest.approx([3.0, 1.0])
    assert found.price[row].tolist() == pytest.approx([-1.0])
    assert found.reduced[both].tolist() == pytest.approx([-1.0, 0.0])


def test_changed_limits_are_kept():
    solver, both, row = two_numbers()
    solver.limit_rows(row, 5.0)
    solver.limit_columns(both[:1], 2.0, least=1.0)
    assert solver.solve().x[both].tolist() == pytest.approx([2.0, 3.0])


def test_what_fits_nowhere_is_no_answer():
    solver, both, _ = two_numbers()
    solver.limit_columns(both, 3.0, least=2.5)
    assert solver.solve() is None


class Hasty:
    """HiGHS with a presolve that calls everything impossible."""

    def __init__(self, highs):
        self.highs, self.presolves = highs, True

    def __getattr__(self, name):
        return getattr(self.highs, name)

    def setOptionValue(self, name, value):  # noqa: N802  (HiGHS's name)
        self.presolves = self.presolves if name != "presolve" else value != "off"
        self.highs.setOptionValue(name, value)

    def run(self):
        self.status = HighsModelStatus.kInfeasible
        if not self.presolves:
            self.highs.run()
            self.status = self.highs.getModelStatus()

    def getModelStatus(self):  # noqa: N802
        return self.status


def test_what_presolve_calls_impossible_is_solved_without_it():
    solver, both, _ = two_numbers()
    solver.highs = Hasty(solver.highs)
    assert solver.solve().value == pytest.approx(-7.0)
    assert solver.highs.presolves
    solver.limit_columns(both, 3.0, least=2.5)
    assert solver.solve() is None


def test_an_optimum_without_end_is_refused():
    linear = Linear()
    number = linear.add_columns("number", (("one",),))
    linear.add_rows("sum", (("all",),), [(number[None], 1.0)], least=1.0)
    solver = Solver(linear)
    solver.least(number, -1.0)
    with pytest.raises(ModelError) as refused:
        solver.solve()
    assert [(one.code, one.args["status"]) for one in refused.value.problems] == [
        ("M301", "Unbounded")
    ]


@pytest.mark.parametrize("kind", ["column", "row"])
def test_an_answer_that_breaks_a_bound_is_refused_whatever_the_solver_says(kind):
    solver, both, _ = two_numbers()
    bounds, name = (solver.columns, "number.one") if kind == "column" else (solver.rows, "sum.both")
    bounds.most[0] -= 0.5  # HiGHS still solves with the limit it was given
    with pytest.raises(ModelError) as refused:
        solver.solve()
    (problem,) = refused.value.problems
    assert (problem.code, problem.args) == ("M302", {"name": name})
    assert both.size == 2


def test_names_that_the_text_cannot_hold_are_changed_there(tmp_path):
    linear = Linear()
    number = linear.add_columns("carry", (("city-general_budget-health",),))
    linear.add_rows("money", (("a+b",),), [(number[None], 1.0)], most=1.0)
    Solver(linear).write(tmp_path / "programme.lp")
    text = (tmp_path / "programme.lp").read_text(encoding="utf-8")
    assert " money.a_b: +1 carry.city_general_budget_health <= +1" in text


def test_the_programme_of_two_towns_reads_as_it_reads(golden, tmp_path):
    """Two towns, two years, a pool: every kind of row that they have, with its numbers."""
    ground = towns(
        standing=[20, 30],
        money=[[100, 100], [50, 50]],
        years=2,
        lot=5,
        capital=10.0,
        running=0.5,
        retired=0.02,
        kept=30.0,
        recruits=0.1,
        pay=1.0,
        slots=40,
    )
    ground = ground._replace(carry_share=ground.carry_share + 0.1)
    rows = [([0], BEDS, 2022, 40), ([0, 1], BEDS, 2022, 90), ([1], DOCTORS, 2022, 110)]
    wanted = asked_of(ground, rows, weights=[0.25, 0.5, 0.25])
    wanted.floor[0] = 20.0
    question = Question(ground, wanted, pool=np.array([20.0, 20.0]), attainment=True)
    programme = programme_of(question)
    solver = Solver(programme.linear)
    solver.least(programme.short, weights_of(wanted))
    file = tmp_path / "programme.lp"
    solver.write(file)
    golden("programme.txt", file.read_text(encoding="utf-8"))
