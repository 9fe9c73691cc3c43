"""A difference between two runs as a waterfall: a page of its own that needs no internet."""

from __future__ import annotations

import pandas as pd
from bokeh.core.properties import value
from bokeh.embed import file_html
from bokeh.models import ColumnDataSource, FactorRange, HoverTool, NumeralTickFormatter
from bokeh.plotting import figure
from bokeh.resources import INLINE

from dashboards import style
from dashboards.charts import Say, dress
from simulator.api import say

WHOLE, UP, DOWN, TOGETHER = "#7b8794", "#2166ac", "#b35806", "#b8a9c9"
ROW_HEIGHT, FRAME_HEIGHT = 40, 110


def waterfall(bars: pd.DataFrame, unit: str, tell: Say) -> figure:
    """Return the chart of the bars of `api.difference_of`, the first run on top.

    Parameters
    ----------
    bars
        One row per bar, as `Explained.waterfall`.
    unit
        What stands at the axis.
    tell
        Says a text of ``waterfall`` by its key.
    """
    names = [f"{number}. {label}" for number, label in enumerate(bars["label"])]
    names[0], names[-1] = bars["label"].iloc[0], f"{bars['label'].iloc[-1]} "
    columns = {name: bars[name].tolist() for name in ("label", "left", "right", "text")}
    kinds = zip(bars["kind"], bars["value"], strict=True)
    source = ColumnDataSource(
        columns
        | {
            "row": names,
            "colour": [_colour(kind, size) for kind, size in kinds],
            "end": bars[["left", "right"]].max(axis=1).tolist(),
        }
    )
    plot = figure(
        y_range=FactorRange(factors=names[::-1]),
        x_range=bars.attrs["axis"],
        height=FRAME_HEIGHT + ROW_HEIGHT * len(names),
        sizing_mode="stretch_width",
        tools="",
    )
    drawn = plot.hbar("row", left="left", right="right", height=0.6, source=source, color="colour")
    ink = {"text_color": style.INK, "text_font": value(style.FONT), "text_font_size": "13px"}
    plot.text("end", "row", text="text", source=source, x_offset=6, text_baseline="middle", **ink)
    hover = [("cause", "@label"), ("change", "@text"), ("level", "@right{0,0.[000]}")]
    plot.add_tools(HoverTool(renderers=[drawn], tooltips=[(tell(k), text) for k, text in hover]))
    dress(plot)
    plot.ygrid.grid_line_color = None
    plot.xgrid.grid_line_color = style.GRID
    plot.xaxis.formatter = NumeralTickFormatter(format="0,0.[000]")
    apart = "" if bars.attrs["from_zero"] else f" · {tell('not_from_zero')}"
    plot.xaxis.axis_label = f"{unit}{apart}"
    return plot


def _colour(kind: str, size: float) -> str:
    """Return the colour of a bar: whole values, what adds, what takes, what they do together."""
    if kind in ("start", "end"):
        return WHOLE
    if kind == "interaction":
        return TOGETHER
    return UP if size >= 0 else DOWN


def waterfall_page(bars: pd.DataFrame, unit: str, title: str, lang: str) -> str:
    """Return the chart as one HTML page with all its scripts inside."""
    plot = waterfall(bars, unit, lambda key: say(lang, "dashboard", f"waterfall.{key}"))
    plot.title.text = title
    plot.title.text_font, plot.title.text_font_size = style.FONT, "15px"
    return str(file_html(plot, INLINE, title=title))
