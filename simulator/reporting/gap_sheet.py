"""The sheet of gaps: its cells are computed from the sheet of indicators, its colours follow."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from simulator.analysis.annex import gap_rows
from simulator.analysis.colours import colour_steps, ink_on
from simulator.analysis.labels import Catalogue
from simulator.analysis.run_view import RunView
from simulator.axes import PROVINCE
from simulator.reporting.live_cells import Cells, same
from simulator.reporting.sheet import Column, Sheet
from simulator.text import say

REPORT = "report"
SCORE = "score"
"""Hidden column: the gap in percent of the reference, positive is ahead."""
LIVE = ("value", "reference_value", "gap", "gap_percent", SCORE)


def gap_sheet(run: RunView, year: int, catalogue: Catalogue, data: Cells) -> Sheet:
    """Return the gap table of one year.

    Value and reference are links to ``data``, gap, percent and score are computed from them; a
    target is a number of its own. Where the stored number is not what the formula gives, the
    number stands.
    """
    frame = gap_rows(run, year, catalogue)
    notes = frame.attrs["notes"]
    frame[SCORE] = frame["gap_percent"].abs() * np.sign(frame["favourable"])
    # colours follow the numbers by rules; only what cannot be judged is grey from the start
    frame["colour"] = frame["colour"].where(frame[SCORE].isna(), "")
    sheet = Sheet(
        say(catalogue.language, REPORT, "sheet.gaps", year=year),
        say(catalogue.language, REPORT, "title.gaps", year=year),
        frame,
        _columns(year, catalogue.language, drawn=bool(frame["gap_interval_label"].any())),
        notes,
        frozen=2,
        draw=_colour,
    )
    sheet.formulas.update(_formulas(sheet, year, data))
    return sheet


def _columns(year: int, language: str, *, drawn: bool) -> list[Column]:
    """Return the columns; the interval of the gap stands beside it where draws were made."""

    def titled(name: str, digits: int | None, **more: str) -> Column:
        return Column(name, say(language, REPORT, f"column.{name}", year=year), digits, **more)

    def texts(*names: str) -> list[Column]:
        return [Column(name, say(language, REPORT, f"column.{name}")) for name in names]

    return [
        *texts("region_label", "indicator_label", "unit_label"),
        *texts("base_as_printed", "base_grade_label"),
        titled("value", None),
        *texts("reference_label"),
        titled("reference_value", None),
        titled("gap", None, colour="colour"),
        *texts(*(("gap_interval_label",) if drawn else ())),
        titled("gap_percent", 1, suffix="%"),
        titled("units_to_close", 0),
        *texts("thing"),
        titled("yi_to_close", 2),
        titled("capacity_effect", None),
        titled("population_effect", None),
        *texts("grade_label", "flags"),
        titled(SCORE, 1),
    ]


def _formulas(sheet: Sheet, year: int, data: Cells) -> dict[str, Sequence[str]]:
    """Return the formulas of `LIVE` by row; empty where the stored number has to stand."""
    made: dict[str, list[str]] = {name: [] for name in LIVE}
    at = {column.name: place for place, column in enumerate(sheet.columns)}
    names = ("region", "indicator", "reference", *LIVE)
    rows = zip(*(sheet.frame[name] for name in names), strict=True)
    for row, (region, indicator, reference, *numbers) in enumerate(rows, sheet.head + 1):
        value, target, gap, percent, score = numbers
        cell = {name: xl_rowcol_to_cell(row, at[name], col_abs=True) for name in LIVE}
        linked = {
            "value": (region, value),
            "reference_value": (PROVINCE if reference == "province" else "", target),
        }
        for name, (owner, stored) in linked.items():
            known = same(data.value(owner, indicator, year), stored)
            made[name].append(f"={data.address(owner, indicator, year)}" if known else "")
        made["gap"].append(
            f"={cell['value']}-{cell['reference_value']}" if same(value - target, gap) else ""
        )
        share = 100 * gap / target if target else float("nan")
        made["gap_percent"].append(
            f"=100*{cell['gap']}/{cell['reference_value']}" if same(share, percent) else ""
        )
        sign = "-" if same(-percent, score) and percent else ""
        known = same(abs(percent), abs(score))
        made[SCORE].append(f"={sign}{cell['gap_percent']}" if known else "")
    return dict(made)


def _colour(book: Workbook, page: Worksheet, sheet: Sheet, head: int) -> None:
    """Colour the gaps by the hidden score, in the steps of the page, and hide the score."""
    names = [column.name for column in sheet.columns]
    gap, score = names.index("gap"), names.index(SCORE)
    page.set_column(score, score, None, None, {"hidden": True})
    if sheet.frame.empty:
        return
    first, last = head + 1, head + len(sheet.frame)
    cell = f"${xl_col_to_name(score)}{first + 1}"
    for least, colour in colour_steps():
        look = book.add_format({"bg_color": colour, "font_color": ink_on(colour)})
        rule = f"=AND(ISNUMBER({cell}),{cell}>={least:.10g})"
        asked = {"type": "formula", "criteria": rule, "format": look, "stop_if_true": True}
        page.conditional_format(first, gap, last, gap, asked)
