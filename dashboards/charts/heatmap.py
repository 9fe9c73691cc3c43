"""The heat map of gaps: cities down, indicators across."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import compress

import pandas as pd
from bokeh.core.properties import value
from bokeh.models import ColumnDataSource, FactorRange, GlyphRenderer, HoverTool, Span, TapTool
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Picture, Say, dress

HEADING_CHARACTERS = {"zh": 62, "en": 115}
"""Characters that fit side by side over all columns of a heat map."""
NARROW_COLUMNS = 100
"""Columns as of a heat map so narrow that headings take their narrowest form."""
WIDEST = {"zh": 16, "en": 24}
NARROWEST = {"zh": 4, "en": 10}
"""Most and least characters on one line of a column heading."""

HOVER = (
    ("value", "value_text"),
    ("reference", "reference_label"),
    ("reference_value", "reference_value_text"),
    ("gap", "text"),
    ("gap_percent", "percent_text"),
    ("grade", "grade_label"),
    ("flags", "flags_text"),
    ("reason", "reason"),
)
AMOUNT = "shown"
"""Column of the text that stands in a cell."""
SHOWN = ("region", "indicator", "colour", "ink", "unit_label", *(column for _, column in HOVER))


def heading(label: str, unit: str, language: str, columns: int) -> str:
    """Return a column heading broken into lines that fit beside each other, unit last."""
    fits = HEADING_CHARACTERS[language] // columns
    width = min(max(fits, NARROWEST[language]), WIDEST[language])
    if language == "en":
        wrapped = [
            line
            for text in (label, unit)
            for line in textwrap.wrap(text, width, break_long_words=False)
        ]
        return "\n".join(wrapped)
    parts = [label[start : start + width] for start in range(0, len(label), width)]
    return "\n".join([*parts, unit])


@dataclass(frozen=True, slots=True)
class Grid(Picture):
    """A heat map; ``hatched`` are the places of imputed cells.

    They stand in a source of their own: a browser makes the pattern anew whenever its source
    changes, for every cell, which took longer than all the rest of a moved lever.
    """

    hatched: ColumnDataSource


def heatmap(say: Say, height: int) -> Grid:
    """Return an empty heat map of gaps: cities down, indicators across."""
    source = ColumnDataSource({name: [] for name in ("x", "y", AMOUNT, *SHOWN)})
    hatched = ColumnDataSource({"x": [], "y": []})
    plot = figure(
        x_range=FactorRange(),
        y_range=FactorRange(),
        x_axis_location="above",
        height=height,
        sizing_mode="stretch_width",
        tools="",
        min_border_top=4,
    )
    cells = _cells(plot, source)
    _hatching(plot, hatched)
    _texts(plot, source)
    rows = [(say(f"hover.{key}"), f"@{{{column}}}") for key, column in HOVER]
    title = (say("hover.cell"), "@y · @{unit_label}")
    plot.add_tools(HoverTool(renderers=[cells], tooltips=[title, *rows]))
    plot.add_tools(TapTool(renderers=[cells]))
    dress(plot)
    plot.grid.grid_line_color = None
    for axis in plot.axis:
        axis.axis_line_color = axis.major_tick_line_color = None
    return Grid(plot, source, Span(), hatched)


def _cells(plot: figure, source: ColumnDataSource) -> GlyphRenderer:
    """Draw the coloured cells."""
    cells = plot.rect(
        "x",
        "y",
        0.98,
        0.94,
        source=source,
        fill_color="colour",
        line_color="white",
    )
    cells.nonselection_glyph = cells.glyph
    cells.selection_glyph = cells.glyph.clone(line_color=style.CHOSEN, line_width=2.5)
    return cells


def _hatching(plot: figure, hatched: ColumnDataSource) -> None:
    """Hatch the imputed cells."""
    plot.rect(
        "x",
        "y",
        0.98,
        0.94,
        source=hatched,
        fill_color=None,
        line_color=None,
        hatch_pattern="right_diagonal_line",
        hatch_color="#52606d",
        hatch_alpha=0.4,
        hatch_scale=10,
        hatch_weight=0.7,
    )


def _texts(plot: figure, source: ColumnDataSource) -> None:
    """Write the numbers into the cells."""
    plot.text(
        "x",
        "y",
        text=AMOUNT,
        text_color="ink",
        source=source,
        text_align="center",
        text_baseline="middle",
        text_font=value(style.FONT),
        text_font_size="12px",
        background_fill_color="colour",
        padding=2,
        nonselection_text_alpha=1.0,
        selection_text_alpha=1.0,
    )


def feed_heatmap(
    picture: Grid,
    frame: pd.DataFrame,
    language: str,
    amount: str = "text",
    *,
    narrow: bool = False,
) -> None:
    """Patch the heat map with a frame of `api.gap_heatmap`.

    ``amount`` is written in its cells; ``narrow`` breaks headings sooner.
    """
    n_columns = NARROW_COLUMNS if narrow else len(frame.attrs["indicators"])
    headings = [
        heading(label, unit, language, n_columns)
        for label, unit in zip(frame["indicator_label"], frame["unit_label"], strict=True)
    ]
    columns = {name: frame[name].tolist() for name in SHOWN}
    columns |= {
        "x": headings,
        "y": frame["region_label"].tolist(),
        AMOUNT: frame[amount].tolist(),
    }
    imputed = frame["imputed"].tolist()
    hatched = {name: list(compress(columns[name], imputed)) for name in ("x", "y")}
    by_indicator = dict(zip(frame["indicator"], headings, strict=True))
    across = [by_indicator[name] for name in frame.attrs["indicators"]]
    down = list(dict.fromkeys(columns["y"]))
    if picture.figure.x_range.factors != across:
        picture.figure.x_range.factors = across
    if picture.figure.y_range.factors != down[::-1]:
        picture.figure.y_range.factors = down[::-1]
    picture.source.data = columns
    if picture.hatched.data != hatched:
        picture.hatched.data = hatched


def mark_cell(picture: Picture, region: str, indicator: str) -> None:
    """Draw the frame around the chosen cell."""
    cells = zip(picture.source.data["region"], picture.source.data["indicator"], strict=True)
    picture.source.selected.indices = [
        position for position, cell in enumerate(cells) if cell == (region, indicator)
    ]
