"""Lorenz curves of two years as a Bokeh figure: built once, then only fed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from bokeh.core.properties import value
from bokeh.models import ColumnDataSource, HoverTool, LegendItem
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Say, dress

FED = ("people_percent", "held_percent", "own_percent", "value", "region_label")
YEARS = ("base", "chosen")
COLOURS = {"base": style.PROVINCE, "chosen": style.FAN}
WHOLE = 100


@dataclass(frozen=True, slots=True)
class LorenzPicture:
    """The figure, the sources of its two curves and their entries in the legend."""

    figure: figure
    sources: dict[str, ColumnDataSource]
    names: dict[str, LegendItem]


def lorenz(say: Say, height: int) -> LorenzPicture:
    """Return empty curves over the diagonal of equality; hollow points are imputed cities."""
    span = (0, WHOLE)
    plot = figure(
        height=height,
        sizing_mode="stretch_width",
        x_range=span,
        y_range=span,
        tools="",
        min_border_right=20,
    )
    plot.line(span, span, color=style.QUIET, line_dash="dotted", legend_label=say("equality"))
    sources, points, names = {}, [], {}
    for year in YEARS:
        source = ColumnDataSource({name: [] for name in (*FED, "fill")})
        look = {"source": source, "line_color": COLOURS[year]}
        dash = "dashed" if year == "base" else "solid"
        line = plot.line(*FED[:2], line_width=2, line_dash=dash, **look)
        dots = plot.scatter(*FED[:2], size=6, fill_color="fill", **look)
        names[year] = LegendItem(label=value(year), renderers=[line, dots])
        plot.legend[0].items.append(names[year])
        sources[year] = source
        points.append(dots)
    tooltips = [
        (say("region"), "@region_label"),
        (say("value"), "@value{0,0.[000]}"),
        (say("own"), "@own_percent{0.0}%"),
        (say("people"), "@people_percent{0.0}%"),
        (say("held"), "@held_percent{0.0}%"),
    ]
    plot.add_tools(HoverTool(renderers=points, tooltips=tooltips))
    dress(plot)
    plot.grid.grid_line_color = style.GRID
    plot.xaxis.axis_label, plot.yaxis.axis_label = say("axis_people"), say("axis_held")
    legend = plot.legend[0]
    plot.add_layout(legend, "below")
    legend.orientation, legend.location, legend.border_line_color = "horizontal", "center", None
    legend.label_text_font, legend.label_text_font_size = style.FONT, "12px"
    return LorenzPicture(plot, sources, names)


def feed_lorenz(picture: LorenzPicture, frame: pd.DataFrame) -> None:
    """Patch the curves with a frame of `api.fairness.run_lorenz`."""
    years = dict(zip(YEARS, frame.attrs["years"], strict=True))
    ginis = frame.attrs["ginis"]
    for name, source in picture.sources.items():
        year = years[name]
        shown = name == "chosen" or years["base"] != years["chosen"]
        own = frame[(frame["year"] == year) & shown]
        data = {column: own[column].tolist() for column in FED}
        data["fill"] = ["white" if hollow else COLOURS[name] for hollow in own["imputed"]]
        source.data = data
        picture.names[name].label = value(ginis.get(year, str(year)))
        picture.names[name].visible = bool(len(own))
