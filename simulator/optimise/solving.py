"""HiGHS, and a check of its answer against the bounds and rows whatever it says of itself.

References
----------
Huangfu and Hall (2018), Parallelizing the dual revised simplex method, Mathematical Programming
Computation 10.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.errors import ModelError, Problem
from simulator.optimise.linear import Bounds, Linear, Positions

if TYPE_CHECKING:
    import highspy

Floats = NDArray[np.float64]
GAP, NODES = 1e-3, 100
"""Whole numbers are sought until the optimum is known to this share, or so many branches were
looked at; never for a time, since the answer would depend on the machine."""
FEASIBLE = 2
"""HiGHS's number for a solution that keeps to all bounds."""
TOLERANCE = 1e-6
"""By how much an answer may miss a bound, relative to its size."""

NO_NAME = re.compile(r"[^\w.]")
"""What a name in the text of a programme cannot hold."""


class Answer(NamedTuple):
    """The optimum of a linear programme."""

    value: float
    x: Floats
    """Shape (column,)."""
    price: Floats
    """By how much the optimum rises per unit of a row's bound. Shape (row,)."""
    reduced: Floats
    """By how much it rises per unit of a column's bound. Shape (column,)."""


def _silent() -> highspy.Highs:
    """Return HiGHS, which says nothing on its own."""
    import highspy  # a twentieth of a second that only who optimises waits

    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    return highs


class Solver:
    """A programme in HiGHS; changed bounds and costs start from the last optimum."""

    def __init__(self, linear: Linear) -> None:
        """Pass the programme on."""
        self.linear = linear
        self.matrix = linear.matrix()
        self.columns, self.rows = linear.column_bounds(), linear.row_bounds()
        self.highs = _silent()
        self.highs.passModel(self._model())

    def _model(self) -> highspy.HighsLp:
        import highspy

        found = highspy.HighsLp()
        found.num_row_, found.num_col_ = self.matrix.shape
        found.col_cost_, found.col_lower_, found.col_upper_ = (
            self.columns.cost,
            self.columns.least,
            self.columns.most,
        )
        found.row_lower_, found.row_upper_ = self.rows.least, self.rows.most
        by_column = self.matrix.tocsc()
        found.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        found.a_matrix_.start_ = by_column.indptr
        found.a_matrix_.index_ = by_column.indices
        found.a_matrix_.value_ = by_column.data
        return found

    def choose(self, columns: Positions, most: float | Floats) -> None:
        """Choose whole numbers for columns, until `GAP` or `NODES`, and hold what is chosen."""
        from highspy import HighsVarType

        self.limit_columns(columns, most)
        self._let_be(columns, HighsVarType.kInteger)
        self.highs.setOptionValue("mip_rel_gap", GAP)
        self.highs.setOptionValue("mip_max_nodes", NODES)
        self.highs.run()
        found = self.highs.getInfo()
        if found.primal_solution_status == FEASIBLE:
            x = np.rint(np.array(self.highs.getSolution().col_value)[columns.ravel()])
            x = x.reshape(columns.shape)
            # whole numbers are as exact as HiGHS is: a little less may have to do for the money
            self.limit_columns(columns, x, np.maximum(x - TOLERANCE, 0.0))
        self._let_be(columns, HighsVarType.kContinuous)

    def _let_be(self, columns: Positions, kind: highspy.HighsVarType) -> None:
        at = columns.ravel().astype(np.int32)
        self.highs.changeColsIntegrality(at.size, at, np.full(at.size, int(kind), np.uint8))

    def least(self, columns: Positions, cost: float | Floats) -> None:
        """Let ``cost`` on some columns, and nothing else, be least."""
        every = np.zeros(self.matrix.shape[1])
        every[columns.ravel()] = np.broadcast_to(cost, columns.shape).ravel()
        self.columns = self.columns._replace(cost=every)
        self.highs.changeColsCost(every.size, np.arange(every.size, dtype=np.int32), every)

    def limit_rows(self, rows: Positions, most: float | Floats) -> None:
        """Change the greatest value of rows."""
        self.rows.most[rows.ravel()] = np.broadcast_to(most, rows.shape).ravel()
        self._pass_rows(rows)

    def _pass_rows(self, rows: Positions) -> None:
        at = rows.ravel().astype(np.int32)
        self.highs.changeRowsBounds(  # type: ignore[attr-defined]
            at.size, at, self.rows.least[at], self.rows.most[at]
        )

    def limit_columns(
        self, columns: Positions, most: float | Floats, least: float | Floats = 0.0
    ) -> None:
        """Change the greatest and the least value of columns."""
        at = columns.ravel().astype(np.int32)
        low, high = (
            np.broadcast_to(one, columns.shape).ravel().astype(np.float64) for one in (least, most)
        )
        bounds = self.columns.least.copy(), self.columns.most.copy()
        bounds[0][at], bounds[1][at] = low, high
        self.columns = self.columns._replace(least=bounds[0], most=bounds[1])
        self.highs.changeColsBounds(at.size, at, low, high)

    def hold(self, columns: Positions, x: Floats) -> None:
        """Hold columns at what they are in an answer, as exactly as HiGHS itself is."""
        at = columns.ravel()
        slack = TOLERANCE * np.maximum(1.0, np.abs(x[at]))
        least, most = self.columns.least[at], self.columns.most[at]
        self.limit_columns(
            columns, np.minimum(x[at] + slack, most), np.maximum(x[at] - slack, least)
        )

    def release(self, columns: Positions, limits: Bounds) -> None:
        """Give columns their limits back."""
        at = columns.ravel()
        self.limit_columns(columns, limits.most[at], limits.least[at])

    def solve(self) -> Answer | None:
        """Return the optimum, or None where nothing fits all rows.

        Raises
        ------
        ModelError
            M301 when HiGHS ends otherwise, M302 when its answer breaks a bound or a row.
        """
        from highspy import HighsModelStatus

        status = self._run()
        if status == HighsModelStatus.kInfeasible:
            return None
        if status != HighsModelStatus.kOptimal:
            raise ModelError(
                Problem("M301", args={"status": self.highs.modelStatusToString(status)})
            )
        solution = self.highs.getSolution()
        x = np.array(solution.col_value)
        self._check(x)
        # few columns cost anything, and long products wake threads that gain nothing
        paid = np.flatnonzero(self.columns.cost)
        value = float(self.columns.cost[paid] @ x[paid])
        return Answer(value, x, np.array(solution.row_dual), np.array(solution.col_dual))

    def _run(self) -> highspy.HighsModelStatus:
        """Solve and return how it ended; no optimum is believed only from a second, plain run.

        Presolve calls some programmes impossible in which limits lie a millionth apart. Where the
        last optimum is no good beginning, the third run has none.
        """
        from highspy import HighsModelStatus

        told = (HighsModelStatus.kOptimal, HighsModelStatus.kInfeasible)
        self.highs.run()
        if self.highs.getModelStatus() != HighsModelStatus.kOptimal:
            self.highs.setOptionValue("presolve", "off")
            self.highs.run()
            self.highs.setOptionValue("presolve", "choose")
        if self.highs.getModelStatus() not in told:
            self.highs.clearSolver()
            self.highs.run()
        return self.highs.getModelStatus()

    def optimum(self) -> Answer:
        """Return the optimum of a programme that always has one; M301 if it has none."""
        answer = self.solve()
        if answer is None:
            raise ModelError(Problem("M301", args={"status": "infeasible"}))
        return answer

    def _check(self, x: Floats) -> None:
        """Refuse an answer that misses a bound or a row (M302)."""
        for kind, value, bounds in (
            ("column", x, self.columns),
            ("row", self.matrix @ x, self.rows),
        ):
            slack = TOLERANCE * np.maximum(1.0, np.abs(value))
            broken = (value < bounds.least - slack) | (value > bounds.most + slack)
            if broken.any():
                at = int(np.argmax(broken))
                names = self.linear.names()[0 if kind == "column" else 1]
                raise ModelError(Problem("M302", args={"name": names[at]}))

    def write(self, path: Path) -> None:
        """Write the programme as text in CPLEX LP format, every column and row by its name.

        That format takes a hyphen for a minus: such signs become underscores.
        """
        columns, rows = self.linear.names()
        for place, name in enumerate(columns):
            self.highs.passColName(place, NO_NAME.sub("_", name))
        for place, name in enumerate(rows):
            self.highs.passRowName(place, NO_NAME.sub("_", name))
        self.highs.writeModel(str(path))
