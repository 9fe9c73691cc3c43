"""Efficiency against equality: points to choose a plan by."""

from __future__ import annotations

import pandas as pd
from bokeh.core.properties import value
from bokeh.models import ColumnDataSource, HoverTool, NumeralTickFormatter, Span, TapTool
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Picture, Say, dress

COLUMNS = ("point", "shortfall_percent", "lowest_percent", "label", "money_label")
PADDING = 0.25
"""Room around the points for their labels, as a share of their span."""


def frontier(say: Say, height: int) -> Picture:
    """Return an empty frontier: total shortfall across, the lowest attainment up."""
    source = ColumnDataSource({name: [] for name in COLUMNS})
    plot = figure(height=height, sizing_mode="stretch_width", tools="", min_border_right=24)
    plot.line(
        "shortfall_percent", "lowest_percent", source=source, color=style.PROVINCE, line_width=1
    )
    dots = plot.scatter(
        "shortfall_percent",
        "lowest_percent",
        source=source,
        size=15,
        color=style.FAN,
        line_color="white",
    )
    dots.nonselection_glyph = dots.glyph
    dots.selection_glyph = dots.glyph.clone(fill_color=style.PLAN, line_color=style.CHOSEN)
    _labels(plot, source)
    rows = [(say("optimisation.point"), "@point")]
    rows += [(say(f"optimisation.axis_{name}"), f"@{name}{{0.0}}") for name in COLUMNS[1:3]]
    rows += [(say("optimisation.axis_money"), "@money_label")]
    plot.add_tools(HoverTool(renderers=[dots], tooltips=rows), TapTool(renderers=[dots]))
    plot.xaxis.axis_label = say("optimisation.axis_shortfall_percent")
    plot.yaxis.axis_label = say("optimisation.axis_lowest_percent")
    plot.xaxis.formatter = plot.yaxis.formatter = NumeralTickFormatter(format="0,0.[000]")
    plot.x_range.range_padding = plot.y_range.range_padding = PADDING
    plot.grid.grid_line_color = style.GRID
    return Picture(dress(plot), source, Span())


def _labels(plot: figure, source: ColumnDataSource) -> None:
    """Write the numbers of the points beside them."""
    plot.text(
        "shortfall_percent",
        "lowest_percent",
        text="label",
        source=source,
        x_offset=11,
        y_offset=-6,
        text_font=value(style.FONT),
        text_font_size="12px",
        text_color=style.INK,
        nonselection_text_alpha=1.0,
        selection_text_alpha=1.0,
    )


def feed_frontier(picture: Picture, frame: pd.DataFrame) -> None:
    """Patch the frontier with the points of an `api.Frontier`."""
    picture.source.data = {name: frame[name].tolist() for name in COLUMNS}


def mark_point(picture: Picture, point: int) -> None:
    """Mark the point whose plan is shown."""
    picture.source.selected.indices = [point - 1] if picture.source.data["point"] else []
