"""What is doubtful in filled forms: gaps, unit slips, jumps, sums that are not the city."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from simulator.inputs.forms.asked import SIGNED, Item, Known
from simulator.inputs.forms.filled import Entry, Filled

SLIPS = (10, 100, 10_000)
FINDINGS = (
    "unknown_line",
    "missing_line",
    "empty",
    "no_number",
    "out_of_bounds",
    "unit_slip",
    "jump",
    "sum",
    "two_values",
    "unsigned",
)
TOLD = ("empty", "missing_line")
"""Findings that a merge leaves out and tells; the others stop it."""
EXPLAINED = ("unit_slip", "jump")
"""Findings that a remark in the line explains."""

Before = Callable[[Filled, str], Known | None]
"""Takes a form and an id; returns the last value known before the form's year."""


class Finding(NamedTuple):
    """One doubt about one cell; row 0 is the form as a whole."""

    kind: str
    form: Filled
    row: int
    id: str
    value: object
    other: float | None = None
    """What it was compared with."""


class Limits(NamedTuple):
    """How much a value may change in a year before it is asked about [share]."""

    jump: float


def findings(
    forms: Sequence[Filled],
    asked: Callable[[Filled], Sequence[Item]],
    before: Before,
    limits: Limits,
    counties: Mapping[str, Collection[str]],
) -> list[Finding]:
    """Return all doubts, form by form, then those between forms.

    Parameters
    ----------
    forms
        As they came back.
    asked
        What a form asked.
    before
        The last observation or, of the base year, the plan's print. A value is asked about for
        a jump only beside that of the year before, for a slip of units beside any.
    limits
        How much may change.
    counties
        Counties of each city: their sum is compared only when all have answered.
    """
    found: list[Finding] = []
    for form in forms:
        known = {item.id: item for item in asked(form)}
        found += _of_lines(form, known, before, limits)
        if any(entry.cell is not None for entry in form.entries):
            found += [
                Finding("unsigned", form, form.signed_rows.get(key, 0), key, None)
                for key in SIGNED
                if not _signed(form, key)
            ]
    return [*found, *_two_values(forms), *_sums(forms, counties)]


def _of_lines(
    form: Filled, known: Mapping[str, Item], before: Before, limits: Limits
) -> Iterator[Finding]:
    answered = {entry.id for entry in form.entries}
    for name in known:
        if name not in answered:
            yield Finding("missing_line", form, 0, name, None)
    for entry in form.entries:
        item = known.get(entry.id)
        kind, other = line_doubt(form, entry, item, before, limits)
        if kind and not (kind in EXPLAINED and entry.remark):
            yield Finding(kind, form, entry.row, entry.id, entry.cell, other)


def line_doubt(
    form: Filled, entry: Entry, item: Item | None, before: Before, limits: Limits
) -> tuple[str, float | None]:
    """Return the kind of doubt about a line, empty for none, and what it was compared with."""
    value = entry.value
    if item is None:
        return "unknown_line", None
    if entry.cell is None:
        return "empty", None
    if value is None:
        return "no_number", None
    known = before(form, entry.id) if form.kind == "bureau" else None
    last = known.value if known else None
    if last and value and slip(value, last) is not None:
        return "unit_slip", last
    if not item.low <= value <= item.high:
        return "out_of_bounds", None
    recent = known is not None and known.year == form.year - 1
    if last and recent and abs(value / last - 1.0) > limits.jump:
        return "jump", last
    return "", None


def _signed(form: Filled, key: str) -> bool:
    return bool(form.day) if key == "date" else bool(str(form.signed[key] or "").strip())


def slip(value: float, last: float) -> int | None:
    """Return the factor of 10, 100 or 10,000 by which a value looks to be off, None for none.

    >>> slip(79.0, 7.8), slip(3.6, 36000.0), slip(9.0, 7.8)
    (10, 10000, None)
    """
    ratio = max(value / last, last / value)
    return next((one for one in SLIPS if one / 2 <= ratio <= one * 2), None)


def _two_values(forms: Sequence[Filled]) -> Iterator[Finding]:
    """Yield an answer that another form of the same respondent's region gives differently."""
    first: dict[tuple[str, ...], float] = {}
    for form in forms:
        place = form.respondent if form.kind == "county" else ""
        for entry in form.entries:
            if entry.value is None:
                continue
            key = (form.kind, form.region, place, str(form.year), entry.id)
            if first.setdefault(key, entry.value) != entry.value:
                yield Finding("two_values", form, entry.row, entry.id, entry.value, first[key])


def _sums(forms: Sequence[Filled], counties: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """Yield counts of a city that are not the sum of its counties, when all have answered."""
    totals = county_totals(forms, counties)
    for form in forms:
        for entry in form.entries if form.kind == "bureau" else ():
            total = totals.get((form.region, form.year, entry.id))
            if total is not None and entry.value is not None and total != entry.value:
                yield Finding("sum", form, entry.row, entry.id, entry.value, total)


def county_totals(
    forms: Sequence[Filled], counties: Mapping[str, Collection[str]]
) -> dict[tuple[str, int, str], float]:
    """Return the sums over the counties of a city, of counts that all of them have given."""
    given: dict[tuple[str, int, str], dict[str, float]] = {}
    for form in forms:
        for entry in form.entries if form.kind == "county" else ():
            if entry.value is not None:
                key = (form.region, form.year, entry.id)
                given.setdefault(key, {})[form.respondent] = entry.value
    sums = {}
    for key, values in given.items():
        if set(values) >= set(counties.get(key[0], ())) and counties.get(key[0]):
            total = 0.0
            for value in values.values():
                total += value
            sums[key] = total
    return sums


def stops(found: Sequence[Finding]) -> list[Finding]:
    """Return the findings that a merge cannot pass over."""
    return [one for one in found if one.kind not in TOLD]
