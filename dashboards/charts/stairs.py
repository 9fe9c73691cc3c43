"""The staircase of a goal: what an indicator is with values of a lever, and where it lands."""

from __future__ import annotations

import pandas as pd
from bokeh.models import BasicTicker, ColumnDataSource, HoverTool, NumeralTickFormatter, Span
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Picture, Say, dress

COLUMNS = ("shown", "setting_label", "value")
MOST_TICKS = 6


def stairs(say: Say, height: int) -> Picture:
    """Return an empty staircase; the marker is the goal."""
    source = ColumnDataSource({name: [] for name in (*COLUMNS, "size", "colour")})
    plot = figure(height=height, sizing_mode="stretch_width", tools="", min_border_right=24)
    plot.step("shown", "value", source=source, mode="after", color=style.PROVINCE, line_width=2)
    dots = plot.scatter(
        "shown", "value", source=source, size="size", color="colour", line_color="white"
    )
    goal = Span(dimension="width", line_color=style.PLAN, line_dash="dashed", line_width=2)
    plot.add_layout(goal)
    rows = [
        (say("optimisation.lever"), "@setting_label"),
        (say("optimisation.outcome"), "@value{0,0.[000]}"),
    ]
    plot.add_tools(HoverTool(renderers=[dots], tooltips=rows))
    plot.yaxis.formatter = NumeralTickFormatter(format="0,0.[000]")
    plot.xaxis.ticker = BasicTicker(desired_num_ticks=MOST_TICKS)
    plot.grid.grid_line_color = style.GRID
    return Picture(dress(plot), source, goal)


def feed_stairs(picture: Picture, frame: pd.DataFrame) -> None:
    """Patch the staircase with a frame of `api.goal_stairs`."""
    names = frame.attrs
    picture.figure.xaxis[0].axis_label = names["lever_axis"]
    picture.figure.yaxis[0].axis_label = names["indicator_axis"]
    picture.figure.xaxis[0].formatter = NumeralTickFormatter(format=names["setting_format"])
    picture.marker.location = names["goal"]
    picture.source.data = {
        **{name: frame[name].tolist() for name in COLUMNS},
        "size": [17 if landing else 8 for landing in frame["landing"]],
        "colour": [
            style.CHOSEN if landing else style.FAN if met else style.PROVINCE
            for landing, met in zip(frame["landing"], frame["met"], strict=True)
        ],
    }
