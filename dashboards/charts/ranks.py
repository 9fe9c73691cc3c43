"""Ranks of cities with their intervals over draws: built once, then only fed."""

from __future__ import annotations

import pandas as pd
from bokeh.models import ColumnDataSource, FactorRange, HoverTool, Span
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Picture, Say, dress

FED = ("region_label", "rank", "rank_p05", "rank_p95", "rank_label", "rank_interval_label")


def ranks(say: Say, height: int) -> Picture:
    """Return an empty picture: a point per city, a bar from P5 to P95 of its rank."""
    source = ColumnDataSource({name: [] for name in FED})
    plot = figure(height=height, sizing_mode="stretch_width", tools="", y_range=FactorRange())
    look = {"source": source, "color": style.FAN}
    ends = ("rank_p05", "region_label", "rank_p95", "region_label")
    plot.segment(*ends, line_width=8, line_alpha=0.3, **look)
    dots = plot.scatter("rank", "region_label", size=9, **look)
    rows = [
        (say("region"), "@region_label"),
        (say("rank"), "@rank_label"),
        (say("interval"), "@rank_interval_label"),
    ]
    plot.add_tools(HoverTool(renderers=[dots], tooltips=rows))
    dress(plot)
    plot.xaxis.axis_label = say("axis_rank")
    plot.xgrid.grid_line_color = plot.ygrid.grid_line_color = style.GRID
    return Picture(plot, source, Span())


def feed_ranks(picture: Picture, frame: pd.DataFrame) -> None:
    """Patch the picture with a frame of `api.run_ranks`; the best stands above."""
    picture.source.data = {name: [] for name in FED}
    picture.figure.y_range.factors = frame["region_label"].tolist()[::-1]
    picture.source.data = {name: frame[name].tolist() for name in FED}
