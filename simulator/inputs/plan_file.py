"""What may stand in ``params/plans/<plan>.yaml``: a plan's table as printed, row by row."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.inputs.evidence import InputGrade, PrintedPlace
from simulator.inputs.sources import Source
from simulator.inputs.targets import Accumulation, Area, CellKind, Comparator, Scope
from simulator.inputs.validation import Bilingual, NonEmpty, Strict

Standing = Literal["issued", "consultation", "draft"]
"""``consultation`` 征求意见稿 counts as in force; ``draft`` is a planner's own."""
Basis = Literal["pre_census", "post_census", "plan_implied"]
PlanYear = Annotated[int, Field(ge=1900, le=2200)]
RowName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Side = Literal["base", "target"]


class ToleranceEntry(Strict):
    """How near 左右 is; no plan prints it."""

    value: Annotated[float, Field(gt=0)]
    low: float
    high: float
    grade: Literal["assumed"]
    reason: Bilingual


class PerUnitEntry(Strict):
    """Units of which a share each has at least so many."""

    unit: Area
    at_least: Annotated[int, Field(ge=1)]
    share: Annotated[float, Field(gt=0, le=1)]


class CellEntry(Strict):
    """One cell."""

    as_printed: str = ""
    kind: CellKind = "number"
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    comparator: Comparator | None = None
    tolerance: ToleranceEntry | None = None
    accumulation: Accumulation = "level"
    accumulation_grade: InputGrade | None = None
    grade: InputGrade | None = None
    place: PrintedPlace | None = None
    milestones: dict[int, float] = Field(default_factory=dict)
    milestones_place: PrintedPlace | None = None
    scope: Scope = "region"
    per_unit: PerUnitEntry | None = None
    source: NonEmpty | None = None
    quote: NonEmpty | None = None
    reason: Bilingual | None = None
    derived_from: Annotated[list[NonEmpty] | None, Field(alias="from")] = None
    formula: NonEmpty | None = None
    basis: Basis | None = None


class PrintedRow(Strict):
    """Domain, label and nature as the table prints them."""

    section: NonEmpty | None = None
    domain: NonEmpty
    label: NonEmpty
    nature: Literal["约束性", "预期性"] | None = None


class AlsoPrinted(Strict):
    """Another print of a cell's figure."""

    cell: Side
    as_printed: NonEmpty
    value: float
    unit: str
    comparator: Comparator = "equal"
    place: PrintedPlace


DoubtKind = Literal[
    "within_document",
    "wording",
    "between_documents",
    "implausible",
    "bound",
    "copied",
    "unit",
    "implied_population",
    "basis",
    "accumulation",
    "definition",
    "misprint",
]


class DoubtEntry(Bilingual):
    """Why a row cannot be taken at its word; the other reading leaves ``cell`` out."""

    kind: DoubtKind = "definition"
    cell: Side = "base"
    also_printed: list[AlsoPrinted] = Field(default_factory=list)


class RowEntry(Strict):
    """One row; its id is the indicator unless it says otherwise."""

    id: RowName | None = None
    indicator: NonEmpty | None = None
    row: PrintedRow
    base: CellEntry = CellEntry(kind="blank")
    target: CellEntry = CellEntry(kind="blank")
    doubt: DoubtEntry | None = None
    note: Bilingual | None = None


class ResidentsBasis(Strict):
    """Which residents the plan's ratios use."""

    value: Literal["pre_census", "post_census", "plan_implied", "unknown"]
    doubt: Bilingual | None = None


class PlanFile(Strict):
    """A plan; its document is registered in ``sources.yaml``, or here as ``source``."""

    region: NonEmpty
    document: NonEmpty | None = None
    source: Source | None = None
    standing: Standing
    base_year: PlanYear
    target_year: PlanYear
    title: NonEmpty
    printed_notes: list[NonEmpty] = Field(default_factory=list)
    residents_basis: ResidentsBasis | None = None
    rows: Annotated[list[RowEntry], Field(min_length=1)]
