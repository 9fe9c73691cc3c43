"""The money of a place by year: what is spent as a stack, the envelope as a line, what lapsed."""

from __future__ import annotations

import pandas as pd
from bokeh.models import ColumnDataSource, FixedTicker, HoverTool, Span
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Picture, Say, dress_money

SPENT = {
    "debt_service": "#b35806",
    "recurrent": "#2166ac",
    "capital": "#92c5de",
    "others": "#d0d0d0",
}
"""Parts of the spending from bottom to top, in the colours of the reports."""
TAIL = ("debt_service", "recurrent")
ALL = ("new", "carried", *SPENT, "spent", "carry_out", "lapsed")
WIDTH = 0.56


def money(say: Say, labels: dict[str, str], height: int) -> Picture:
    """Return an empty chart; ``labels`` names the amounts of `api.money_picture.run_money`."""
    source = ColumnDataSource({name: [] for name in ("year", *ALL)})
    plot = figure(height=height, sizing_mode="stretch_width", tools="", min_border_right=12)
    bars = plot.vbar_stack(
        list(SPENT),
        x="year",
        width=WIDTH,
        source=source,
        color=list(SPENT.values()),
        legend_label=[labels[name] for name in SPENT],
    )
    look = {"source": source, "color": style.INK, "legend_label": labels["new"]}
    plot.line("year", "new", line_width=2.5, **look)
    plot.scatter("year", "new", size=7, **look)
    plot.scatter(
        "year",
        "lapsed",
        source=source,
        marker="inverted_triangle",
        size=10,
        fill_color="#ffffff",
        line_color=style.PLAN,
        line_width=1.8,
        legend_label=labels["lapsed"],
    )
    rows = [(labels[name], f"@{name}{{0,0.0}}") for name in ALL]
    year = (say("hover.year"), "@year{0}")
    plot.add_tools(HoverTool(renderers=[bars[-2]], tooltips=[year, *rows], mode="vline"))
    plot.y_range.start = 0
    return Picture(dress_money(plot), source, Span())


def feed_money(picture: Picture, frame: pd.DataFrame) -> None:
    """Patch the chart with a frame of `api.money_picture.run_money`."""
    years = frame["year"].tolist()
    ticker = picture.figure.xaxis[0].ticker
    if not isinstance(ticker, FixedTicker) or ticker.ticks != years:
        picture.figure.xaxis[0].ticker = FixedTicker(ticks=years)
    picture.figure.yaxis[0].axis_label = frame.attrs["unit_label"]
    picture.source.data = {name: frame[name].tolist() for name in ("year", *ALL)}
