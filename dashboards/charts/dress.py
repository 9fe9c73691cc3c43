"""What all pictures share: fonts and lines of the page, and the source that feeds a figure.

A figure is built once, then only fed: frame in, picture out. Nothing is computed in this folder
(`simulator.analysis.frames` did).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bokeh.models import ColumnDataSource, Span
from bokeh.plotting import figure

from dashboards import style

Say = Callable[[str], str]


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
