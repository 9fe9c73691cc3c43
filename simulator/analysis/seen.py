"""What was observed of a plan row: as published, or worked out of published counts.

The projection never stands in: where nothing was observed there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from simulator.inputs.indicators import Indicator
from simulator.inputs.judged import JudgedRow
from simulator.inputs.observed import BASES, Observed, Series

RESIDENTS = "resident_population"
UNSTATED = "未说明"
"""Part of a definition that says that the source does not say it."""
SAME = 1.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A row's value of one year [unit of the indicator], and the observations it rests on."""

    year: int
    value: float
    grade: str
    """external as published, derived out of counts or of yearly figures."""
    parts: tuple[Observed, ...]
    changed: bool
    """Whether it counts something else than at the plan's base, with no factor between."""

    @property
    def status(self) -> str:
        """Return how final it is: preliminary when any part is."""
        found = {one.status for one in self.parts}
        return "preliminary" if "preliminary" in found else max(found)

    @property
    def published(self) -> str:
        """Return when the last part was published, empty when a part bears no date."""
        dates = [one.published for one in self.parts]
        return max(dates) if all(dates) else ""

    @property
    def sources(self) -> str:
        """Return the sources, each once."""
        return " ".join(dict.fromkeys(one.source for one in self.parts))

    @property
    def notes(self) -> str:
        """Return what the sources remark, each once."""
        return "；".join(dict.fromkeys(one.note for one in self.parts if one.note))


def seen_of_row(row: JudgedRow, indicator: Indicator, series: Series, year: int) -> Seen | None:
    """Return what a row is judged by at the end of a year; None when it was not observed.

    A cumulative target is judged by the sum of all years since the plan's base, and only when
    each was observed.
    """
    if row.row.target.accumulation != "cumulative":
        return _level(row, indicator, series, year)
    years = range(row.plan.base_year + 1, year + 1)
    found = [_level(row, indicator, series, one) for one in years]
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return None
    parts = tuple(part for one in known for part in one.parts)
    total = 0.0
    for one in known:
        total += one.value
    return Seen(year, total, "derived", parts, any(one.changed for one in known))


def latest_of_row(
    row: JudgedRow, indicator: Indicator, series: Series, years: Sequence[int]
) -> Seen | None:
    """Return what was observed last within some years, None when nothing was."""
    found = (seen_of_row(row, indicator, series, year) for year in reversed(years))
    return next((one for one in found if one is not None), None)


def _level(row: JudgedRow, indicator: Indicator, series: Series, year: int) -> Seen | None:
    """Return what a row is judged by; other residents than the plan's are another thing."""
    found = seen_level(row.region, indicator, series, year, row.plan.base_year)
    if found is None or found.changed or not _other_residents(row, indicator, found.parts):
        return found
    return replace(found, changed=True)


def seen_level(
    region: str, indicator: Indicator, series: Series, year: int, base: int
) -> Seen | None:
    """Return the published value, else the ratio of published counts; a newer layer first.

    Where the definition differs from the base year's, a stated factor leads back to it.
    """
    published = series.latest(region, indicator.id, year)
    counted = _ratio(region, indicator, series, year)
    if published is None and counted is None:
        return None
    if counted is None or (published is not None and published.layer >= _layer(counted[1])):
        counted = (published.value, (published,)) if published is not None else (0.0, ())
    value, parts = counted
    grade = "external" if len(parts) == 1 else "derived"
    factors = [to_base(one, series, base) for one in parts]
    if len(parts) == 1 and factors[0] not in (None, SAME):
        return Seen(year, value / factors[0], grade, parts, changed=False)
    return Seen(year, value, grade, parts, any(one != SAME for one in factors))


class Counts(NamedTuple):
    """Published counts of one year-end, above and below the line of a ratio."""

    above: float
    below: float
    """1 where the indicator is a count."""
    parts: tuple[Observed, ...]


def counts_of(region: str, indicator: Indicator, series: Series, year: int) -> Counts | None:
    """Return the published counts that a ratio is made of; None where one is missing."""
    per = _counted_per(indicator)
    if not indicator.simulated or per is None:
        return None
    above = [series.latest(region, name, year) for name in indicator.numerator]
    below = [series.latest(region, name, year) for name in per]
    parts = tuple(one for one in (*above, *below) if one is not None)
    divisor = _sum(below) if below else 1.0
    if len(parts) < len(above) + len(below) or divisor <= 0.0:
        return None
    return Counts(_sum(above), divisor, parts)


def _ratio(
    region: str, indicator: Indicator, series: Series, year: int
) -> tuple[float, tuple[Observed, ...]] | None:
    """Return a ratio out of published counts, with them; None where one is missing."""
    found = counts_of(region, indicator, series, year)
    return found and (indicator.per * found.above / found.below, found.parts)


def _counted_per(indicator: Indicator) -> tuple[str, ...] | None:
    """Return what a ratio counts per: residents, services, nothing; None for an age group."""
    if isinstance(indicator.denominator, tuple):
        return indicator.denominator
    return {None: (), "total": (RESIDENTS,)}.get(indicator.denominator)


def _sum(parts: Iterable[Observed | None]) -> float:
    total = 0.0
    for one in parts:
        total += one.value if one is not None else 0.0
    return total


def _layer(parts: Iterable[Observed]) -> int:
    return max((one.layer for one in parts), default=0)


def to_base(one: Observed, series: Series, base: int) -> float | None:
    """Return the factor from what the base year's figure counts, None where there is none.

    Where the base year was not observed nothing shows that the definition changed.
    """
    before = series.of(one.region, one.indicator, base)
    if not before or any(of_one_kind(old, one) for old in before):
        return SAME
    factors = (series.factor(old, one) for old in reversed(before))
    return next((factor for factor in factors if factor is not None), None)


def of_one_kind(one: Observed, other: Observed) -> bool:
    """Return whether two values count the same; what a source leaves unsaid tells nothing."""
    unknown = BASES[0]
    basis = unknown in (one.basis, other.basis) or one.basis == other.basis
    return basis and stated(one.definition) == stated(other.definition)


def stated(definition: str) -> str:
    """Return a definition without what it says is not stated.

    >>> stated("医疗卫生机构床位/常住人口，人口口径未说明")
    '医疗卫生机构床位/常住人口'
    """
    return "，".join(part for part in definition.split("，") if UNSTATED not in part)


def _other_residents(row: JudgedRow, indicator: Indicator, parts: Sequence[Observed]) -> bool:
    """Return whether the plan's ratio is known to use other residents than the observed one."""
    printed = row.row.target.basis or row.row.base.basis
    if indicator.denominator != "total" or printed is None or row.grade == "derived":
        return False
    return any(one.basis not in (BASES[0], printed) for one in parts)
