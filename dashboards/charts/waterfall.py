"""A difference between two runs as a waterfall: a page of its own that needs no internet."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from bokeh.core.properties import value
from bokeh.models import ColumnDataSource, FactorRange, HoverTool, NumeralTickFormatter
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Say, dress
from dashboards.charts.standalone import page_of
from simulator.api import say

WHOLE, UP, DOWN, TOGETHER = "#7b8794", "#2166ac", "#b35806", "#b8a9c9"
ROW_HEIGHT, FRAME_HEIGHT = 40, 90
WIDTH_OF_SIGN = 0.0115
"""Share of the width that one sign of a text takes on a page of usual width."""


def waterfall(bars: pd.DataFrame, tell: Say) -> figure:
    """Return the chart of the bars of `api.difference_of`, the first run on top.

    Parameters
    ----------
    bars
        One row per bar, as `Explained.waterfall`.
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
        x_range=_with_room(bars),
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
    told = {"not_from_zero": not bars.attrs["from_zero"], "in_brackets": bars.attrs["n_draws"] > 0}
    said = [tell(key) for key, holds in told.items() if holds]
    plot.xaxis.axis_label = " · ".join([bars.attrs["unit"], *said])
    return plot


def _with_room(bars: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of the axis, with room for the longest text at its bar."""
    low, high = bars.attrs["axis"]
    ends = bars[["left", "right"]].max(axis=1)
    texts = bars["text"].map(len) * WIDTH_OF_SIGN
    needed = (ends - low) / (1.0 - texts)
    return low, max(high, low + float(needed.max()))


def _colour(kind: str, size: float) -> str:
    """Return the colour of a bar: whole values, what adds, what takes, what they do together."""
    if kind in ("start", "end"):
        return WHOLE
    if kind == "interaction":
        return TOGETHER
    return UP if size >= 0 else DOWN


def waterfall_page(bars: pd.DataFrame, title: str, lang: str, notes: Sequence[str] = ()) -> str:
    """Return the chart as one HTML page with what belongs under it."""
    plot = waterfall(bars, lambda key: say(lang, "dashboard", f"waterfall.{key}"))
    return page_of(plot, title, notes)
