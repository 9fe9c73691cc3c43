"""The money of a plan by year: what it is spent on as a stack, what there is as lines."""

from __future__ import annotations

import pandas as pd
from bokeh.models import ColumnDataSource, FixedTicker, HoverTool, Span
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Picture, Say, dress_money

PARTS = {
    "debt_service": "#b35806",
    "running": "#2166ac",
    "capital": "#92c5de",
    "borrowed": "#fdb863",
}
"""Parts from bottom to top, in the colours of the money of a run."""
LINES = {"free": "solid", "granted": "dashed"}
ALL = (*PARTS, *LINES, "asked", "public")
WIDTH = 0.56


def plan_money(say: Say, height: int) -> Picture:
    """Return an empty chart; the first frame names its parts."""
    source = ColumnDataSource({name: [] for name in ("year", *ALL)})
    plot = figure(height=height, sizing_mode="stretch_width", tools="", min_border_right=12)
    names = list(PARTS)
    bars = plot.vbar_stack(
        names,
        x="year",
        width=WIDTH,
        source=source,
        color=list(PARTS.values()),
        legend_label=[f" {name}" for name in names],
    )
    for name, dash in LINES.items():
        look = {"source": source, "color": style.INK, "legend_label": f" {name}"}
        plot.line("year", name, line_width=2.2, line_dash=dash, **look)
    plot.add_tools(HoverTool(renderers=[bars[-1]], tooltips=[], mode="vline"))
    plot.xaxis.axis_label = say("optimisation.axis_year")
    return Picture(dress_money(plot), source, Span())


def feed_plan_money(picture: Picture, frame: pd.DataFrame, year: str) -> None:
    """Patch the chart with the years of one place in `api.plan_money.plan_money`."""
    plot, labels = picture.figure, frame.attrs["labels"]
    for item, name in zip(plot.legend[0].items, (*PARTS, *LINES), strict=True):
        item.label = {"value": labels[name]}
    plot.hover[0].tooltips = [(year, "@year{0}")] + [
        (labels[name], f"@{name}{{0,0.00}}") for name in ALL
    ]
    plot.y_range.start = frame.attrs["start"]
    years = frame["year"].tolist()
    plot.xaxis[0].ticker = FixedTicker(ticks=years)
    plot.yaxis[0].axis_label = frame.attrs["unit_label"]
    picture.source.data = {name: frame[name].tolist() for name in ("year", *ALL)}
