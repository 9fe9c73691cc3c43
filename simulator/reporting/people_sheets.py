"""The sheets on residents: groups by year, and the pyramid with a native chart."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from simulator.analysis.annex import population_wide
from simulator.analysis.labels import Catalogue
from simulator.analysis.run_view import RunView
from simulator.axes import SEXES
from simulator.reporting.sheet import FONT, Column, Sheet
from simulator.text import say

REPORT = "report"
COLOURS = {"female": "#b2677f", "male": "#4f81a8"}
CHART_SIZE = {"width": 640, "height": 480}
BOTH_WAYS = "#,##0,;#,##0,"
"""Thousands; females count to the left of the axis, without a minus sign."""


def people_sheets(run: RunView, catalogue: Catalogue) -> Iterator[Sheet]:
    """Yield the residents of all regions and, where it could be made, the pyramid."""
    language = catalogue.language
    if "population" in run.tables:
        frame = population_wide(run, catalogue)
        names = ("region_label", "group_label", "unit_label")
        columns = [Column(name, say(language, REPORT, f"column.{name}")) for name in names]
        years = [name for name in frame.columns if name.isdigit()]
        columns += [Column(year, year, 0) for year in years]
        name, title = (say(language, REPORT, f"{part}.population") for part in ("sheet", "title"))
        yield Sheet(name, title, frame, columns, (), frozen=len(names))
    if run.pyramid is not None:
        yield _pyramid(run.pyramid, language)


def _pyramid(frame: pd.DataFrame, language: str) -> Sheet:
    """Return the pyramid's frame: a table and a chart drawn from it."""
    about = frame.attrs
    columns = [Column("age_label", say(language, REPORT, "column.age_label"))]
    shown = frame[["age_label"]].copy()
    for prefix, year in (("base_", about["base_year"]), ("", about["year"])):
        for sex in SEXES:
            name = f"{prefix}{sex}"
            shown[name] = frame[name].round(0)
            columns.append(Column(name, f"{about[f'{sex}_label']} {year}", 0))
    shown["leftward"] = -shown["female"]
    columns.append(Column("leftward", say(language, REPORT, "column.leftward"), 0))
    name = say(language, REPORT, "sheet.pyramid")
    unit = say(language, REPORT, "people.axis")
    return Sheet(name, about["title"], shown, columns, (unit,), draw=_draw)


def _draw(book: Workbook, page: Worksheet, sheet: Sheet, head: int) -> None:
    """Draw the year of the pyramid as a stacked bar chart, the youngest at the bottom."""
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    first, last = head + 1, head + len(sheet.frame)
    for place, sex in (("leftward", "female"), ("male", "male")):
        column = [one.name for one in sheet.columns].index(place)
        named = [one.name for one in sheet.columns].index(sex)
        chart.add_series(
            {
                "name": [sheet.name, head, named],
                "categories": [sheet.name, first, 0, last, 0],
                "values": [sheet.name, first, column, last, column],
                "fill": {"color": COLOURS[sex]},
                "gap": 15,
            }
        )
    font = {"name": FONT, "size": 9}
    chart.set_title({"name": sheet.title, "name_font": {**font, "size": 11}})
    chart.show_hidden_data()
    page.set_column(len(sheet.columns) - 1, len(sheet.columns) - 1, None, None, {"hidden": True})
    chart.set_x_axis(
        {
            "name": sheet.notes[0],
            "name_font": font,
            "num_format": BOTH_WAYS,
            "num_font": font,
            "major_gridlines": {"visible": True, "line": {"color": "#e4e7eb"}},
        }
    )
    chart.set_y_axis({"label_position": "low", "num_font": font})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size(CHART_SIZE)
    page.insert_chart(head, len(sheet.columns) + 1, chart)
