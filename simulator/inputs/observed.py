"""Observed series: every value with its basis, definition, vintage and source, and growth.

No growth is computed across a break: years of different basis or definition need a factor of
``observations/links.csv`` that leads from one to the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pandas as pd

from simulator.errors import InputError, Problem, place
from simulator.inputs.arguments import nearest
from simulator.inputs.observations import COLUMNS, finite
from simulator.inputs.published import published_by
from simulator.inputs.shipped import ParamsTree
from simulator.units import UNITS

FOLDER = "observations"
LINKS = "observations/links.csv"
LINK_COLUMNS = (
    "region",
    "indicator",
    "year",
    "from_basis",
    "to_basis",
    "from_definition",
    "to_definition",
    "factor",
    "grade",
    "source",
    "formula",
    "reason_zh",
    "reason_en",
)
NATION = "china"
BASES = ("", "pre_census", "post_census", "plan_implied")
STATUSES = ("preliminary", "final", "revised")
SHIPPED = 0


@dataclass(frozen=True, slots=True)
class Observed:
    """One observed value of one vintage."""

    year: int
    region: str
    indicator: str
    value: float
    unit: str
    basis: str
    definition: str
    published: str
    status: str
    source: str
    note: str
    file: str
    line: int
    layer: int = SHIPPED
    """0 shipped, 1 a planner's own file: newer, whatever was published when."""

    @property
    def vintage(self) -> tuple[int, int, str, int]:
        """Return what orders vintages: year, layer, publication, then how final they are."""
        return self.year, self.layer, self.published, STATUSES.index(self.status)

    @property
    def kind(self) -> tuple[str, str]:
        """Return basis and definition; values of one kind may be compared over time."""
        return self.basis, self.definition


@dataclass(frozen=True, slots=True)
class Link:
    """A factor from one kind to another, known from a year in which both were published."""

    region: str
    indicator: str
    year: int
    before: tuple[str, str]
    after: tuple[str, str]
    factor: float


@dataclass(frozen=True)
class Series:
    """All observations and the links between their kinds."""

    rows: tuple[Observed, ...] = ()
    links: tuple[Link, ...] = ()

    def of(self, region: str, indicator: str, year: int | None = None) -> list[Observed]:
        """Return all vintages, earliest year and publication first, revised ones last."""
        found = [
            one
            for one in self.rows
            if one.region == region
            and one.indicator == indicator
            and (year is None or one.year == year)
        ]
        return sorted(found, key=lambda one: one.vintage)

    def latest(self, region: str, indicator: str, year: int) -> Observed | None:
        """Return the vintage published last, None when the year was not observed."""
        return next(reversed(self.of(region, indicator, year)), None)

    def until(self, year: int) -> Series:
        """Return the observations of years up to ``year``, with links of such years."""
        return Series(
            tuple(one for one in self.rows if one.year <= year),
            tuple(one for one in self.links if one.year <= year),
        )

    def growth(self, region: str, indicator: str, first: int, last: int) -> float:
        """Return value(last) / value(first) between values of one kind, or linked by a factor.

        Raises
        ------
        InputError
            O131 when a year was not observed, O132 when a break lies between and no link
            factor is stated.
        """
        before, after = self.of(region, indicator, first), self.of(region, indicator, last)
        args = {"region": region, "indicator": indicator}
        args |= {"first": str(first), "last": str(last)}
        if not before or not after:
            raise InputError(Problem("O131", args=args))
        pairs = [(old, new) for new in reversed(after) for old in reversed(before)]
        pairs.sort(key=lambda pair: pair[0].kind != pair[1].kind)
        for old, new in pairs:
            if (factor := self.factor(old, new)) is not None:
                return new.value / (old.value * factor)
        raise InputError(Problem("O132", args=args))

    def over(self, rows: Collection[Observed]) -> Series:
        """Return these observations with others laid over them."""
        return Series((*self.rows, *rows), self.links)

    def known_on(self, day: str) -> Series:
        """Return what was published by a day (YYYY-MM-DD); what bears no date is left out.

        A year or month alone counts as its last day: nothing is known before it certainly was.
        """
        rows = (one for one in self.rows if published_by(one.published, day))
        return Series(tuple(rows), self.links)

    def factor(self, old: Observed, new: Observed) -> float | None:
        """Return what turns the old kind into the new, None where nothing is stated.

        Of several links the one nearest to the old value's year counts.
        """
        if old.kind == new.kind:
            return 1.0
        for link in sorted(self.links, key=lambda link: abs(link.year - old.year)):
            if (link.region, link.indicator) != (old.region, old.indicator):
                continue
            if (link.before, link.after) == (old.kind, new.kind):
                return link.factor
            if (link.after, link.before) == (old.kind, new.kind):
                return 1.0 / link.factor
        return None


def load_series(
    tree: ParamsTree, regions: Collection[str], sources: Collection[str]
) -> tuple[Series, list[Problem]]:
    """Return all observations of ``observations/*.csv`` with their links, and all problems."""
    problems: list[Problem] = []
    rows: list[Observed] = []
    for relative in tree.folder(FOLDER, ".csv"):
        table = pd.read_csv(tree.files[relative], dtype=str, keep_default_na=False)
        if tuple(table.columns) == COLUMNS:
            for line, found in enumerate(table.to_dict("records"), start=2):
                row = {str(key): str(value) for key, value in found.items()}
                where = (tree.shown(relative), line)
                bad = list(_problems(row, where, regions, sources))
                problems += bad
                rows += [] if bad else [_observed(row, where)]
    links, bad = _links(tree)
    return Series(tuple(rows), links), problems + bad


def _observed(row: dict[str, str], where: tuple[str, int]) -> Observed:
    texts = {key: row[key] for key in COLUMNS if key not in ("year", "value")}
    return Observed(
        year=int(row["year"]),
        value=float(row["value"]),
        file=where[0],
        line=where[1],
        layer=SHIPPED,
        **texts,
    )


def _problems(
    row: dict[str, str],
    where: tuple[str, int],
    regions: Collection[str],
    sources: Collection[str],
) -> Iterator[Problem]:
    """Yield what a row says that cannot be."""
    at = place(*where, row["indicator"])
    try:
        int(row["year"]), finite(row["value"])
    except ValueError:
        yield Problem("O102", at, {"found": f"{row['year']} {row['value']}"})
    if row["region"] not in regions and row["region"] != NATION:
        args = {"found": row["region"], "nearest": nearest(row["region"], regions)}
        yield Problem("O103", at, args)
    if row["source"] not in sources:
        args = {"found": row["source"], "nearest": nearest(row["source"], sources)}
        yield Problem("O104", at, args)
    for key, known in (("unit", UNITS), ("basis", BASES), ("status", STATUSES)):
        if row[key] not in known:
            args = {"entry": key, "found": row[key], "nearest": nearest(row[key], known)}
            yield Problem("O105", at, args)


def _links(tree: ParamsTree) -> tuple[tuple[Link, ...], list[Problem]]:
    if LINKS not in tree.files:
        return (), []
    table = pd.read_csv(tree.files[LINKS], dtype=str, keep_default_na=False)
    if tuple(table.columns) != LINK_COLUMNS:
        args = {"columns": ", ".join(LINK_COLUMNS)}
        return (), [Problem("O101", place(tree.shown(LINKS), 1), args)]
    links: list[Link] = []
    problems: list[Problem] = []
    for line, row in enumerate(table.to_dict("records"), start=2):
        try:
            year, factor = int(row["year"]), finite(row["factor"])
        except ValueError:
            args = {"found": f"{row['year']} {row['factor']}"}
            problems.append(Problem("O102", place(tree.shown(LINKS), line), args))
            continue
        before = row["from_basis"], row["from_definition"]
        after = row["to_basis"], row["to_definition"]
        links.append(Link(row["region"], row["indicator"], year, before, after, factor))
    return tuple(links), problems
