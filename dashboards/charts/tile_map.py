"""The cities as coloured tiles; hatched where their base is imputed."""

from __future__ import annotations

import pandas as pd
from bokeh.models import ColumnDataSource, GlyphRenderer, HoverTool, Range1d, Span, TapTool
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import CITY, WORDS, Picture, Say, dress
from dashboards.charts.heatmap import HOVER

SHOWN = (
    *("region", "region_label", "column", "row", "colour", "ink", "unit_label"),
    *(column for _, column in HOVER),
)


def tile_map(say: Say, height: int) -> Picture:
    """Return an empty map of tiles."""
    names = (*SHOWN, "hatch", "shown")
    source = ColumnDataSource({name: [] for name in names})
    plot = figure(
        height=height,
        sizing_mode="stretch_width",
        tools="",
        x_range=Range1d(-0.5, 4.5),
        y_range=Range1d(6.5, -0.5),
    )
    tiles = _tiles(plot, source)
    rows = [(say(f"hover.{key}"), f"@{{{column}}}") for key, column in HOVER]
    title = (say("hover.cell"), "@region_label · @unit_label")
    plot.add_tools(HoverTool(renderers=[tiles], tooltips=[title, *rows]))
    plot.add_tools(TapTool(renderers=[tiles]))
    dress(plot)
    plot.axis.visible = False
    plot.grid.grid_line_color = None
    plot.min_border = 0
    return Picture(plot, source, Span())


def _tiles(plot: figure, source: ColumnDataSource) -> GlyphRenderer:
    """Draw the tiles with the name of the city and its number."""
    tiles = plot.rect(
        "column",
        "row",
        0.96,
        0.92,
        source=source,
        line_color="white",
        **CITY,
    )
    tiles.nonselection_glyph = tiles.glyph
    tiles.selection_glyph = tiles.glyph.clone(line_color=style.CHOSEN, line_width=2.5)
    for text, offset in (("region_label", -7), ("shown", 8)):
        plot.text(
            "column",
            "row",
            text=text,
            source=source,
            y_offset=offset,
            text_font_size="11.5px",
            **WORDS,
        )
    return tiles


def feed_tile_map(picture: Picture, frame: pd.DataFrame, amount: str, region: str) -> None:
    """Patch the tiles with a frame of `api.tile_map`; ``amount`` is the column written in them."""
    lowest = max([6, *frame["row"].tolist()]) + 0.5
    if picture.figure.y_range.start != lowest:
        picture.figure.y_range.start = lowest
    columns = {name: frame[name].tolist() for name in SHOWN}
    columns["shown"] = frame[amount].tolist()
    columns["hatch"] = ["right_diagonal_line" if flag else " " for flag in frame["imputed"]]
    picture.source.data = columns
    picture.source.selected.indices = [
        at for at, name in enumerate(columns["region"]) if name == region
    ]
