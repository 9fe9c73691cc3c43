"""The projects of a run as a Gantt chart: fed on a page, or a page of its own for a file."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from bokeh.embed import file_html
from bokeh.models import ColumnDataSource, FactorRange, HoverTool, PlainText
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Say, dress
from dashboards.charts.standalone import INSIDE
from simulator.api import say

COLOURS = {
    "approval": "#d8b365",
    "preparing": "#cfd8dc",
    "waiting_money": "#b2182b",
    "waiting_builders": "#ef8a62",
    "building": "#2166ac",
    "accepted": "#92c5de",
    "stopped": "#f4a582",
}
"""Waiting is warm, work is cool; preparation is neither. A standstill lies over the works."""
FED = ("row", "about", "phase", "phase_label", "left", "right", "told")
ROW_HEIGHT, FRAME_HEIGHT = 22, 70
AXIS_WIDTH = 330
"""Pixels for the names of rows: the same for every place, so that the bars do not jump."""


@dataclass(frozen=True, slots=True)
class Gantt:
    """A figure and what feeds it, one source per phase."""

    figure: figure
    sources: dict[str, ColumnDataSource]


def gantt(labels: dict[str, str], tell: Say) -> Gantt:
    """Return an empty chart.

    Parameters
    ----------
    labels
        Names of the phases.
    tell
        Says a text of ``gantt`` by its key.
    """
    plot = figure(
        y_range=FactorRange(),
        x_axis_type="datetime",
        x_axis_location="above",
        height=FRAME_HEIGHT,
        sizing_mode="stretch_width",
        tools="",
    )
    sources = {}
    for phase, colour in COLOURS.items():
        sources[phase] = ColumnDataSource({name: [] for name in (*FED, "bottom", "top")})
        plot.quad(
            "left",
            "right",
            "top",
            "bottom",
            source=sources[phase],
            fill_color=colour,
            line_color=None,
            legend_label=labels[phase],
        )
    rows = {"name": "@about", "phase": "@phase_label", "time": "@told"}
    plot.add_tools(HoverTool(tooltips=[(tell(key), text) for key, text in rows.items()]))
    return Gantt(_finish(dress(plot)), sources)


def _finish(plot: figure) -> figure:
    """Set grid, axes and the legend above the bars."""
    plot.ygrid.grid_line_color = None
    plot.xgrid.grid_line_color = style.GRID
    plot.yaxis.major_tick_line_color = None
    legend = plot.legend[0]
    plot.add_layout(legend, "above")
    legend.orientation = "horizontal"
    legend.border_line_color = None
    legend.label_text_font = style.FONT
    legend.label_text_font_size = "12px"
    legend.padding = legend.margin = 2
    return plot


def feed_gantt(picture: Gantt, frame: pd.DataFrame) -> None:
    """Patch the chart with a frame of `api.project_picture.project_picture` or `api.run_gantt`."""
    rows, (base, end) = frame.attrs["rows"], frame.attrs["years"]
    plot = picture.figure
    # a month before the run begins, so that what opens in its first month is seen
    plot.x_range.start, plot.x_range.end = pd.Timestamp(base, 12, 1), pd.Timestamp(end + 1, 1, 1)
    if plot.y_range.factors != rows[::-1]:
        plot.y_range.factors = rows[::-1]
    plot.height = FRAME_HEIGHT + ROW_HEIGHT * len(rows)
    for item, (phase, source) in zip(plot.legend[0].items, picture.sources.items(), strict=True):
        own = frame[frame["phase"] == phase]
        item.visible = len(own) > 0
        columns = {name: own[name].to_list() for name in FED}
        for edge in ("bottom", "top"):
            columns[edge] = list(zip(own["row"], own[edge], strict=True))
        source.data = columns


def gantt_page(bars: pd.DataFrame, title: str, lang: str) -> str:
    """Return the chart of `api.run_gantt` as one HTML page with all its scripts inside."""
    labels = {phase: say(lang, "tables", f"project_status.{phase}") for phase in COLOURS}
    picture = gantt(labels, lambda key: say(lang, "dashboard", f"gantt.{key}"))
    feed_gantt(picture, bars)
    plot = picture.figure
    # a title is a text: what looks like a formula in it would be typeset by a script from elsewhere
    plot.title.text = PlainText(text=title)
    plot.title.text_font, plot.title.text_font_size = style.FONT, "15px"
    return str(file_html(plot, INSIDE, title=title))
