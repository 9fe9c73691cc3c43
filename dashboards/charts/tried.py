"""A trajectory with that of the run beside it: what a moved lever changes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from bokeh.models import ColumnDataSource

from dashboards import style
from dashboards.charts.dress import Picture, Say
from dashboards.charts.trajectory import feed_trajectory, trajectory

LEGEND_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Tried:
    """The trajectory of a trial, and the source of the thin line of its run."""

    picture: Picture
    before: ColumnDataSource


def tried(say: Say, height: int) -> Tried:
    """Return an empty trajectory with a thin line for the run before."""
    picture = trajectory(say, height)
    before = ColumnDataSource({"year": [], "city": []})
    picture.figure.line(
        "year",
        "city",
        source=before,
        color=style.PROVINCE,
        line_width=1.5,
        line_dash="dotdash",
        legend_label=say("legend.before"),
        name="before",
    )
    picture.figure.legend[0].ncols = LEGEND_COLUMNS
    return Tried(picture, before)


def feed_tried(chart: Tried, frame: pd.DataFrame, year: int) -> None:
    """Patch the trial's lines with a frame of `api.trajectory`."""
    feed_trajectory(chart.picture, frame, year)


def feed_before(chart: Tried, frame: pd.DataFrame) -> None:
    """Patch the line of the run with a frame of `api.trajectory`."""
    chart.before.data = {name: frame[name].tolist() for name in ("year", "city")}
