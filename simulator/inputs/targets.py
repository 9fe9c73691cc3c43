"""One cell of a plan's table: what is printed and what it means.

Whether a value meets a target, and what is due when, is decided in ``simulator.equity``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from simulator.inputs.evidence import InputGrade, PrintedPlace
from simulator.inputs.validation import Bilingual

CellKind = Literal[
    "number",
    "range",
    "maintain",
    "full_coverage",
    "dynamic_zero",
    "indexed",
    "per_unit",
    "text",
    "blank",
]
Comparator = Literal["equal", "at_least", "more_than", "at_most", "less_than", "about", "none"]
Accumulation = Literal["level", "cumulative"]
Scope = Literal["region", "each_county"]
Area = Literal["county", "township", "subdistrict", "community"]

_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_TEN_THOUSANDS = re.compile(r"[（(]万[^（()）]*[)）]\s*$")
TEN_THOUSAND = 10_000


class PerUnit(NamedTuple):
    """How many a share of all counties, townships … each has (每个乡镇1—2所)."""

    unit: Area
    at_least: int
    share: float


@dataclass(frozen=True)
class Cell:
    """A base or a target. ``value`` is in ``unit``: percent is 97, 万 is expanded.

    A plain printed number has the comparator ``equal``; which side of it is a miss follows
    from the indicator's direction. A base with another comparator is a bound (基期为下限).
    """

    as_printed: str = ""
    kind: CellKind = "blank"
    value: float | None = None
    low: float | None = None
    """Ends of a range, or the range of an assumed value."""
    high: float | None = None
    unit: str | None = None
    comparator: Comparator = "none"
    tolerance: float | None = None
    """Of ``about`` [unit]; the plans never print it, so it is assumed."""
    tolerance_reason: Bilingual | None = None
    accumulation: Accumulation = "level"
    accumulation_grade: InputGrade | None = None
    """``stated`` with brackets, ``derived`` where they are missing; None for levels."""
    grade: InputGrade | None = None
    place: PrintedPlace | None = None
    milestones: Mapping[int, float] = field(default_factory=dict)
    """Printed values of years between base and target, ascending [unit]."""
    scope: Scope = "region"
    per_unit: PerUnit | None = None
    source: str | None = None
    quote: str | None = None
    """Wording of an outside source."""
    reason: Bilingual | None = None
    derived_from: tuple[str, ...] = ()
    formula: str | None = None
    basis: str | None = None
    """Residents of a printed ratio: pre_census, post_census, plan_implied; None unknown."""
    decimals: int | None = None
    """Printed digits after the point, negative where 万 is expanded; None when not printed."""

    @property
    def blank(self) -> bool:
        """Whether the plan prints nothing here."""
        return self.kind == "blank"

    @property
    def is_bound(self) -> bool:
        """Whether a value is printed as a limit (≥90), not as a number."""
        return self.value is not None and self.comparator not in ("equal", "none")


def numerals(printed: str) -> list[str]:
    """Return the numbers in a wording as printed.

    >>> numerals("〔65.77〕"), numerals("30—35"), numerals("应保尽保")
    (['65.77'], ['30', '35'], [])
    """
    return _NUMERAL.findall(printed)


def printed_scale(label: str, printed: str) -> int:
    """Return 10,000 where label or cell counts in 万, else 1.

    >>> printed_scale("养老服务床位数（万张）", "3.4"), printed_scale("每万人口全科医生数", "2名")
    (10000, 1)
    """
    in_cell = re.search(r"\d\s*万", printed)
    return TEN_THOUSAND if in_cell or _TEN_THOUSANDS.search(label) else 1


def printed_decimals(printed: str, scale: int) -> int | None:
    """Return the digits after the point in the unit of the value; None without a number.

    >>> printed_decimals("2.90", 1), printed_decimals("3.4", 10_000), printed_decimals("", 1)
    (2, -3, None)
    """
    found = numerals(printed)
    if not found:
        return None
    digits = len(found[0].partition(".")[2])
    return digits - len(str(scale)) + 1


def agrees(printed: str, value: float, scale: int) -> bool:
    """Return whether the first printed number, times ``scale``, is ``value``."""
    found = numerals(printed)
    return bool(found) and round(float(found[0]) * scale, 6) == value
