"""Observations that a planner types, pastes or uploads: taken in whole, written where usable."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from simulator.desk.cases import params_of
from simulator.desk.observation_form import (
    bureau_reports,
    doubts_of,
    observed_name,
    row_of,
    shipped,
)
from simulator.desk.pictures import catalogue
from simulator.desk.review import names_observed
from simulator.errors import InputError, Problem, Where, place
from simulator.inputs.entered import (
    Entered,
    Entries,
    Key,
    Line,
    Placed,
    block_of,
    place_block,
    plain_number,
)
from simulator.inputs.forms.filled import Filled, form_of
from simulator.inputs.observations import COLUMNS
from simulator.inputs.project_list.pages import Cell, Page, read_pages
from simulator.reporting.table_csv import write_csv
from simulator.text import say
from simulator.text.shown import shown

LARGEST_BYTES = 5_000_000
"""Of an upload."""
SUFFIXES = (".csv", ".xlsx", ".xlsm")
_YEAR = re.compile("[0-9]{1,4}")
NEEDED = ("year", "region", "indicator", "value")
"""Columns without which a table holds no observations."""


class Uploaded(NamedTuple):
    """What an upload holds: its entries, and in words which rows name nothing that is known."""

    entries: dict[Key, Entered]
    left_over: tuple[str, ...]


def enter_observation(entries: Entries, key: Key, cells: Mapping[str, str]) -> dict[Key, Entered]:
    """Return the entries with some cells of one filled in; one that says nothing is gone."""
    old = entries.get(key)
    if old is None:
        old = Entered() if "value" in cells else shipped(*key)
    new = old._replace(**cells)
    kept = {one: entry for one, entry in entries.items() if one != key}
    return kept if new.is_blank else {**kept, key: new}


def paste_observations(
    entries: Entries, form: pd.DataFrame, text: str, start: tuple[int, str], place: tuple[str, int]
) -> tuple[dict[Key, Entered], Placed]:
    """Return the entries with a block of a spreadsheet pasted in, and where it went.

    Parameters
    ----------
    form
        As `observation_form` gives it.
    text
        Cells of the clipboard: tabs between columns, line ends between rows.
    start
        Line (0 is the first) and column of `FILLED` where the block begins, unless its first
        column names lines.
    place
        Region and year.
    """
    lines = [Line(*one) for one in zip(form["id"], form["label"], strict=True)]
    placed = place_block(block_of(text), lines, *start)
    cells: dict[str, dict[str, str]] = {}
    for name, field, cell in placed.cells:
        if cell:
            cells.setdefault(name, {})[field] = cell
    found = dict(entries)
    for name, texts in cells.items():
        found = enter_observation(found, (*place, name), texts)
    return found, placed


def read_observations(name: str, content: bytes, lang: str = "zh") -> Uploaded:
    """Return the observations of an uploaded file; wrong values are kept, to be mended on the page.

    Parameters
    ----------
    name
        As the file is called; its suffix is one of `SUFFIXES`.
    content
        A workbook of forms, or a table (sheet or CSV) with columns named as ``params/observations``
        of which `NEEDED` must be there; regions and indicators by id or by name.

    Raises
    ------
    InputError
        R270 when it is too large, R271 for another suffix, R272 for a page that is neither a form
        nor a table, and all problems of a file that cannot be read.
    """
    suffix, name = Path(name).suffix.lower(), shown(name)
    if len(content) > LARGEST_BYTES:
        args = {"size": f"{len(content) / 1e6:.1f}", "largest": f"{LARGEST_BYTES / 1e6:.0f}"}
        raise InputError(Problem("R270", place(name), args))
    if suffix not in SUFFIXES:
        raise InputError(Problem("R271", place(name), {"known": " ".join(SUFFIXES)}))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"upload{suffix}"
        file.write_bytes(content)
        pages, problems = read_pages(file, name)
    entries: dict[Key, Entered] = {}
    left: list[str] = []
    for page in pages:
        form = form_of(name, page)
        if form is not None and form.kind == "county":
            left.append(say(lang, "collect", "doubt.county", file=name, sheet=page.name))
        elif form is not None:
            entries |= dict(_of_form(form))
        elif not _of_table(name, page, lang, entries, left):
            problems.append(
                Problem("R272", Where(name, 0, page.name), {"columns": ", ".join(NEEDED)})
            )
    if problems:
        raise InputError(problems)
    return Uploaded(entries, tuple(left))


def _of_form(form: Filled) -> Iterator[tuple[Key, Entered]]:
    """Yield what a form was filled with; its signatures are for those who merge forms."""
    source = bureau_reports(form.region, form.respondent)
    for entry in form.entries:
        if entry.cell is not None:
            value = plain_number(_text(entry.cell))
            key = (form.region, form.year, entry.id)
            yield key, Entered(value, form.day, source, entry.remark)


def _of_table(
    file: str, page: Page, lang: str, entries: dict[Key, Entered], left: list[str]
) -> bool:
    """Take the rows of a table in; return whether the page is one."""
    lines = [line for line in page.lines if any(_text(cell) for cell in line.cells)]
    head = [_text(cell).lower() for cell in lines[0].cells] if lines else []
    if not set(NEEDED) <= set(head):
        return False
    ids = _ids()
    for line in lines[1:]:
        cells = [*map(_text, line.cells), *[""] * len(head)]  # a line may end before the heading
        row = dict(zip(head, cells, strict=False))
        key = _key(row, ids)
        if key is None:
            told = " ".join(row.get(one, "") for one in NEEDED)
            left.append(
                say(lang, "collect", "doubt.upload", file=file, line=line.number, text=told)
            )
            continue
        texts = {name: row[name] for name in Entered._fields if row.get(name)}
        if "value" in texts:
            texts["value"] = plain_number(texts["value"])
            entries[key] = Entered()._replace(**texts)
    return True


def _ids() -> Mapping[str, str]:
    """Return regions and observed things by name and by id."""
    known = names_observed(params_of())
    found: dict[str, str] = {}
    for lang in ("en", "zh"):
        names = catalogue(lang)
        found |= {names.name("region", one): one for one in known.regions}
        found |= {observed_name(one, lang): one for one in (*known.counted, *known.indicators)}
    return {**found, **{one: one for one in (*known.regions, *known.counted, *known.indicators)}}


def _key(row: Mapping[str, str], ids: Mapping[str, str]) -> Key | None:
    """Return what a row is of; None where it names nothing known."""
    year = row["year"].removesuffix("年")
    region, name = ids.get(row["region"]), ids.get(row["indicator"])
    if region not in params_of().regions or name is None or name in params_of().regions:
        return None
    return (str(region), int(year), name) if _YEAR.fullmatch(year) else None


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell).strip()


def write_observations(entries: Entries, path: Path | str) -> Path:
    """Write the entries without doubts with the columns of ``params/observations``.

    `review`, `restate` and ``review --observations`` read the file.
    """
    bad = {one.key for one in doubts_of(entries, {})}
    rows = [row_of(key, one) for key, one in sorted(entries.items()) if key not in bad]
    return write_csv(pd.DataFrame(rows, columns=list(COLUMNS)), Path(path))
