"""Charts that an office can edit: the XML of a chart and the workbook behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

import pandas as pd
import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE

from simulator.analysis.colours import (
    BAND,
    INK,
    LINE,
    NO_REFERENCE,
    RUN_COLOURS,
    SPENT_COLOURS,
    TARGET,
)
from simulator.analysis.document import Picture
from simulator.analysis.envelope_frame import SPENT
from simulator.analysis.index_frame import ATTAINMENT, EQUALISATION, HIGH, LOW
from simulator.analysis.numbers import decimals
from simulator.reporting.native_look import Axis, Look, styled
from simulator.text import say

CREATED = datetime(2020, 1, 1)
WHOLE = "#,##0"
SHEET = "Sheet1"
"""Name that the XML of python-pptx expects."""
PRINT_LETTERS = 9.0
"""Size of the letters on paper [pt]."""


class NativeChart(NamedTuple):
    """What a file holds of one chart: its XML without the link, and its workbook."""

    title: str
    xml: str
    workbook: bytes


class _Lines(NamedTuple):
    """Series by name over categories, each with its look."""

    title: str
    categories: list[str]
    series: dict[str, list[float | None]]
    looks: list[Look]
    kind: XL_CHART_TYPE
    digits: int
    axis: Axis


def native_charts(
    picture: Picture, language: str, letters: float = PRINT_LETTERS
) -> list[NativeChart]:
    """Return a picture as charts, one for each frame; empty where no chart can show it.

    Parameters
    ----------
    letters
        Size of the letters [pt].
    """
    made = LINES.get(picture.kind)
    if made is None:
        return []
    return [_chart(made(frame, language), letters) for frame in picture.frames]


def _trajectory(frame: pd.DataFrame, language: str) -> _Lines:
    """Return central line, interval, schedule and target of an indicator."""
    columns = {
        "city": ("central", Look(LINE, 2.25)),
        "p05": ("p05", Look(BAND, 1.25)),
        "p95": ("p95", Look(BAND, 1.25)),
        "schedule": ("schedule", Look(TARGET, 1.25, dashed=True)),
        "target": ("target", Look(TARGET, 0.0, diamond=True)),
    }
    shown = {name: told for name, told in columns.items() if frame[name].notna().any()}
    series = {
        say(language, "document", f"legend.{key}"): _numbers(frame[name])
        for name, (key, _) in shown.items()
    }
    looks = [look for _, look in shown.values()]
    unit = str(frame.attrs["unit_label"])
    title = f"{frame.attrs['indicator_label']}（{unit}）"
    if language != "zh":
        title = f"{frame.attrs['indicator_label']} ({unit})"
    axis = Axis(unit, WHOLE if decimals(str(frame["unit"].iloc[0])) == 0 else "General")
    return _Lines(title, _years(frame), series, looks, XL_CHART_TYPE.LINE_MARKERS, 2, axis)


def _money(frame: pd.DataFrame, language: str) -> _Lines:
    """Return what each year is spent on as a stack, the money of the year as a line."""
    labels = frame.attrs["labels"]
    series = {labels[part]: _numbers(frame[part]) for part in (*SPENT, "new")}
    looks = [Look(colour) for colour in SPENT_COLOURS]
    looks.append(Look(INK, 2.25, over=True))
    unit = str(frame.attrs["unit_label"])
    title = say(language, "document", "picture.money", region=frame.attrs["region_label"])
    title += f"{'，' if language == 'zh' else ', '}{unit}"
    kind, axis = XL_CHART_TYPE.COLUMN_STACKED, Axis(unit, WHOLE)
    return _Lines(title, _years(frame), series, looks, kind, 1, axis)


def _met(frame: pd.DataFrame, language: str) -> _Lines:
    """Return the targets of each plan that can be judged and that are met in each run."""
    labels = frame.attrs["labels"]
    series = {label: _numbers(frame[name]) for name, label in labels.items()}
    looks = [Look(colour, labelled=True) for colour in (NO_REFERENCE, *RUN_COLOURS)]
    unit = str(frame.attrs["unit_label"])
    regions = [str(one) for one in frame["region"]]
    kind, axis = XL_CHART_TYPE.COLUMN_CLUSTERED, Axis(unit, WHOLE)
    return _Lines(unit, regions, series, looks, kind, 0, axis)


def _index(frame: pd.DataFrame, language: str) -> _Lines:
    """Return the index of equality with its interval, and that of attainment."""
    labels = frame.attrs["labels"]
    columns = {
        EQUALISATION: (labels[EQUALISATION], Look(LINE, 2.25)),
        LOW: (say(language, "document", "legend.p05"), Look(BAND, 1.25)),
        HIGH: (say(language, "document", "legend.p95"), Look(BAND, 1.25)),
        ATTAINMENT: (labels[ATTAINMENT], Look(TARGET, 1.75, dashed=True)),
    }
    shown = {name: told for name, told in columns.items() if frame[name].notna().any()}
    series = {label: _numbers(frame[name]) for name, (label, _) in shown.items()}
    looks = [look for _, look in shown.values()]
    kind = XL_CHART_TYPE.LINE_MARKERS
    axis = Axis("", "0.00", 1.0)
    return _Lines(labels[EQUALISATION], _years(frame), series, looks, kind, 3, axis)


LINES: dict[str, Callable[[pd.DataFrame, str], _Lines]] = {
    "trajectories": _trajectory,
    "money": _money,
    "met": _met,
    "index": _index,
}
"""What a chart of a picture of each kind shows; a heat map is no chart."""


def _years(frame: pd.DataFrame) -> list[str]:
    return [str(int(year)) for year in frame["year"]]


def _numbers(values: pd.Series) -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in values]


def _chart(lines: _Lines, letters: float) -> NativeChart:
    shown = "#,##0" + ("." + "0" * lines.digits if lines.digits else "")
    data: Any = CategoryChartData(number_format=shown)
    data.categories = lines.categories
    for name, values in lines.series.items():
        data.add_series(name, values)
    xml = styled(ChartXmlWriter(lines.kind, data).xml, lines.looks, lines.axis, letters)
    return NativeChart(lines.title, xml, _workbook(lines))


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
