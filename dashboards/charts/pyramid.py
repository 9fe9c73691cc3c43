"""The population pyramid as a Bokeh figure: built once, then only fed."""

from __future__ import annotations

import pandas as pd
from bokeh.models import ColumnDataSource, CustomJSTickFormatter, FactorRange, HoverTool, Span
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Picture, Say, dress

THOUSANDS = "return Math.abs(tick).toLocaleString('en')"
"""Both sides of a pyramid are counted from the middle."""
SIDES = ("female", "male")


def pyramid(say: Say, height: int) -> Picture:
    """Return an empty population pyramid: females left, males right, the base year as outlines."""
    names = [f"{prefix}{sex}" for sex in SIDES for prefix in ("", "base_", "of_")]
    source = ColumnDataSource({name: [] for name in ("age", *names)})
    plot = figure(y_range=FactorRange(), height=height, sizing_mode="stretch_width", tools="")
    bars = []
    for sex in SIDES:
        colour = getattr(style, sex.upper())
        bars.append(
            plot.hbar(
                "age", 0.84, sex, source=source, color=colour, legend_label=say(f"legend.{sex}")
            )
        )
        plot.hbar(
            "age",
            0.84,
            f"base_{sex}",
            source=source,
            fill_alpha=0.0,
            line_color=style.INK,
            legend_label=say("legend.base"),
        )
    rows = [(say(f"legend.{sex}"), f"@of_{sex}{{0,0}}") for sex in SIDES]
    plot.add_tools(HoverTool(renderers=bars, tooltips=[(say("hover.age"), "@age"), *rows]))
    dress(plot)
    plot.ygrid.grid_line_color = None
    plot.xgrid.grid_line_color = style.GRID
    plot.xaxis.formatter = CustomJSTickFormatter(code=THOUSANDS)
    plot.xaxis.axis_label = say("axis.persons")
    plot.yaxis.axis_label = say("axis.age")
    plot.add_layout(plot.legend[0], "below")
    legend = plot.legend[0]
    legend.orientation, legend.location, legend.border_line_color = "horizontal", "center", None
    legend.label_text_font, legend.label_text_font_size = style.FONT, "12px"
    return Picture(plot, source, Span())


def feed_pyramid(picture: Picture, frame: pd.DataFrame) -> None:
    """Patch the pyramid with a frame of `api.population_pyramid`; females count leftwards."""
    ages = frame["age_label"].tolist()
    if picture.figure.y_range.factors != ages:
        picture.figure.y_range.factors = ages
    columns = {"age": ages}
    for sex, sign in zip(SIDES, (-1, 1), strict=True):
        columns |= {
            sex: (sign * frame[sex]).tolist(),
            f"base_{sex}": (sign * frame[f"base_{sex}"]).tolist(),
            f"of_{sex}": frame[sex].tolist(),
        }
    picture.source.data = columns
