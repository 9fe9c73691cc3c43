"""The projects of a run as a Gantt chart: a page of its own that needs no internet."""

from __future__ import annotations

import pandas as pd
from bokeh.embed import file_html
from bokeh.models import ColumnDataSource, FactorRange, HoverTool
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
FED = (
    "project",
    "project_name",
    "region_label",
    "service_label",
    "units",
    "phase",
    "phase_label",
    "row",
    "left",
    "right",
    "since",
    "until",
)
ROW_HEIGHT, FRAME_HEIGHT = 22, 130


def gantt(bars: pd.DataFrame, years: tuple[int, int], tell: Say) -> figure:
    """Return the chart of the bars of `api.run_gantt`.

    Parameters
    ----------
    bars
        One row per bar; one without a start begins with the run, one without an end lasts.
    years
        Base year and last year of the run.
    tell
        Says a text of ``gantt`` by its key.
    """
    # a month before the run begins, so that what opens in its first month is seen
    first, last = pd.Timestamp(years[0], 12, 1), pd.Timestamp(years[1] + 1, 1, 1)
    rows = bars["region_label"] + " " + bars["service_label"] + " " + bars["project_name"]
    places = list(dict.fromkeys(zip(bars["project"], rows, strict=True)))
    labels = {project: f"{number}. {row}" for number, (project, row) in enumerate(places, start=1)}
    plot = figure(
        y_range=FactorRange(factors=list(labels.values())[::-1]),
        x_range=(first, last),
        x_axis_type="datetime",
        x_axis_location="above",
        height=FRAME_HEIGHT + ROW_HEIGHT * len(labels),
        sizing_mode="stretch_width",
        tools="",
    )
    shown = bars.assign(
        units=bars["units"].astype(float),
        row=bars["project"].map(labels),
        left=pd.to_datetime(bars["start"]).fillna(first),
        right=pd.to_datetime(bars["end"]).fillna(last),
        since=bars["start"].fillna("…"),
        until=bars["end"].fillna("…"),
    )
    for phase, colour in COLOURS.items():
        own = shown[shown["phase"] == phase]
        if len(own):
            source = ColumnDataSource({name: own[name].to_list() for name in FED})
            label = own["phase_label"].iloc[0]
            plot.hbar(
                "row",
                left="left",
                right="right",
                height=0.7,
                source=source,
                color=colour,
                legend_label=label,
            )
    plot.add_tools(HoverTool(tooltips=_hover(tell)))
    return _finish(dress(plot))


def _hover(tell: Say) -> list[tuple[str, str]]:
    """Return what a bar tells when the mouse is over it."""
    rows = {
        "name": "@project_name（@project）",
        "where": "@region_label · @service_label",
        "units": "@units{0,0}",
        "phase": "@phase_label",
        "time": "@since — @until",
    }
    return [(tell(key), text) for key, text in rows.items()]


def _finish(plot: figure) -> figure:
    """Set grid, axes and the legend above the bars."""
    plot.ygrid.grid_line_color = None
    plot.xgrid.grid_line_color = style.GRID
    if plot.legend:
        legend = plot.legend[0]
        plot.add_layout(legend, "above")
        legend.orientation = "horizontal"
        legend.border_line_color = None
        legend.label_text_font = style.FONT
        legend.label_text_font_size = "12px"
    return plot


def gantt_page(bars: pd.DataFrame, years: tuple[int, int], title: str, lang: str) -> str:
    """Return the chart as one HTML page with all its scripts inside."""
    plot = gantt(bars, years, lambda key: say(lang, "dashboard", f"gantt.{key}"))
    plot.title.text = title
    plot.title.text_font, plot.title.text_font_size = style.FONT, "15px"
    return str(file_html(plot, INSIDE, title=title))
