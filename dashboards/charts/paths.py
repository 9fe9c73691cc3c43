"""A measure of inequality, or an index, over the years: built once, then only fed."""

from __future__ import annotations

import pandas as pd
from bokeh.core.properties import value
from bokeh.models import ColumnDataSource, FixedTicker, HoverTool, NumeralTickFormatter, Span
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Picture, Say, dress

LOOKS = {
    "value": {"color": style.FAN, "line_width": 3},
    "second": {"color": style.PLAN, "line_width": 2, "line_dash": "dashed"},
    "third": {"color": style.PROVINCE, "line_width": 2, "line_dash": "dotdash"},
}
COLUMNS = ("year", *LOOKS, "p05", "p95")
DIGITS = "0.[0000]"


def paths(say: Say, height: int) -> Picture:
    """Return an empty picture: up to three lines, and the interval of the first."""
    source = ColumnDataSource({name: [] for name in COLUMNS})
    plot = figure(height=height, sizing_mode="stretch_width", tools="", min_border_right=16)
    look = {"source": source, "fill_color": style.FAN, "fill_alpha": 0.16}
    plot.varea("year", "p05", "p95", legend_label=say("interval"), **look)
    first = None
    for name, drawn in LOOKS.items():
        line = plot.line("year", name, source=source, legend_label=name, **drawn)
        first = first or line
    plot.scatter("year", "value", source=source, size=6, color=style.FAN)
    marker = Span(dimension="height", line_color="#9aa5b1", line_dash="dotted", line_width=1)
    plot.add_layout(marker)
    rows = [(say("year"), "@year{0}"), (say("central"), f"@value{{{DIGITS}}}")]
    rows += [(say("interval"), f"@p05{{{DIGITS}}}–@p95{{{DIGITS}}}")]
    plot.add_tools(HoverTool(renderers=[first], tooltips=rows, mode="vline"))
    dress(plot)
    plot.xgrid.grid_line_color, plot.ygrid.grid_line_color = None, style.GRID
    plot.yaxis.formatter = NumeralTickFormatter(format=DIGITS)
    plot.xaxis.axis_label = say("year")
    legend = plot.legend[0]
    for name, item in zip(("p05", *LOOKS), legend.items, strict=True):
        item.name = name
    plot.add_layout(legend, "below")
    legend.orientation, legend.location, legend.border_line_color = "horizontal", "center", None
    legend.label_text_font, legend.label_text_font_size = style.FONT, "12px"
    return Picture(plot, source, marker)


def feed_paths(picture: Picture, frame: pd.DataFrame, year: int) -> None:
    """Patch the picture with a frame of `api.fairness.run_measure_path`; ``year`` is marked."""
    plot, names, has = picture.figure, frame.attrs["names"], frame.attrs["has"]
    years = frame["year"].tolist()
    ticker = plot.xaxis[0].ticker
    if not isinstance(ticker, FixedTicker) or ticker.ticks != years:
        plot.xaxis[0].ticker = FixedTicker(ticks=years)
    plot.yaxis[0].axis_label = frame.attrs["label"]
    for item in plot.legend[0].items:
        item.visible = has[item.name]
        if item.name in names:
            item.label = value(names[item.name])
    picture.marker.location = year
    picture.source.data = {name: frame[name].tolist() for name in COLUMNS}
