"""One indicator of one region over the years: city, province, schedule, target and fan."""

from __future__ import annotations

import pandas as pd
from bokeh.models import (
    ColumnDataSource,
    FixedTicker,
    HoverTool,
    NumeralTickFormatter,
    Span,
    TapTool,
)
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Picture, Say, dress

LINES = (
    "city",
    "province",
    "best",
    "schedule",
    "target",
    "target_held",
    "p05",
    "p25",
    "p75",
    "p95",
)


def trajectory(say: Say, height: int) -> Picture:
    """Return an empty trajectory: city, province, target, schedule and fan over the years."""
    source = ColumnDataSource({name: [] for name in ("year", *LINES)})
    plot = figure(height=height, sizing_mode="stretch_width", tools="", min_border_right=16)
    look = {"source": source, "fill_color": style.FAN}
    for low, high, name, alpha in (("p05", "p95", "outer", 0.16), ("p25", "p75", "inner", 0.3)):
        label = say(f"legend.{name}")
        plot.varea("year", low, high, legend_label=label, fill_alpha=alpha, **look)
    _line(plot, source, "province", say, color=style.PROVINCE, line_width=2)
    _line(plot, source, "best", say, color=style.FAN, line_width=1.5, line_dash="dotdash")
    _line(plot, source, "schedule", say, color=style.PLAN, line_width=2, line_dash="dashed")
    _line(plot, source, "target_held", say, color=style.PLAN, line_width=1, line_dash="dotted")
    city = _line(plot, source, "city", say, color=style.CITY, line_width=3)
    points = plot.scatter("year", "city", source=source, size=8, color=style.CITY)
    points.nonselection_glyph = points.selection_glyph = points.glyph
    plot.add_tools(TapTool(renderers=[points]))
    plot.scatter(
        "year",
        "target",
        source=source,
        marker="diamond",
        size=15,
        color=style.PLAN,
        legend_label=say("legend.target"),
    )
    marker = Span(dimension="height", line_color="#9aa5b1", line_dash="dotted", line_width=1)
    plot.add_layout(marker)
    names = ("city", "province", "best", "schedule", "target_held")
    rows = [(say(f"legend.{name}"), f"@{name}{{0,0.[00]}}") for name in names]
    year = (say("hover.year"), "@year{0}")
    plot.add_tools(HoverTool(renderers=[city], tooltips=[year, *rows], mode="vline"))
    _finish(dress(plot), say)
    return Picture(plot, source, marker)


def _line(plot: figure, source: ColumnDataSource, name: str, say: Say, **look: object) -> object:
    label = say(f"legend.{name}")
    return plot.line("year", name, source=source, legend_label=label, **look)


LEGEND = ("outer", "inner", "province", "best", "schedule", "target_held", "city", "target")
"""Entries of the legend in the order in which they are drawn."""


def _finish(plot: figure, say: Say) -> None:
    """Set the axes and the legend of a trajectory."""
    for name, item in zip(LEGEND, plot.legend[0].items, strict=True):
        item.name = name
    plot.xgrid.grid_line_color = None
    plot.ygrid.grid_line_color = style.GRID
    plot.yaxis.formatter = NumeralTickFormatter(format="0,0.[00]")
    plot.xaxis.axis_label = say("axis.year")
    legend = plot.legend[0]
    plot.add_layout(legend, "below")
    legend.orientation = "horizontal"
    legend.ncols = 4
    legend.location = "center"
    legend.glyph_width = legend.glyph_height = 16
    legend.label_height = 14
    legend.spacing = 8
    legend.label_text_font = style.FONT
    legend.label_text_font_size = "12px"
    legend.label_text_color = style.INK
    legend.border_line_color = None
    legend.padding = legend.margin = 2


def feed_trajectory(picture: Picture, frame: pd.DataFrame, year: int) -> None:
    """Patch the trajectory with a frame of `api.trajectory`; ``year`` is marked."""
    years = frame["year"].tolist()
    if not isinstance(picture.figure.xaxis[0].ticker, FixedTicker) or (
        picture.figure.xaxis[0].ticker.ticks != years
    ):
        picture.figure.xaxis[0].ticker = FixedTicker(ticks=years)
    picture.figure.yaxis[0].axis_label = frame.attrs["unit_label"]
    picture.marker.location = year
    for item in picture.figure.legend[0].items:
        item.visible = frame.attrs["has"].get(item.name, True)
    picture.source.data = {name: frame[name].tolist() for name in ("year", *LINES)}
