"""Capacity and population effects as stacked bars, a bar a year: built once, then only fed."""

from __future__ import annotations

import pandas as pd
from bokeh.models import ColumnDataSource, HoverTool, NumeralTickFormatter, Span, TapTool
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Picture, Say, dress

EFFECTS = ("capacity", "population")
COLOURS = {"capacity": style.FAN, "population": style.PLAN}
COLUMNS = (
    *("year", "change", "change_text"),
    *(f"{name}_{part}" for name in EFFECTS for part in ("from", "to", "text")),
)


def effects(say: Say, height: int) -> Picture:
    """Return empty stacked bars with the sum of both as points."""
    source = ColumnDataSource({name: [] for name in COLUMNS})
    plot = figure(height=height, sizing_mode="stretch_width", tools="", min_border_right=16)
    bars = [
        plot.vbar(
            "year",
            0.6,
            f"{name}_to",
            f"{name}_from",
            source=source,
            color=COLOURS[name],
            fill_alpha=0.75,
            legend_label=say(f"legend.{name}_effect"),
        )
        for name in EFFECTS
    ]
    points = plot.scatter(
        "year", "change", source=source, size=8, color=style.INK, legend_label=say("legend.change")
    )
    clickable = [*bars, points]
    for one in clickable:
        one.nonselection_glyph = one.selection_glyph = one.glyph
    plot.add_tools(TapTool(renderers=clickable))
    plot.add_layout(Span(location=0, dimension="width", line_color="#9aa5b1", line_width=1))
    rows = [(say(f"legend.{name}_effect"), f"@{name}_text") for name in EFFECTS]
    rows.append((say("legend.change"), "@change_text"))
    plot.add_tools(
        HoverTool(renderers=bars, tooltips=[(say("hover.year"), "@year{0}"), *rows], mode="vline")
    )
    dress(plot)
    plot.xgrid.grid_line_color, plot.ygrid.grid_line_color = None, style.GRID
    plot.yaxis.formatter = NumeralTickFormatter(format="+0,0.[00]")
    plot.xaxis.axis_label = say("axis.year")
    legend = plot.legend[0]
    plot.add_layout(legend, "below")
    legend.orientation, legend.location, legend.border_line_color = "horizontal", "center", None
    legend.label_text_font, legend.label_text_font_size = style.FONT, "12px"
    return Picture(plot, source, Span())


def feed_effects(picture: Picture, frame: pd.DataFrame) -> None:
    """Patch the bars with a frame of `api.effects_by_year`."""
    years = frame["year"].tolist()
    picture.figure.xaxis[0].ticker = years
    picture.figure.yaxis[0].axis_label = frame.attrs["unit_label"]
    picture.source.data = {name: frame[name].tolist() for name in COLUMNS}
