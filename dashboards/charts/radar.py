"""How far cities attain their targets by domain, as a radar: a page that needs no internet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from bokeh.core.properties import value
from bokeh.models import ColumnDataSource, HoverTool, Legend, LegendItem
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
HIGH, NAMES_AT = 1.2, 1.08
"""How far the frame reaches upwards, and where names begin; the outer ring is at 1."""
NAME_ROOM = 143
"""Pixels beside the web for the name of a domain."""
PIXELS = 230
"""Of the distance from the middle to the outer ring."""
FED = ("x", "y", "region_label", "domain_label", "shown", "n_indicators", "indicators", "fill")
NAMED = ("x", "y", "text", "side")


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for the line of one area: its sources, its drawings and its entry in the legend."""

    line: ColumnDataSource
    points: ColumnDataSource
    item: LegendItem


@dataclass(frozen=True, slots=True)
class Radar:
    """The figure, the sources of its web and the room for its lines."""

    figure: figure
    rings: ColumnDataSource
    spokes: ColumnDataSource
    names: ColumnDataSource
    slots: tuple[Slot, ...]


def empty_radar(n_slots: int, tell: Say, pixels: int = PIXELS) -> Radar:
    """Return an empty chart with room for some areas.

    The outer ring is the target. A click on a name hides its line.

    Parameters
    ----------
    n_slots
        Most areas that are fed at once.
    tell
        Says a text of ``radar`` by its key.
    pixels
        From the middle to the outer ring.
    """
    wide = NAMES_AT + NAME_ROOM / pixels
    plot = figure(
        x_range=(-wide, wide),
        y_range=(-HIGH, HIGH),
        frame_width=round(2 * wide * pixels),
        frame_height=round(2 * HIGH * pixels),
        tools="",
    )
    rings = ColumnDataSource({"x": [], "y": [], "colour": []})
    spokes = ColumnDataSource({"x": [], "y": []})
    names = ColumnDataSource({name: [] for name in NAMED})
    plot.multi_line("x", "y", color="colour", source=rings)
    plot.multi_line("x", "y", color=style.GRID, source=spokes)
    plot.text("x", "y", text="text", source=names, **_text(13, style.INK, "side"))
    percents = [f"{ring:.0%}" for ring in RINGS]
    looks = _text(11, style.QUIET, value("left"))
    plot.text([0.02] * len(RINGS), list(RINGS), text=percents, **looks)
    slots = tuple(_slot(plot) for _ in range(n_slots))
    rows = [("region", "@region_label"), ("domain", "@domain_label"), ("attained", "@shown")]
    rows += [("count", "@n_indicators"), ("indicators", "@indicators")]
    points = [slot.item.renderers[1] for slot in slots]
    tooltips = [(tell(key), text) for key, text in rows]
    plot.add_tools(HoverTool(renderers=points, tooltips=tooltips))
    plot.add_layout(Legend(items=[slot.item for slot in slots]), "above")
    return Radar(_finish(dress(plot)), rings, spokes, names, slots)


def _slot(plot: figure) -> Slot:
    """Return room for one line."""
    line, points = (
        ColumnDataSource({"x": [], "y": []}),
        ColumnDataSource({name: [] for name in FED}),
    )
    drawn = plot.line("x", "y", source=line, line_width=2)
    dots = plot.scatter("x", "y", size=7, source=points, fill_color="fill")
    return Slot(line, points, LegendItem(label=value(""), renderers=[drawn, dots]))


def feed_radar(picture: Radar, cells: pd.DataFrame) -> None:
    """Patch the chart with the table of `api.run_domains`, one row for each area and domain.

    A domain that cannot be judged somewhere leaves a gap in that line.
    """
    domains = list(dict.fromkeys(cells["domain_label"]))
    angles = {name: _angle(place, len(domains)) for place, name in enumerate(domains)}
    _feed_web(picture, list(angles.values()), domains)
    areas = list(cells.groupby("region", sort=False))
    for number, slot in enumerate(picture.slots):
        slot.item.visible = number < len(areas)
        if slot.item.visible:
            region, own = areas[number]
            _feed_line(slot, own, angles, _looks(str(region), number))
        else:
            slot.line.data = {"x": [], "y": []}
            slot.points.data = {name: [] for name in FED}


def radar(cells: pd.DataFrame, tell: Say) -> figure:
    """Return the chart of the table of `api.run_domains` alone."""
    picture = empty_radar(cells["region"].nunique(), tell)
    feed_radar(picture, cells)
    return picture.figure


def _angle(place: int, n_domains: int) -> float:
    """Return where a domain's spoke points, the first upwards, then clockwise."""
    return float(np.pi / 2 - 2 * np.pi * place / n_domains)


def _feed_web(picture: Radar, angles: Sequence[float], names: Sequence[str]) -> None:
    """Feed rings, spokes and the names of the domains."""
    closed = np.array([*angles, *angles[:1]])
    across, up = np.cos(closed), np.sin(closed)
    picture.rings.data = {
        "x": [(ring * across).tolist() for ring in RINGS],
        "y": [(ring * up).tolist() for ring in RINGS],
        "colour": [style.QUIET if ring == 1.0 else style.GRID for ring in RINGS],
    }
    picture.spokes.data = {
        "x": [[0.0, one] for one in across[:-1].tolist()],
        "y": [[0.0, one] for one in up[:-1].tolist()],
    }
    picture.names.data = {
        "x": (NAMES_AT * across[:-1]).tolist(),
        "y": (NAMES_AT * up[:-1]).tolist(),
        "text": list(names),
        "side": [_side(one) for one in across[:-1].tolist()],
    }


def _side(across: float) -> str:
    """Return the alignment of a name beside the web, so that it grows away from it."""
    if abs(across) < UPRIGHT:
        return "center"
    return "left" if across > 0.0 else "right"


def _text(size: int, colour: str, align: object) -> dict[str, object]:
    """Return the looks of a text of the web."""
    return {
        "text_font": value(style.FONT),
        "text_font_size": f"{size}px",
        "text_color": colour,
        "text_align": align,
        "text_baseline": "middle",
    }


def _looks(region: str, number: int) -> tuple[str, str]:
    """Return colour and dash of an area: the province stands out of the cities."""
    if region == PROVINCE:
        return style.CHOSEN, "dashed"
    return COLOURS[number % len(COLOURS)], DASHES[number // len(COLOURS) % len(DASHES)]


def _feed_line(
    slot: Slot, own: pd.DataFrame, angles: dict[str, float], looks: tuple[str, str]
) -> None:
    """Feed the line of one area, broken where a domain cannot be judged, and its points."""
    colour, dash = looks
    attained = own["attainment"].to_numpy(np.float64)
    turned = np.array([angles[name] for name in own["domain_label"]])
    placed = own.assign(
        x=attained * np.cos(turned),
        y=attained * np.sin(turned),
        shown=[f"{one:.3f}" for one in attained],
    )
    hollow = own["n_imputed"].to_numpy() > 0
    placed["fill"] = np.where(hollow, "white", colour)
    label = f"{own['region_label'].iloc[0]}{'*' if hollow.any() else ''}"
    ring = pd.concat([placed, placed[:1]])
    known = placed[np.isfinite(attained)]
    slot.line.data = {name: ring[name].to_list() for name in ("x", "y")}
    slot.points.data = {name: known[name].to_list() for name in FED}
    slot.item.label = value(label)
    for drawn in slot.item.renderers:
        drawn.glyph.line_color = colour
    slot.item.renderers[0].glyph.line_dash = dash


def _finish(plot: figure) -> figure:
    """Take axes and grid away and set the legend above."""
    plot.axis.visible = False
    plot.grid.visible = False
    legend = plot.legend[0]
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
