"""One indicator of one region in several runs: a line each, and what the first run's plan asks."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from bokeh.models import (
    ColumnDataSource,
    FixedTicker,
    HoverTool,
    Legend,
    LegendItem,
    NumeralTickFormatter,
    Span,
)
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Say, dress

TARGET = ("year", "schedule", "target", "target_held")
POINT = ("year", "value", "label", "colour", "low", "high")
SHORT, LONGEST = 8, 32
"""Letters of names that stand beside each other in the key, and of one that is written out."""
BESIDE = 4


@dataclass(frozen=True, slots=True)
class RunLines:
    """A figure and the sources that feed it."""

    figure: figure
    lines: ColumnDataSource
    points: ColumnDataSource
    plan: ColumnDataSource
    marker: Span


def run_lines(say: Say, height: int) -> RunLines:
    """Return an empty picture."""
    plot = figure(height=height, sizing_mode="stretch_width", tools="", min_border_right=16)
    plan = ColumnDataSource({name: [] for name in TARGET})
    lines = ColumnDataSource({name: [] for name in ("xs", "ys", "label", "colour", "dash")})
    points = ColumnDataSource({name: [] for name in POINT})
    quiet = {"source": plan, "color": style.QUIET}
    asked = {
        "schedule": plot.line("year", "schedule", line_dash="dashed", **quiet),
        "target_held": plot.line("year", "target_held", line_dash="dotted", **quiet),
        "target": plot.scatter("year", "target", marker="diamond", size=14, **quiet),
    }
    look = {"line_color": "colour", "line_dash": "dash", "line_width": 2.5}
    drawn = plot.multi_line("xs", "ys", source=lines, **look)
    dots = plot.scatter("year", "value", source=points, size=6, color="colour")
    rows = [("label", "@label"), ("year", "@year{0}"), ("value", "@value{0,0.[00]}")]
    rows.append(("interval", "@low{0,0.[00]} — @high{0,0.[00]}"))
    tips = [(say(f"run_lines.{name}"), shown) for name, shown in rows]
    plot.add_tools(HoverTool(renderers=[dots], tooltips=tips))
    marker = Span(dimension="height", line_color="#9aa5b1", line_dash="dotted", line_width=1)
    plot.add_layout(marker)
    items = [LegendItem(label={"field": "label"}, renderers=[drawn], name="runs")]
    items += [
        LegendItem(label=say(f"legend.{name}"), renderers=[one], name=name)
        for name, one in asked.items()
    ]
    _finish(dress(plot), items, say)
    return RunLines(plot, lines, points, plan, marker)


def _finish(plot: figure, items: list[LegendItem], say: Say) -> None:
    plot.xgrid.grid_line_color = None
    plot.ygrid.grid_line_color = style.GRID
    plot.yaxis.formatter = NumeralTickFormatter(format="0,0.[00]")
    plot.xaxis.axis_label = say("axis.year")
    legend = Legend(items=items, orientation="horizontal", ncols=BESIDE, location="center")
    legend.label_text_font, legend.label_text_font_size = style.FONT, "12px"
    legend.label_text_color, legend.border_line_color = style.INK, None
    legend.glyph_width, legend.glyph_height, legend.label_height = 26, 16, 14
    legend.spacing, legend.padding, legend.margin = 8, 2, 2
    plot.add_layout(legend, "below")


def look_of(place: int) -> tuple[str, str]:
    """Return colour and line style of the run at a place."""
    round_, colour = divmod(place, len(style.RUNS))
    return style.RUNS[colour], style.DASHES[(round_ + colour) % len(style.DASHES)]


def feed_run_lines(picture: RunLines, frame: pd.DataFrame, year: int) -> None:
    """Patch the picture with a frame of `api.trajectories`; ``year`` is marked."""
    years, labels = frame["year"].tolist(), frame.attrs["labels"]
    plot = picture.figure
    plot.xaxis[0].ticker = FixedTicker(ticks=years)
    plot.yaxis[0].axis_label = frame.attrs["unit_label"]
    picture.marker.location = year
    for item in plot.legend[0].items:
        item.visible = frame.attrs["has"].get(item.name, True)
    # long names stand below each other: beside each other they would leave the page
    plot.legend[0].ncols = 1 if max(map(len, labels.values())) > SHORT else BESIDE
    looks = [look_of(place) for place in range(len(labels))]
    values = [frame[f"central:{run}"].tolist() for run in labels]
    picture.plan.data = {name: frame[name].tolist() for name in TARGET}
    picture.lines.data = {
        "xs": [years] * len(labels),
        "ys": values,
        "label": [_in_key(label) for label in labels.values()],
        "colour": [colour for colour, _ in looks],
        "dash": [dash for _, dash in looks],
    }
    many = len(years)
    picture.points.data = {
        "year": years * len(labels),
        "value": [one for line in values for one in line],
        "label": [label for label in labels.values() for _ in range(many)],
        "colour": [colour for colour, _ in looks for _ in range(many)],
        "low": [one for run in labels for one in frame[f"p05:{run}"]],
        "high": [one for run in labels for one in frame[f"p95:{run}"]],
    }


def _in_key(label: str) -> str:
    """Return a name as the key has it; the pointer tells all of it."""
    return label if len(label) <= LONGEST else f"{label[:LONGEST]}…"
