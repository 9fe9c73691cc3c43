"""What may stand in ``params/statements/<plan>.yaml`` and ``params/projects/<plan>.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.axes import DOMAINS
from simulator.inputs.validation import Bilingual, NonEmpty, Strict

GENERAL = ("population", "finance", "governance")
TEXT_DOMAINS = (*DOMAINS, *GENERAL)
"""Domains of what a text says: those of the services, then what concerns all of them."""

Domain = Literal[
    "childcare",
    "education",
    "employment",
    "health",
    "elderly_care",
    "housing",
    "assistance",
    "veterans",
    "culture_sports",
    "population",
    "finance",
    "governance",
]
Kind = Literal[
    "base",
    "growth",
    "target",
    "milestone",
    "standard",
    "money",
    "duration",
    "demand",
    "commitment",
]
ProjectKind = Literal[
    "construction",
    "expansion",
    "renovation",
    "conversion",
    "equipment",
    "programme",
    "recruitment",
    "training",
    "grant",
]
Treatment = Literal["modelled", "commitment", "left_out"]
"""``modelled``: the model uses the number or checks one of its own with it; ``commitment``: kept
with its place, nothing simulates it; ``left_out``: not followed, with the reason."""
Bound = Literal["equal", "at_least", "more_than", "at_most", "less_than", "about"]
Scope = Literal["region", "each_county", "each_township", "each_subdistrict", "each_community"]
NoFigure = Literal["name", "group", "date", "numbering", "repeat", "rank"]

Line = Annotated[int, Field(ge=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Year = Annotated[int, Field(ge=1900, le=2200)]
Years = Year | Annotated[list[Year], Field(min_length=2, max_length=2)] | None


class Quantity(Strict):
    """A number or a range in a unit."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: NonEmpty
    comparator: Bound = "equal"


class Printed(Strict):
    """A passage of the text: its line, its wording and what became of it."""

    line: Line
    as_printed: NonEmpty
    domain: Domain
    what: Bilingual
    years: Years = None
    """One year, or first and last year of a period; None where the text gives no time."""
    indicator: NonEmpty | None = None
    treatment: Treatment
    used_by: list[NonEmpty] = Field(default_factory=list)
    why: Bilingual | None = None
    note: Bilingual | None = None


class Statement(Printed):
    """One figure of the text, or a commitment without a number."""

    id: Name
    kind: Kind
    value: float | None = None
    low: float | None = None
    high: float | None = None
    comparator: Bound = "equal"
    unit: NonEmpty | None = None
    region: NonEmpty | None = None
    """Only where it is not the region of the file."""
    scope: Scope = "region"
    accumulation: Literal["level", "cumulative"] = "level"

    @property
    def year(self) -> int | None:
        """Return the year a level stands at: its year, the last of a period."""
        return self.years[-1] if isinstance(self.years, list) else self.years


class NamedProject(Printed):
    """One project or programme of a box or of the text. Its size is never estimated."""

    id: Name
    box: NonEmpty | None
    service: NonEmpty | None
    """Service it feeds, None where the model has none."""
    kind: ProjectKind
    where: Bilingual | None
    count: Quantity | None
    size: Quantity | None
    amount: Quantity | None = None


class NotAFigure(Strict):
    """A numeral of the text that says nothing of capacity, coverage, money or time."""

    line: Line
    as_printed: NonEmpty
    why: NoFigure


class StatementFile(Strict):
    """The text of one document, read whole."""

    document: NonEmpty
    region: NonEmpty
    table: Annotated[list[Line], Field(min_length=2, max_length=2)] | None
    """First and last line of the printed indicator table."""
    statements: list[Statement]
    not_figures: list[NotAFigure] = Field(default_factory=list)


class ProjectFile(Strict):
    """The named projects of one document."""

    document: NonEmpty
    region: NonEmpty
    projects: list[NamedProject]
