"""The Excel annex: one workbook for one run or several, the same bytes for the same runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from simulator.analysis import annex
from simulator.analysis.compare import compare
from simulator.analysis.labels import Catalogue
from simulator.analysis.run_view import EVIDENCE_COLUMNS, RunView, target_year
from simulator.progress import Progress
from simulator.reporting.book import write_book
from simulator.reporting.chart_sheet import chart_sheets
from simulator.reporting.comparison_book import comparison_sheets
from simulator.reporting.gap_sheet import gap_sheet
from simulator.reporting.live_cells import cells_of
from simulator.reporting.people_sheets import people_sheets
from simulator.reporting.project_sheet import project_sheets
from simulator.reporting.sheet import Column, Sheet
from simulator.text import say

REPORT = "report"
TABLE = "table"


def write_workbook(
    runs: Sequence[RunView],
    path: Path,
    catalogue: Catalogue,
    *,
    on_progress: Progress | None = None,
) -> Path:
    """Write the annex of one or more runs, whole or not at all, and return its path.

    Sheets: notes; with several runs their comparison; per run gaps in the target year and the
    last year, verdicts, charts, indicators, capacity, money, named projects, residents,
    evidence, scenario. Those of the second and later runs carry the run's number.
    """
    title = _text(catalogue, "book.title")
    return write_book(_sheets(runs, catalogue), path, title, on_progress=on_progress)


def write_table_book(
    frame: pd.DataFrame, path: Path, name: str = TABLE, *, on_progress: Progress | None = None
) -> Path:
    """Write one table as it is to a workbook of its own, with its notes above it."""
    notes = [str(note) for note in frame.attrs.get("notes", [])]
    columns = [Column(str(column), str(column), None) for column in frame.columns]
    sheet = Sheet(name, name, frame.rename(columns=str), columns, notes)
    return write_book([sheet], path, on_progress=on_progress)


def _text(catalogue: Catalogue, key: str, **args: object) -> str:
    return say(catalogue.language, REPORT, key, **args)


def _sheets(runs: Sequence[RunView], catalogue: Catalogue) -> Iterator[Sheet]:
    """Yield the sheets in the order of the workbook."""
    yield _notes_sheet(runs, catalogue)
    if len(runs) > 1:
        found, labels = compare(runs, _common_year(runs), catalogue), {r.id: r.label for r in runs}
        for sheet in comparison_sheets(found, labels, catalogue.language):
            yield replace(sheet, title=f"{sheet.title}{_mark(runs[0], catalogue)}")
    for number, run in enumerate(runs, start=1):
        suffix = f" {number}" if len(runs) > 1 else ""
        for sheet in _run_sheets(run, catalogue, suffix):
            title = f"{sheet.title} · {run.label}{_mark(run, catalogue)}"
            yield replace(sheet, name=f"{sheet.name}{suffix}", title=title)


def _mark(run: RunView, catalogue: Catalogue) -> str:
    """Return that the years of a run look back, where they do; it stands on every sheet."""
    mark = run.hindsight.mark(min(target_year(run), run.end), catalogue.language)
    return _text(catalogue, "title.marked", mark=mark) if mark else ""


def _common_year(runs: Sequence[RunView]) -> int:
    return min(target_year(run) for run in runs)


def _notes_sheet(runs: Sequence[RunView], catalogue: Catalogue) -> Sheet:
    """Return the first sheet: which runs, how to read them, what they are not."""
    rows = [
        {
            "number": str(number),
            "label": run.label,
            "run": run.id,
            "years": f"{run.base}–{run.end}",
            "note": run.hindsight.note(target_year(run), catalogue.language),
        }
        for number, run in enumerate(runs, start=1)
    ]
    columns = [
        Column(name, _text(catalogue, f"notes.{name}"))
        for name in ("number", "label", "run", "years", "note")
    ]
    reading = [
        _text(catalogue, f"reading.{key}") for key in ("values", "grades", "gaps", "live", "colour")
    ]
    return Sheet(
        _text(catalogue, "sheet.notes"),
        _text(catalogue, "book.title"),
        pd.DataFrame(rows),
        columns,
        reading,
    )


def _run_sheets(run: RunView, catalogue: Catalogue, suffix: str) -> Iterator[Sheet]:
    """Yield the sheets of one run; those that are computed name others with the suffix."""
    indicators = _wide_sheet("indicators", annex.indicators_wide(run, catalogue), catalogue)
    data = cells_of(replace(indicators, name=f"{indicators.name}{suffix}"))
    for year in dict.fromkeys((target_year(run), run.end)):
        yield gap_sheet(run, year, catalogue, data)
    yield _verdict_sheet(run, catalogue)
    yield from chart_sheets(run, catalogue, data)
    yield indicators
    yield _wide_sheet("stocks", annex.stocks_wide(run, catalogue), catalogue)
    yield _wide_sheet("ledger", annex.ledger_wide(run, catalogue), catalogue)
    yield from project_sheets(run, catalogue.language)
    yield from people_sheets(run, catalogue)
    yield _evidence_sheet(run, catalogue)
    if run.inputs:
        yield _scenario_sheet(run, catalogue)


def _titled(catalogue: Catalogue, *names: str) -> list[Column]:
    return [Column(name, _text(catalogue, f"column.{name}")) for name in names]


def _verdict_sheet(run: RunView, catalogue: Catalogue) -> Sheet:
    """Return the verdicts in the layout of the plans' own tables."""
    columns = [
        *_titled(catalogue, "region_label", "domain_label", "indicator_label", "unit_label"),
        Column("base_as_printed", _text(catalogue, "column.base_year", year=run.base)),
        Column("target_year", _text(catalogue, "column.target_year"), 0),
        *_titled(catalogue, "target_as_printed"),
        Column("value", _text(catalogue, "column.forecast"), None),
        Column("shortfall", _text(catalogue, "column.shortfall"), None),
        *_titled(catalogue, "schedule", "nature_label"),
        Column("verdict", _text(catalogue, "column.verdict"), colour="colour"),
        *_titled(catalogue, "flags_text"),
    ]
    frame = annex.verdict_rows(run, catalogue)
    name, title = _text(catalogue, "sheet.verdicts"), _text(catalogue, "title.verdicts")
    return Sheet(name, title, frame, columns, (), frozen=3)


_WIDE = {
    "indicators": ("region_label", "indicator_label", "unit_label"),
    "stocks": ("region_label", "service_label", "measure_label", "unit_label"),
    "ledger": ("region_label", "category_label"),
}
_DIGITS = {"indicators": None, "stocks": 0, "ledger": 2}


def _wide_sheet(kind: str, frame: pd.DataFrame, catalogue: Catalogue) -> Sheet:
    """Return a table with one column per year."""
    names = _WIDE[kind]
    years = [name for name in frame.columns if str(name).isdigit()]
    columns = _titled(catalogue, *names)
    columns += [Column(str(year), str(year), _DIGITS[kind]) for year in years]
    name, title = _text(catalogue, f"sheet.{kind}"), _text(catalogue, f"title.{kind}")
    return Sheet(name, title, frame, columns, (), frozen=len(names))


def _evidence_sheet(run: RunView, catalogue: Catalogue) -> Sheet:
    """Return what the run rests on: assumed and doubtful inputs with their reasons."""
    columns = [Column(name, _text(catalogue, f"evidence.{name}")) for name in EVIDENCE_COLUMNS]
    frame = annex.evidence_rows(run, catalogue)
    name, title = _text(catalogue, "sheet.evidence"), _text(catalogue, "title.evidence")
    return Sheet(name, title, frame, columns, (), frozen=3)


def _scenario_sheet(run: RunView, catalogue: Catalogue) -> Sheet:
    """Return the resolved scenario, every value by its path, what it did not say as well."""
    titles = {"kind_label": "kind", "input_label": "input", "path": "path", "value": "setting"}
    columns = [Column(name, _text(catalogue, f"column.{key}")) for name, key in titles.items()]
    frame = annex.scenario_rows(run, catalogue)
    name, title = _text(catalogue, "sheet.scenario"), _text(catalogue, "title.scenario")
    return Sheet(name, title, frame, columns, (_text(catalogue, "reading.scenario"),))
