"""A difference between two runs as a waterfall: fed on a page, or a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from bokeh.core.properties import value
from bokeh.models import ColumnDataSource, FactorRange, HoverTool, NumeralTickFormatter, Range1d
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Say, dress
from dashboards.charts.standalone import page_of
from simulator.api import say

WHOLE, UP, DOWN, TOGETHER = "#7b8794", "#2166ac", "#b35806", "#b8a9c9"
MOST_FOR_TEXT = 0.75
"""Share of the width that no text passes."""
ROW_HEIGHT, FRAME_HEIGHT = 40, 90
COLUMNS = ("label", "left", "right", "text", "row", "colour", "end")
WIDTH_OF_SIGN = 0.0115
"""Share of the width that one sign of a text takes on a page of usual width."""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """A figure, its source, what says its texts, and the share of its width that a sign takes."""

    figure: figure
    source: ColumnDataSource
    tell: Say
    sign: float


def waterfall(bars: pd.DataFrame, tell: Say) -> figure:
    """Return the chart of the bars of `api.difference_of`, the first run on top.

    Parameters
    ----------
    bars
        One row per bar, as `Explained.waterfall`.
    tell
        Says a text of ``waterfall`` by its key.
    """
    made = empty_waterfall(tell)
    feed_waterfall(made, bars)
    return made.figure


def empty_waterfall(tell: Say, sign: float = WIDTH_OF_SIGN) -> Waterfall:
    """Return a chart without bars; ``sign`` is larger where the chart is narrower."""
    source = ColumnDataSource({name: [] for name in COLUMNS})
    plot = figure(
        y_range=FactorRange(factors=[]),
        x_range=Range1d(0.0, 1.0),
        height=FRAME_HEIGHT,
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
    return Waterfall(plot, source, tell, sign)


def feed_waterfall(picture: Waterfall, bars: pd.DataFrame) -> None:
    """Patch the chart with bars of `api.difference_of`; it grows with their number."""
    names = [f"{number}. {label}" for number, label in enumerate(bars["label"])]
    names[0], names[-1] = bars["label"].iloc[0], f"{bars['label'].iloc[-1]} "
    plot, kinds = picture.figure, zip(bars["kind"], bars["value"], strict=True)
    plot.y_range.factors = names[::-1]
    plot.x_range.start, plot.x_range.end = _with_room(bars, picture.sign)
    plot.height = FRAME_HEIGHT + ROW_HEIGHT * len(names)
    told = {"not_from_zero": not bars.attrs["from_zero"], "in_brackets": bars.attrs["n_draws"] > 0}
    said = [picture.tell(key) for key, holds in told.items() if holds]
    plot.xaxis.axis_label = " · ".join([bars.attrs["unit"], *said])
    as_they_are = {name: bars[name].tolist() for name in ("label", "left", "right", "text")}
    picture.source.data = as_they_are | {
        "row": names,
        "colour": [_colour(kind, size) for kind, size in kinds],
        "end": bars[["left", "right"]].max(axis=1).tolist(),
    }


def _with_room(bars: pd.DataFrame, sign: float) -> tuple[float, float]:
    """Return the ends of the axis, with room for the longest text at its bar."""
    low, high = bars.attrs["axis"]
    ends = bars[["left", "right"]].max(axis=1)
    texts = (bars["text"].map(len) * sign).clip(upper=MOST_FOR_TEXT)
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
