"""What all pictures share: fonts and lines of the page, and the source that feeds a figure.

A figure is built once, then only fed: frame in, picture out. Nothing is computed in this folder
(`simulator.analysis.frames` did).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bokeh.core.properties import value
from bokeh.models import ColumnDataSource, NumeralTickFormatter, Span
from bokeh.plotting import figure

from dashboards import style

Say = Callable[[str], str]

CITY = {
    "fill_color": "colour",
    "hatch_pattern": "hatch",
    "hatch_color": "#52606d",
    "hatch_alpha": 0.3,
    "hatch_scale": 10,
    "hatch_weight": 0.7,
}
"""A city on a map: its colour, and hatched where its figures are imputed."""
WORDS = {
    "text_color": "ink",
    "text_align": "center",
    "text_baseline": "middle",
    "text_font": value(style.FONT),
    "nonselection_text_alpha": 1.0,
    "selection_text_alpha": 1.0,
}
"""Words on a city, as dark when another is chosen."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure and the source that feeds it."""

    figure: figure
    source: ColumnDataSource
    marker: Span


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


def dress_money(plot: figure) -> figure:
    """Dress a chart of money by year, its legend in rows below."""
    dress(plot)
    plot.xgrid.grid_line_color = None
    plot.ygrid.grid_line_color = style.GRID
    plot.yaxis.formatter = NumeralTickFormatter(format="0,0.[0]")
    legend = plot.legend[0]
    plot.add_layout(legend, "below")
    legend.orientation = "horizontal"
    legend.ncols = 3
    legend.location = "center"
    legend.glyph_width = legend.glyph_height = 16
    legend.label_height = 14
    legend.label_text_font = style.FONT
    legend.label_text_font_size = "12px"
    legend.border_line_color = None
    legend.padding = legend.margin = 2
    return plot
