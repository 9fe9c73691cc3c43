"""The sheet of charts: native lines over the sheet of indicators, to be edited in Excel."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from simulator.analysis.colours import INK
from simulator.analysis.labels import Catalogue
from simulator.analysis.numbers import is_count
from simulator.analysis.run_view import RunView
from simulator.axes import PROVINCE
from simulator.reporting.live_cells import Cells
from simulator.reporting.sheet import FONT, Column, Sheet
from simulator.text import say

REPORT = "report"
MOST_CHARTS = 6
LINES = ("#2166ac", "#b35806", "#1b7837", "#762a83", "#b2182b")
"""Cities, in the order of params; the province is drawn in ink and thicker."""
SIZE = {"width": 620, "height": 320}
ACROSS, ROWS_PER_CHART, PIXELS = 2, 17, 620


def chart_sheets(run: RunView, catalogue: Catalogue, data: Cells) -> Iterator[Sheet]:
    """Yield one sheet: a chart per indicator that cities and province have; none without any.

    Cities with data of their own, at most as many as `LINES`; at most `MOST_CHARTS` indicators,
    those that most cities have first.
    """
    language = catalogue.language
    shown = _shown(run, data)
    if not shown:
        return
    frame = pd.DataFrame(
        [
            {
                "indicator": indicator,
                "indicator_label": catalogue.name("indicator", indicator),
                "regions": len(regions),
            }
            for indicator, regions in shown.items()
        ]
    )
    columns = [
        Column("indicator_label", say(language, REPORT, "column.indicator_label")),
        Column("regions", say(language, REPORT, "column.lines"), 0),
    ]
    name, title, note = (
        say(language, REPORT, key) for key in ("sheet.charts", "title.charts", "reading.charts")
    )

    def draw(book: Workbook, page: Worksheet, sheet: Sheet, head: int) -> None:
        # on one page, since a break would go through a chart
        page.fit_to_pages(1, 1)
        for place, (indicator, regions) in enumerate(shown.items()):
            chart = _chart(book, indicator, regions, data)
            down, across = divmod(place, ACROSS)
            row = head + len(sheet.frame) + 2 + down * ROWS_PER_CHART
            page.insert_chart(row, 0, chart, {"x_offset": across * PIXELS, "object_position": 3})

    yield Sheet(name, title, frame, columns, (note,), draw=draw)


def _shown(run: RunView, data: Cells) -> dict[str, list[str]]:
    """Return the indicators to be drawn with their regions, the province first."""
    rows = run.tables["gaps"]
    own = rows[(rows["statistic"] == "central") & (rows["year"] == run.base)]
    printed = own["base_as_printed"].astype(object).fillna("") != ""
    own = own[printed & (own["region"] != PROVINCE)]
    cities = list(dict.fromkeys(own["region"]))[: len(LINES)]
    ratios = data.sheet.frame.loc[~data.sheet.frame["unit"].map(is_count), "indicator"]
    found = {
        indicator: [
            region
            for region in (PROVINCE, *cities)
            if not math.isnan(data.value(region, indicator, run.end))
        ]
        for indicator in dict.fromkeys(ratios)
    }
    most = sorted(found, key=lambda indicator: -len(found[indicator]))[:MOST_CHARTS]
    return {indicator: found[indicator] for indicator in most if len(found[indicator]) > 1}


def _chart(book: Workbook, indicator: str, regions: list[str], data: Cells) -> object:
    """Return lines from the base year on, one a region, drawn from the cells of ``data``."""
    chart = book.add_chart({"type": "line"})
    sheet, frame = data.sheet, data.sheet.frame
    years = [at for name, at in data.columns.items() if name.isdigit()]
    first, last = min(years), max(years)
    colours = iter(LINES)
    for region in regions:
        row = data.rows[region, indicator]
        main = region == PROVINCE
        line = {"color": INK if main else next(colours), "width": 2.75 if main else 1.75}
        chart.add_series(
            {
                "name": [sheet.name, row, 0],
                "categories": [sheet.name, sheet.head, first, sheet.head, last],
                "values": [sheet.name, row, first, row, last],
                "line": line,
            }
        )
    row = data.rows[regions[0], indicator] - sheet.head - 1
    font = {"name": FONT, "size": 9}
    title = f"{frame['indicator_label'].iloc[row]} ({frame['unit_label'].iloc[row]})"
    chart.set_title({"name": title, "name_font": {**font, "size": 11}, "overlay": False})
    chart.set_x_axis({"num_font": font})
    grid = {"visible": True, "line": {"color": "#e4e7eb"}}
    chart.set_y_axis({"num_font": font, "major_gridlines": grid, "num_format": "#,##0.0"})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size(SIZE)
    return chart
