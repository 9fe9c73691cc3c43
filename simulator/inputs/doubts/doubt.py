"""One doubt: the two prints that disagree, what the model does, and what it would do instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from simulator.inputs.observed import Series
from simulator.inputs.params import Params
from simulator.inputs.plan_file import DoubtKind
from simulator.inputs.plan_texts.readings import Reading
from simulator.inputs.plan_texts.statement_file import Statement
from simulator.inputs.plan_texts.wording import clause
from simulator.inputs.plans import Plan, PlanRow
from simulator.inputs.targets import Cell, Comparator
from simulator.inputs.validation import Bilingual

Severity = Literal["high", "medium", "low"]
"""``high``: the model simulates the number; ``medium``: it is judged or shown; ``low``: the
wording only."""
FoundBy = Literal["check", "reader"]
Act = Literal[
    "takes_table",
    "takes_count",
    "takes_print",
    "takes_own",
    "takes_bound",
    "takes_total",
    "takes_residents",
    "takes_growth",
]
"""What the model does; the words stand in ``text/*/doubts.toml``."""
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


class Print(NamedTuple):
    """A wording and its place: a line of the text, or a row of the indicator table."""

    document: str
    wording: str
    line: int | None = None
    row: int | None = None


class Change(NamedTuple):
    """What the other reading changes: a cell of a plan, a parameter or an observation."""

    name: str
    """``plans.<plan>.<row>.<side>``, or a parameter."""
    value: float | None
    """None leaves the cell out: the row then has no figure."""
    comparator: Comparator = "equal"


@dataclass(frozen=True)
class Doubt:
    """One row of the register; ``doubts.<id>: alternative`` of the levers flips it."""

    id: str
    kind: DoubtKind
    severity: Severity
    found_by: FoundBy
    region: str
    indicator: str | None
    first: Print
    second: Print | None
    act: Act
    changes: tuple[Change, ...] = ()
    """Empty where the flip is known by the id (a ratio instead of the count beside it), or
    where the figure is only shown."""
    text: Bilingual | None = None
    """A reader's words; a check has the words of its kind."""
    args: Mapping[str, str] = field(default_factory=dict)
    """What the words of the kind need beside the prints."""

    @property
    def documents(self) -> frozenset[str]:
        """Return the documents whose prints disagree."""
        return frozenset(one.document for one in (self.first, self.second) if one is not None)


class Ground(NamedTuple):
    """Everything that the checks compare."""

    params: Params
    readings: Mapping[str, Reading]
    series: Series

    def severity(self, row: PlanRow) -> Severity:
        """Return how much hangs on a row's number."""
        known = self.params.indicators.get(row.indicator or "")
        return "high" if known is not None and known.simulated else "medium"

    def doubt(
        self,
        plan: Plan,
        row: PlanRow,
        kind: DoubtKind,
        tail: str,
        *,
        prints: tuple[Print, Print | None],
        act: Act,
        changes: tuple[Change, ...] = (),
        severity: Severity | None = None,
        args: Mapping[str, str] | None = None,
    ) -> Doubt:
        """Return what a check found about a row; ``tail`` ends the id ``<region>.<row>``."""
        return Doubt(
            id=f"{plan.region}.{row.id}{tail}",
            kind=kind,
            severity=severity or self.severity(row),
            found_by="check",
            region=plan.region,
            indicator=row.indicator,
            first=prints[0],
            second=prints[1],
            act=act,
            changes=changes,
            args=args or {},
        )


def cell_print(plan: Plan, row: PlanRow, cell: Cell) -> Print:
    """Return a cell as print: its line where the file gives one, else its row of the table."""
    if cell.place is not None:
        return Print(cell.place.document, cell.as_printed, cell.place.line)
    return Print(plan.document, cell.as_printed, row=plan.rows.index(row) + 1)


def said_print(document: str, said: Statement) -> Print:
    """Return a statement as print: the clause that holds its number."""
    return Print(document, clause(said.as_printed, said.value), said.line)


def cell_name(plan: Plan, row: PlanRow, side: str) -> str:
    """Return the name under which a scenario overrides a cell."""
    return f"plans.{plan.id}.{row.id}.{side}"
