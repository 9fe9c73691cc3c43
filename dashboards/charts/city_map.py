"""The cities as coloured shapes; hatched where their base is imputed.

The shapes go to the browser once, when the figure does. Feeding patches colours and words only.
"""

from __future__ import annotations

import pandas as pd
from bokeh.models import (
    ColumnDataSource,
    DataRange1d,
    GlyphRenderer,
    HoverTool,
    Label,
    Span,
    TapTool,
)
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import CITY, WORDS, Picture, Say, dress
from dashboards.charts.heatmap import HOVER
from simulator.api import city_maps

FED = ("region_label", "colour", "ink", "unit_label", *(column for _, column in HOVER))
NO_HATCH, HATCH = " ", "right_diagonal_line"
MARGIN = 0.02
BORDER = "#9aa5b1"
"""Seen between dark and between white cities."""


def city_map(say: Say, height: int, shapes: city_maps.CityShapes, mark: str) -> Picture:
    """Return a map of shapes without colours; ``mark`` stands in its corner."""
    n = len(shapes.regions)
    source = ColumnDataSource(
        {name: [""] * n for name in (*FED, "shown")}
        | {"hatch": [NO_HATCH] * n, "colour": ["white"] * n, "ink": ["black"] * n}
        | {"region": list(shapes.regions), "xs": shapes.xs, "ys": shapes.ys}
        | {"name_x": shapes.name_x, "name_y": shapes.name_y}
    )
    plot = figure(
        height=height,
        sizing_mode="stretch_width",
        tools="",
        x_range=DataRange1d(range_padding=MARGIN),
        y_range=DataRange1d(range_padding=MARGIN),
        match_aspect=True,
    )
    cities = _cities(plot, source)
    plot.x_range.renderers = plot.y_range.renderers = [cities]
    rows = [(say(f"hover.{key}"), f"@{{{column}}}") for key, column in HOVER]
    title = (say("hover.cell"), "@region_label · @unit_label")
    plot.add_tools(HoverTool(renderers=[cities], tooltips=[title, *rows]))
    plot.add_tools(TapTool(renderers=[cities]))
    plot.add_layout(_mark(mark, height))
    dress(plot)
    plot.axis.visible = False
    plot.grid.grid_line_color = None
    plot.min_border = 0
    return Picture(plot, source, Span())


def _cities(plot: figure, source: ColumnDataSource) -> GlyphRenderer:
    """Draw the shapes with the name of the city and its number."""
    cities = plot.multi_polygons(
        "xs",
        "ys",
        source=source,
        line_color=BORDER,
        **CITY,
    )
    cities.nonselection_glyph = cities.glyph
    cities.selection_glyph = cities.glyph.clone(line_color=style.CHOSEN, line_width=2.5)
    for text, offset in (("region_label", -6), ("shown", 7)):
        plot.text(
            "name_x",
            "name_y",
            text=text,
            source=source,
            y_offset=offset,
            background_fill_color="colour",
            padding=1,
            text_font_size="11px",
            **WORDS,
        )
    return cities


def _mark(text: str, height: int) -> Label:
    """Return what a map must say of itself, in its upper left corner."""
    return Label(
        text=text,
        x=4,
        y=height - 4,
        x_units="screen",
        y_units="screen",
        text_baseline="top",
        text_font=style.FONT,
        text_font_size="12px",
        text_color=style.PLAN,
    )


def feed_city_map(picture: Picture, frame: pd.DataFrame, amount: str, region: str) -> None:
    """Patch the shapes with a frame of `api.city_maps.city_map`; ``amount`` is written in them."""
    columns = {name: frame[name].tolist() for name in FED}
    columns["shown"] = frame[amount].tolist()
    columns["hatch"] = [HATCH if flag else NO_HATCH for flag in frame["imputed"]]
    every = slice(0, len(frame))
    picture.source.patch({name: [(every, values)] for name, values in columns.items()})
    picture.source.selected.indices = [
        at for at, name in enumerate(picture.source.data["region"]) if name == region
    ]
