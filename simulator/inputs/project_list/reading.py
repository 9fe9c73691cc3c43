"""A planner's project list as projects of the reserve; every mistake with its file and row."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from simulator.errors import InputError, Problem, Where
from simulator.inputs.arguments import names, nearest
from simulator.inputs.project_list.cells import id_of, is_empty, month_of, number_of
from simulator.inputs.project_list.columns import (
    GROUP,
    Heading,
    cell_place,
    find_heading,
    plain,
    text_of,
)
from simulator.inputs.project_list.pages import Cell, Line, Page, read_pages
from simulator.inputs.reserve import MOST_MONTHS, MOST_UNITS, ReserveProject, Status
from simulator.inputs.validation import Bilingual
from simulator.text import LANGUAGES, say

TOTALS = ("合计", "总计", "小计", "total", "subtotal")
SHARED = ("region", "service")
"""Columns whose merged blocks hold for every row of the block."""
LEAST_MONTHS = 5
MOST_COST = 1e8
"""10,000 yuan, as `ReserveProject.cost_yuan` in yuan."""
YUAN_PER_COST = 10_000
STATUS_WORDS: Mapping[str, Status] = {
    word: one
    for one in get_args(Status)
    for word in (one, *(plain(say(lang, GROUP, f"status.{one}")) for lang in LANGUAGES))
}
"""Statuses by their id and their word in either language."""
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True)
class Known:
    """Ids of cities and services by every name in use, and where other lists use which ids."""

    regions: Mapping[str, str]
    services: Mapping[str, str]
    used: Mapping[str, Where]


@dataclass(frozen=True)
class Imported:
    """What a list says, and what was left out or changed on the way."""

    projects: tuple[ReserveProject, ...]
    unsized: tuple[int, ...]
    """Rows without a size: left out, never guessed."""
    totals: tuple[int, ...]
    """Rows of sums: left out."""
    renamed: Mapping[str, str]
    """Ids as the list has them, where they had to be written otherwise."""
    untranslated: int
    """Projects whose English name is the Chinese one."""
    unread: tuple[str, ...]
    """Headings that import does not know."""


def by_name(labels: Mapping[str, Bilingual]) -> dict[str, str]:
    """Return ids by id, label in both languages, and Chinese name without 市."""
    found = {}
    for name, label in labels.items():
        for one in (label.zh, label.zh.removesuffix("市"), label.en, name):
            found[plain(one)] = name
    return found


def read_list(path: Path, known: Known, sheet: str = "") -> Imported:
    """Return the projects of a workbook or a CSV; ``sheet`` is needed where several have a list.

    Raises
    ------
    InputError
        With all problems at once: P415–P419 and P427–P431 of the file and its headings,
        P420–P426, P412, P413 and P414 of its rows.
    """
    shown = path.as_posix()
    pages, problems = read_pages(path, shown)
    if problems:
        raise InputError(problems)
    page, heading = _the_list(pages, shown, sheet)
    reader = _Reader(shown, page, heading, known)
    found = reader.read()
    if reader.problems:
        raise InputError(reader.problems)
    if not found.projects:
        raise InputError(Problem("P427", Where(shown), {"n": str(len(found.unsized))}))
    return found


def _the_list(pages: Sequence[Page], shown: str, sheet: str) -> tuple[Page, Heading]:
    """Return the page that holds the list, and its heading line."""
    if sheet and sheet not in [page.name for page in pages]:
        args = {"sheet": sheet, "sheets": names(page.name for page in pages if page.name)}
        raise InputError(Problem("P431", Where(shown), args))
    headed = [(page, *find_heading(page, shown)) for page in pages if sheet in ("", page.name)]
    lists = [(page, heading, bad) for page, heading, bad in headed if heading is not None]
    if len(lists) != 1:
        sheets = names(page.name for page, *_ in lists)
        code, args = ("P429", {"sheets": sheets}) if lists else ("P428", {})
        raise InputError(Problem(code, Where(shown), args))
    page, heading, bad = lists[0]
    if bad:
        raise InputError(bad)
    return page, heading


class _Reader:
    """Takes projects out of the rows of a page and collects what is wrong."""

    def __init__(self, shown: str, page: Page, heading: Heading, known: Known) -> None:
        self.shown, self.page, self.heading, self.known = shown, page, heading, known
        self.problems: list[Problem] = []
        self.row: Line = Line(0, ())
        self.places = dict(known.used)

    def read(self) -> Imported:
        """Return what all rows say."""
        projects, unsized, totals = [], [], []
        renamed: dict[str, str] = {}
        untranslated = 0
        for row in self.page.lines[self.heading.line + 1 :]:
            self.row = row
            texts = [self.cell(one) for one in ("id", "name", "region", "service", "units")]
            if all(map(is_empty, texts)):
                continue
            if any(plain(cell) in TOTALS for cell in row.cells):
                totals.append(row.number)
            elif is_empty(self.cell("units")) and not self.is_shared("units"):
                unsized.append(row.number)
            elif (one := self.project()) is not None:
                projects.append(one)
                given = text_of(self.cell("id"))
                renamed |= {given: one.id} if given != one.id else {}
                untranslated += is_empty(self.cell("name_en"))
        rows = tuple(unsized), tuple(totals)
        return Imported(tuple(projects), *rows, renamed, untranslated, self.heading.unread)

    def cell(self, column: str) -> Cell:
        """Return a cell of the row; that of its merged block for a city or a service."""
        place = self.heading.columns.get(column)
        if place is None or place >= len(self.row.cells):
            return None
        if column in SHARED:
            return self.page.merged.get((self.row.number, place), self.row.cells[place])
        return self.row.cells[place]

    def is_shared(self, column: str) -> bool:
        """Return whether a cell belongs to the block of a row above."""
        return (self.row.number, self.heading.columns.get(column, -1)) in self.page.merged

    def refuse(self, code: str, column: str, **args: str) -> None:
        """Note a problem of a cell under the list's own heading."""
        place = self.heading.columns[column]
        where = cell_place(self.shown, self.page, (self.row.number, place), self.title(place))
        self.problems.append(Problem(code, where, args))

    def title(self, place: int) -> str:
        """Return the heading of a column as the list has it."""
        return text_of(self.page.lines[self.heading.line].cells[place])

    def project(self) -> ReserveProject | None:
        """Return the project of a row; None with problems."""
        before = len(self.problems)
        name, english = self.needed("name"), self.text("name_en")
        found = {
            "id": self.identity(),
            "region": self.one_of("region", self.known.regions, "P412"),
            "service": self.one_of("service", self.known.services, "P413"),
            "units": self.whole("units", 1, MOST_UNITS),
            "status": self.status(),
            "date": self.month(),
            "months": self.whole("months", LEAST_MONTHS, MOST_MONTHS),
            "cost_yuan": self.cost(),
            "priority": self.whole("priority", 1, 9),
        }
        if len(self.problems) > before:
            return None
        label = Bilingual(zh=name, en=english or name)
        given = {key: value for key, value in found.items() if value is not None}
        return ReserveProject.model_validate({**given, "name": label})

    def text(self, column: str) -> str:
        """Return a cell as text, nothing with a problem for a formula or a merged block."""
        cell = self.cell(column)
        if column not in SHARED and self.is_shared(column):
            self.refuse("P426", column)
        elif text_of(cell).startswith("="):
            self.refuse("P421", column)
        elif not is_empty(cell):
            return text_of(cell)
        return ""

    def needed(self, column: str) -> str:
        """Return a cell that must say something."""
        before = len(self.problems)
        text = self.text(column)
        if not text and len(self.problems) == before:
            self.refuse("P420", column)
        return text

    def identity(self) -> str:
        """Return the id of the row, used once."""
        if not self.needed("id"):
            return ""
        name = id_of(self.cell("id"))
        if not _ID.fullmatch(name):
            self.refuse("P422", "id", found=text_of(self.cell("id")))
        elif name in self.places:
            before = self.places[name]
            self.refuse("P414", "id", id=name, before=f"{before.file}:{before.line}")
        self.places.setdefault(name, Where(self.shown, self.row.number))
        return name

    def one_of(self, column: str, known: Mapping[str, str], code: str) -> str:
        """Return the id that a name stands for."""
        text = self.needed(column)
        if text and plain(text) not in known:
            self.refuse(code, column, found=text, nearest=_near(text, known))
        return known.get(plain(text), "")

    def status(self) -> Status:
        """Return the status, written in either language or as its id."""
        text = self.needed("status")
        found = STATUS_WORDS.get(plain(text))
        if text and found is None:
            words = (say("zh", GROUP, f"status.{one}") for one in get_args(Status))
            self.refuse("P424", "status", found=text, known=names(words))
        return found or "reserve"

    def month(self) -> str:
        """Return the date as year-month."""
        text = self.needed("date")
        found = month_of(self.cell("date")) if text else ""
        if found is None:
            self.refuse("P425", "date", found=text)
        return found or ""

    def whole(self, column: str, low: int, high: int) -> int | None:
        """Return a whole number of a cell; None where there is none."""
        text = self.text(column)
        if not text:
            return None
        number = number_of(self.cell(column))
        if number is None or not number.is_integer() or not low <= number <= high:
            self.refuse("P423", column, found=text, low=str(low), high=f"{high:,}")
            return None
        return int(number)

    def cost(self) -> float | None:
        """Return the whole cost [yuan], told in 10,000 yuan."""
        text = self.text("cost")
        if not text:
            return None
        number = number_of(self.cell("cost"))
        if number is None or not 0 <= number <= MOST_COST:
            args = {"found": text, "low": "0", "high": f"{MOST_COST:,.0f}"}
            self.refuse("P430", "cost", **args)
            return None
        return round(number * YUAN_PER_COST, 2)


def _near(text: str, known: Collection[str]) -> str:
    return nearest(plain(text), known)
