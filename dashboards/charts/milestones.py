"""Marks on a trajectory: years in which something turns, and interim targets."""

from __future__ import annotations

import pandas as pd
from bokeh.models import ColumnDataSource, HoverTool

from dashboards import style
from dashboards.charts.dress import Picture, Say

ACROSS = 5
"""Entries of the legend in a row: two rows with the marks."""
COLUMNS = ("year", "value", "stage", "text")
LOOKS = {
    "milestone": {"y": "value", "marker": "star", "size": 17, "color": style.CITY},
    "stage": {"y": "stage", "marker": "diamond", "size": 12, "color": style.PLAN},
}
"""Marks by the name of their text; interim targets are hollow, the target itself is full."""


def milestones(picture: Picture, say: Say) -> ColumnDataSource:
    """Lay empty marks on a trajectory and return what is fed."""
    plot, source = picture.figure, ColumnDataSource({name: [] for name in COLUMNS})
    marks = []
    for name, look in LOOKS.items():
        fill = "white" if name == "stage" else look["color"]
        label = say(f"legend.{name}")
        mark = plot.scatter("year", source=source, fill_color=fill, legend_label=label, **look)
        plot.legend[0].items[-1].name = name
        marks.append(mark)
    plot.legend[0].ncols = ACROSS
    told = [(say("hover.year"), "@year{0}"), (say("legend.milestone"), "@text")]
    plot.add_tools(HoverTool(renderers=marks, tooltips=told))
    return source


def feed_milestones(picture: Picture, source: ColumnDataSource, frame: pd.DataFrame) -> None:
    """Patch the marks with a frame of `api.milestones`."""
    source.data = {name: frame[name].tolist() for name in COLUMNS}
    shown = {"milestone": not frame.empty, "stage": bool(frame["stage"].notna().any())}
    for item in picture.figure.legend[0].items:
        item.visible = shown.get(item.name, item.visible)
