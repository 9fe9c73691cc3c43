"""Charts that an office can edit: the XML of a chart and the workbook behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

import pandas as pd
import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE

from simulator.analysis.document import Picture
from simulator.analysis.envelope_frame import SPENT
from simulator.text import say

CREATED = datetime(2020, 1, 1)
SHEET = "Sheet1"
"""Name that the XML of python-pptx expects."""
LEGEND = re.compile(r"<c:legend>.*?</c:legend>", re.DOTALL)
SLIDE_LETTERS, PRINT_LETTERS = 'sz="1800"', 'sz="900"'
"""Size of the letters as python-pptx writes it and as it is printed, in hundredths of a point."""


class NativeChart(NamedTuple):
    """What a file holds of one chart: its XML without the link, and its workbook."""

    title: str
    xml: str
    workbook: bytes


class _Lines(NamedTuple):
    """Series by name over categories."""

    title: str
    categories: list[str]
    series: dict[str, list[float | None]]
    kind: XL_CHART_TYPE
    digits: int


def native_charts(picture: Picture, language: str) -> list[NativeChart]:
    """Return a picture as charts, one for each frame; empty where no chart can show it."""
    made = LINES.get(picture.kind)
    if made is None:
        return []
    return [_chart(made(frame, language)) for frame in picture.frames]


def _trajectory(frame: pd.DataFrame, language: str) -> _Lines:
    """Return central line, interval, schedule and target of an indicator."""
    columns = {"city": "central", "p05": "p05", "p95": "p95", "schedule": "schedule"}
    columns |= {"target": "target"}
    series = {
        say(language, "document", f"legend.{key}"): _numbers(frame[name])
        for name, key in columns.items()
        if frame[name].notna().any()
    }
    title = f"{frame.attrs['indicator_label']}（{frame.attrs['unit_label']}）"
    if language != "zh":
        title = f"{frame.attrs['indicator_label']} ({frame.attrs['unit_label']})"
    return _Lines(title, _years(frame), series, XL_CHART_TYPE.LINE_MARKERS, 2)


def _money(frame: pd.DataFrame, language: str) -> _Lines:
    """Return what each year is spent on, as a stack."""
    labels = frame.attrs["labels"]
    series = {labels[part]: _numbers(frame[part]) for part in SPENT}
    title = say(language, "document", "picture.money", region=frame.attrs["region_label"])
    title += f"{'，' if language == 'zh' else ', '}{frame.attrs['unit_label']}"
    return _Lines(title, _years(frame), series, XL_CHART_TYPE.COLUMN_STACKED, 1)


LINES: dict[str, Callable[[pd.DataFrame, str], _Lines]] = {
    "trajectories": _trajectory,
    "money": _money,
}
"""What a chart of a picture of each kind shows."""


def _years(frame: pd.DataFrame) -> list[str]:
    return [str(year) for year in frame["year"]]


def _numbers(values: pd.Series) -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in values]


def _chart(lines: _Lines) -> NativeChart:
    data = CategoryChartData(number_format="#,##0." + "0" * lines.digits)
    data.categories = lines.categories
    for name, values in lines.series.items():
        data.add_series(name, values)
    xml = ChartXmlWriter(lines.kind, data).xml
    return NativeChart(lines.title, _for_print(xml), _workbook(lines))


def _for_print(xml: str) -> str:
    """Return the chart with a legend below and letters of a size for print."""
    bare = LEGEND.sub("", xml).replace(SLIDE_LETTERS, PRINT_LETTERS)
    tail = "" if "<c:plotVisOnly" in bare else '<c:plotVisOnly val="1"/>'
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
    return bare.replace("</c:plotArea>", f"</c:plotArea>{legend}{tail}", 1)


def _workbook(lines: _Lines) -> bytes:
    """Return the numbers as a workbook: categories down, series across."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": CREATED})
    page = book.add_worksheet(SHEET)
    page.write_column(1, 0, lines.categories)
    for column, (name, values) in enumerate(lines.series.items(), start=1):
        page.write_string(0, column, name)
        for row, value in enumerate(values, start=1):
            if value is not None:
                page.write_number(row, column, value)
    book.close()
    return made.getvalue()
