"""How far cities attain their targets by domain, as a radar: a page that needs no internet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from bokeh.core.properties import value
from bokeh.models import ColumnDataSource, HoverTool
from bokeh.plotting import figure

from dashboards import style
from dashboards.charts.dress import Say, dress
from dashboards.charts.standalone import page_of
from simulator.api import say

RINGS = (0.25, 0.5, 0.75, 1.0)
COLOURS = ("#2166ac", "#b35806", "#1b7837", "#762a83", "#b2182b", "#35978f", "#bf812d", "#4d4d4d")
DASHES = ("solid", "dashed", "dotted", "dotdash")
"""More cities than colours take another dash."""
PROVINCE = "henan"
UPRIGHT = 0.1
"""Cosine up to which a spoke points up or down."""
WIDE, HIGH, NAMES_AT = 1.7, 1.2, 1.08
"""How far the frame reaches aside and upwards, where the outer ring is at 1."""
PIXELS = 230
"""Of the distance from the middle to the outer ring."""
FED = ("x", "y", "region_label", "domain_label", "shown", "n_indicators", "indicators", "fill")


def radar(cells: pd.DataFrame, tell: Say) -> figure:
    """Return the chart of the table of `api.run_domains`.

    The outer ring is the target. A domain that cannot be judged somewhere leaves a gap in
    that line. A click on a name hides its line.

    Parameters
    ----------
    cells
        One row for each area and domain.
    tell
        Says a text of ``radar`` by its key.
    """
    domains = list(dict.fromkeys(cells["domain_label"]))
    plot = figure(
        x_range=(-WIDE, WIDE),
        y_range=(-HIGH, HIGH),
        frame_width=round(2 * WIDE * PIXELS),
        frame_height=round(2 * HIGH * PIXELS),
        tools="",
    )
    angles = {name: _angle(place, len(domains)) for place, name in enumerate(domains)}
    _draw_web(plot, list(angles.values()), domains)
    points = []
    for number, (region, own) in enumerate(cells.groupby("region", sort=False)):
        points.append(_draw_line(plot, own, angles, (str(region), number)))
    rows = [("region", "@region_label"), ("domain", "@domain_label"), ("attained", "@shown")]
    rows += [("count", "@n_indicators"), ("indicators", "@indicators")]
    tooltips = [(tell(key), text) for key, text in rows]
    plot.add_tools(HoverTool(renderers=points, tooltips=tooltips))
    return _finish(dress(plot))


def _angle(place: int, n_domains: int) -> float:
    """Return where a domain's spoke points, the first upwards, then clockwise."""
    return float(np.pi / 2 - 2 * np.pi * place / n_domains)


def _draw_web(plot: figure, angles: Sequence[float], names: Sequence[str]) -> None:
    """Draw rings, spokes and the names of the domains."""
    closed = np.array([*angles, *angles[:1]])
    for ring in RINGS:
        width = 1.5 if ring == 1.0 else 1.0
        colour = style.QUIET if ring == 1.0 else style.GRID
        plot.line(ring * np.cos(closed), ring * np.sin(closed), color=colour, line_width=width)
    for angle in angles:
        plot.line([0.0, np.cos(angle)], [0.0, np.sin(angle)], color=style.GRID)
    for angle, name in zip(angles, names, strict=True):
        looks = _text(13, style.INK, _side(float(np.cos(angle))))
        plot.text([NAMES_AT * np.cos(angle)], [NAMES_AT * np.sin(angle)], text=[name], **looks)
    percents = [f"{ring:.0%}" for ring in RINGS]
    plot.text([0.02] * len(RINGS), list(RINGS), text=percents, **_text(11, style.QUIET, "left"))


def _side(across: float) -> str:
    """Return the alignment of a name beside the web, so that it grows away from it."""
    if abs(across) < UPRIGHT:
        return "center"
    return "left" if across > 0.0 else "right"


def _text(size: int, colour: str, align: str) -> dict[str, object]:
    """Return the looks of a text of the web."""
    return {
        "text_font": value(style.FONT),
        "text_font_size": f"{size}px",
        "text_color": colour,
        "text_align": align,
        "text_baseline": "middle",
    }


def _draw_line(
    plot: figure, own: pd.DataFrame, angles: dict[str, float], who: tuple[str, int]
) -> object:
    """Draw the line of one area, broken where a domain cannot be judged; return its points."""
    region, number = who
    attained = own["attainment"].to_numpy(np.float64)
    turned = np.array([angles[name] for name in own["domain_label"]])
    placed = own.assign(
        x=attained * np.cos(turned),
        y=attained * np.sin(turned),
        shown=[f"{one:.3f}" for one in attained],
    )
    is_province = region == PROVINCE
    colour = style.CHOSEN if is_province else COLOURS[number % len(COLOURS)]
    dash = "dashed" if is_province else DASHES[number // len(COLOURS) % len(DASHES)]
    hollow = own["n_imputed"].to_numpy() > 0
    placed["fill"] = np.where(hollow, "white", colour)
    label = f"{own['region_label'].iloc[0]}{'*' if hollow.any() else ''}"
    ring = pd.concat([placed, placed[:1]])
    looks = {"line_color": colour, "legend_label": label}
    plot.line(ring["x"].to_list(), ring["y"].to_list(), line_width=2, line_dash=dash, **looks)
    known = placed[np.isfinite(attained)]
    source = ColumnDataSource({name: known[name].to_list() for name in FED})
    return plot.scatter("x", "y", size=7, source=source, fill_color="fill", **looks)


def _finish(plot: figure) -> figure:
    """Take axes and grid away and put the legend above."""
    plot.axis.visible = False
    plot.grid.visible = False
    if plot.legend:
        legend = plot.legend[0]
        plot.add_layout(legend, "above")
        legend.orientation, legend.click_policy = "horizontal", "hide"
        legend.border_line_color = None
        legend.ncols = 6
        legend.location = "center"
        legend.label_text_font, legend.label_text_font_size = style.FONT, "12px"
    return plot


def radar_page(cells: pd.DataFrame, title: str, lang: str, notes: Sequence[str] = ()) -> str:
    """Return the chart as one HTML page with what belongs under it."""
    told = say(lang, "dashboard", "radar.rings")
    plot = radar(cells, lambda key: say(lang, "dashboard", f"radar.{key}"))
    return page_of(plot, title, [told, *notes])
