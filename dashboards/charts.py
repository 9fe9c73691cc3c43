"""Bokeh figures whose data sources are patched: a figure is built once, then only fed.

Frame in, picture out; nothing is computed here (`simulator.analysis.frames` did).
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from bokeh.core.properties import value
from bokeh.models import (
    ColumnDataSource,
    FactorRange,
    FixedTicker,
    GlyphRenderer,
    HoverTool,
    NumeralTickFormatter,
    Span,
    TapTool,
)
from bokeh.plotting import figure

from dashboards import style

Say = Callable[[str], str]

HEADING_CHARACTERS = {"zh": 62, "en": 115}
"""Characters that fit side by side over all columns of a heat map."""
WIDEST = {"zh": 16, "en": 24}
NARROWEST = {"zh": 5, "en": 12}
"""Most and least characters on one line of a column heading."""

HOVER = (
    ("value", "value_text"),
    ("reference", "reference_label"),
    ("reference_value", "reference_value_text"),
    ("gap", "text"),
    ("gap_percent", "percent_text"),
    ("grade", "grade_label"),
    ("flags", "flags_text"),
    ("reason", "reason"),
)
SHOWN = ("region", "indicator", "colour", "ink", "unit_label", *(column for _, column in HOVER))


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure and the source that feeds it."""

    figure: figure
    source: ColumnDataSource
    marker: Span


def heading(label: str, unit: str, language: str, columns: int) -> str:
    """Return a column heading broken into lines that fit beside each other, unit last."""
    fits = HEADING_CHARACTERS[language] // columns
    width = min(max(fits, NARROWEST[language]), WIDEST[language])
    if language == "en":
        wrapped = [
            line
            for text in (label, unit)
            for line in textwrap.wrap(text, width, break_long_words=False)
        ]
        return "\n".join(wrapped)
    parts = [label[start : start + width] for start in range(0, len(label), width)]
    return "\n".join([*parts, unit])


def dress(plot: figure) -> figure:
    """Give a figure the fonts and lines of the page."""
    plot.toolbar_location = None
    plot.outline_line_color = None
    plot.background_fill_color = plot.border_fill_color = "white"
    for axis in plot.axis:
        axis.major_label_text_font = axis.axis_label_text_font = style.FONT
        axis.major_label_text_color = axis.axis_label_text_color = style.INK
        axis.major_label_text_font_size = axis.axis_label_text_font_size = "12px"
        axis.axis_label_text_font_style = "normal"
        axis.axis_line_color = axis.major_tick_line_color = "#9aa5b1"
        axis.minor_tick_line_color = None
    return plot


def heatmap(say: Say, height: int) -> Picture:
    """Return an empty heat map of gaps: cities down, indicators across."""
    source = ColumnDataSource({name: [] for name in ("x", "y", "hatch", *SHOWN)})
    plot = figure(
        x_range=FactorRange(),
        y_range=FactorRange(),
        x_axis_location="above",
        height=height,
        sizing_mode="stretch_width",
        tools="",
        min_border_top=4,
    )
    cells = _cells(plot, source)
    rows = [(say(f"hover.{key}"), f"@{{{column}}}") for key, column in HOVER]
    title = (say("hover.cell"), "@y · @{unit_label}")
    plot.add_tools(HoverTool(renderers=[cells], tooltips=[title, *rows]))
    plot.add_tools(TapTool(renderers=[cells]))
    dress(plot)
    plot.grid.grid_line_color = None
    for axis in plot.axis:
        axis.axis_line_color = axis.major_tick_line_color = None
    return Picture(plot, source, Span())


def _cells(plot: figure, source: ColumnDataSource) -> GlyphRenderer:
    """Draw the coloured cells, hatched where imputed, with their numbers."""
    cells = plot.rect(
        "x",
        "y",
        0.98,
        0.94,
        source=source,
        fill_color="colour",
        line_color="white",
        hatch_pattern="hatch",
        hatch_color="#52606d",
        hatch_alpha=0.4,
        hatch_scale=10,
        hatch_weight=0.7,
    )
    cells.nonselection_glyph = cells.glyph
    cells.selection_glyph = cells.glyph.clone(line_color=style.CHOSEN, line_width=2.5)
    plot.text(
        "x",
        "y",
        text="text",
        text_color="ink",
        source=source,
        text_align="center",
        text_baseline="middle",
        text_font=value(style.FONT),
        text_font_size="12px",
        background_fill_color="colour",
        padding=2,
        nonselection_text_alpha=1.0,
        selection_text_alpha=1.0,
    )
    return cells


def feed_heatmap(picture: Picture, frame: pd.DataFrame, language: str) -> None:
    """Patch the heat map with a frame of `api.gap_heatmap`."""
    n_columns = len(frame.attrs["indicators"])
    headings = [
        heading(label, unit, language, n_columns)
        for label, unit in zip(frame["indicator_label"], frame["unit_label"], strict=True)
    ]
    columns = {name: frame[name].tolist() for name in SHOWN}
    columns |= {
        "x": headings,
        "y": frame["region_label"].tolist(),
        "hatch": ["right_diagonal_line" if flag else " " for flag in frame["imputed"]],
    }
    by_indicator = dict(zip(frame["indicator"], headings, strict=True))
    across = [by_indicator[name] for name in frame.attrs["indicators"]]
    down = list(dict.fromkeys(columns["y"]))
    if picture.figure.x_range.factors != across:
        picture.figure.x_range.factors = across
    if picture.figure.y_range.factors != down[::-1]:
        picture.figure.y_range.factors = down[::-1]
    picture.source.data = columns


def mark_cell(picture: Picture, region: str, indicator: str) -> None:
    """Draw the frame around the chosen cell."""
    cells = zip(picture.source.data["region"], picture.source.data["indicator"], strict=True)
    picture.source.selected.indices = [
        position for position, cell in enumerate(cells) if cell == (region, indicator)
    ]


LINES = ("city", "province", "schedule", "target", "target_held", "p05", "p25", "p75", "p95")


def trajectory(say: Say, height: int) -> Picture:
    """Return an empty trajectory: city, province, target, schedule and fan over the years."""
    source = ColumnDataSource({name: [] for name in ("year", *LINES)})
    plot = figure(height=height, sizing_mode="stretch_width", tools="", min_border_right=16)
    look = {"source": source, "fill_color": style.FAN, "fill_alpha": 0.16}
    for low, high, name in (("p05", "p95", "outer"), ("p25", "p75", "inner")):
        plot.varea("year", low, high, legend_label=say(f"legend.{name}"), **look)
    _line(plot, source, "province", say, color=style.PROVINCE, line_width=2)
    _line(plot, source, "schedule", say, color=style.PLAN, line_width=2, line_dash="dashed")
    _line(plot, source, "target_held", say, color=style.PLAN, line_width=1, line_dash="dotted")
    city = _line(plot, source, "city", say, color=style.CITY, line_width=3)
    plot.scatter("year", "city", source=source, size=6, color=style.CITY)
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
    names = ("city", "province", "schedule", "target_held")
    rows = [(say(f"legend.{name}"), f"@{name}{{0,0.[00]}}") for name in names]
    year = (say("hover.year"), "@year{0}")
    plot.add_tools(HoverTool(renderers=[city], tooltips=[year, *rows], mode="vline"))
    _finish(dress(plot), say)
    return Picture(plot, source, marker)


def _line(plot: figure, source: ColumnDataSource, name: str, say: Say, **look: object) -> object:
    label = say(f"legend.{name}")
    return plot.line("year", name, source=source, legend_label=label, **look)


LEGEND = ("outer", "inner", "province", "schedule", "target_held", "city", "target")
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
    legend.ncols = 5
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
