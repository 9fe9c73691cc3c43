"""Pictures as PNG or SVG, drawn with matplotlib from the frames as they are."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from simulator.analysis.colours import (
    BAND,
    EDGE,
    INK,
    LINE,
    NO_REFERENCE,
    RUN_COLOURS,
    SPENT_COLOURS,
    TARGET,
)
from simulator.analysis.document import Picture
from simulator.analysis.envelope_frame import SPENT
from simulator.analysis.index_frame import ATTAINMENT, EQUALISATION, HIGH, LOW
from simulator.analysis.numbers import decimals
from simulator.reporting.fonts import sans
from simulator.reporting.letters import LATIN, in_halves
from simulator.reporting.picture_page import Page, Shape
from simulator.text import say

FEWEST_LATIN = 12
"""Latin letters between two columns from which on their names stand upright."""
ACROSS = 3
"""Trajectories beside each other."""
LOOK: dict[Any, Any] = {
    "axes.edgecolor": EDGE,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.unicode_minus": False,
    "font.size": 7.5,
    # names are texts: a dollar sign is no formula
    "text.parse_math": False,
    "hatch.linewidth": 0.4,
    "legend.frameon": False,
    "svg.hashsalt": "equalise",
    "text.color": INK,
}


class Drawing(NamedTuple):
    """The bytes of a picture and its size on the page [inch]."""

    data: bytes
    width: float
    height: float


ON_PAGE = Shape()
HASHED = re.compile(rb"\b[a-z][0-9a-f]{10}\b")
"""A name that matplotlib gives to a part of a drawing."""


def draw(picture: Picture, language: str, form: str = "png", shape: Shape = ON_PAGE) -> Drawing:
    """Return a picture as ``png`` at 300 dpi or ``svg``; the same bytes for the same frames."""
    page = Page(shape)
    with rc_context({**LOOK, "font.family": sans()}):
        KINDS[picture.kind](picture.frames, language, page)
        page.settle()
        made = BytesIO()
        about = {"Software": None} if form == "png" else {"Date": None}
        page.whole.savefig(made, format=form, dpi=shape.dpi, metadata=about)
    width, height = (float(one) for one in page.whole.get_size_inches())
    data = made.getvalue() if form == "png" else _counted(made.getvalue())
    return Drawing(data, width, height)


def _counted(svg: bytes) -> bytes:
    """Return a drawing whose parts are named by their order.

    matplotlib names them by all digits of their place, and the last ones differ from one layout
    to the next.
    """
    names: dict[bytes, bytes] = {}

    def name(found: re.Match[bytes]) -> bytes:
        return names.setdefault(found[0], b"part%d" % (len(names) + 1))

    return HASHED.sub(name, svg)


def _word(language: str, key: str) -> str:
    return say(language, "document", f"legend.{key}")


def _trajectories(frames: tuple[pd.DataFrame, ...], language: str, page: Page) -> None:
    """Draw one small panel per indicator: fan, central line, schedule, target."""
    across = min(ACROSS, len(frames))
    down = -(-len(frames) // across)
    figure = page.figure(1.75 * down + 0.3 + (len(frames) == 1))
    panels = figure.subplots(down, across, squeeze=False).ravel()
    for panel, frame in zip(panels, frames, strict=False):
        _trajectory(panel, frame, language, page.letters / across)
    for panel in panels[len(frames) :]:
        panel.axis("off")
    shown: dict[str, Any] = {}
    for panel in panels[: len(frames)]:
        found = panel.get_legend_handles_labels()
        shown |= dict(zip(reversed(found[1]), reversed(found[0]), strict=True))
    handles, labels = list(shown.values()), list(shown)
    figure.legend(handles, labels, loc="outside lower center", ncols=len(shown))


def _trajectory(panel: Axes, frame: pd.DataFrame, language: str, wide: float) -> None:
    years, has = frame["year"], frame.attrs["has"]
    if has["outer"]:
        outer = _word(language, "outer")
        panel.fill_between(
            years, frame["p05"], frame["p95"], color=BAND, alpha=0.35, lw=0, label=outer
        )
    if has["inner"]:
        inner = _word(language, "inner")
        panel.fill_between(
            years, frame["p25"], frame["p75"], color=BAND, alpha=0.75, lw=0, label=inner
        )
    panel.plot(years, frame["city"], color=LINE, lw=1.3, label=_word(language, "central"))
    if has["schedule"]:
        schedule = _word(language, "schedule")
        panel.plot(years, frame["schedule"], color=TARGET, lw=0.9, ls="--", label=schedule)
    if has["target"]:
        target = _word(language, "target")
        panel.plot(years, frame["target"], "D", color=TARGET, ms=3.5, label=target)
    panel.set_title(in_halves(str(frame.attrs["indicator_label"]), wide), fontsize=7.5, loc="left")
    panel.set_ylabel(frame.attrs["unit_label"], fontsize=6.5)
    panel.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    panel.yaxis.set_major_locator(MaxNLocator(nbins=4))
    whole = decimals(str(frame["unit"].iloc[0])) == 0
    panel.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}" if whole else "{x:,g}"))
    panel.tick_params(labelsize=6.5, width=0.6, length=2)


def _gaps(frames: tuple[pd.DataFrame, ...], language: str, page: Page) -> None:
    """Draw the heat map: cities down, indicators across; imputed cities are hatched."""
    frame = frames[0]
    across = list(frame.attrs["indicators"])
    down = list(frame["region_label"].drop_duplicates())
    figure = page.figure(0.235 * len(down) + 1.75)
    panel = figure.subplots()
    columns = {name: place for place, name in enumerate(across)}
    lines = {name: place for place, name in enumerate(down)}
    for row in frame.to_dict("records"):
        if row["indicator"] not in columns:
            continue
        at = columns[str(row["indicator"])], lines[str(row["region_label"])]
        hatch = "////" if row["imputed"] else ""
        look = {"facecolor": row["colour"], "edgecolor": "white", "hatchcolor": EDGE}
        panel.add_patch(Rectangle(at, 1, 1, hatch=hatch, lw=0.8, **look))
        middle = at[0] + 0.5, at[1] + 0.52
        weight = {"color": row["ink"], "ha": "center", "va": "center", "fontsize": 6.5}
        panel.text(*middle, str(row["text"]), **weight)
    panel.set_xlim(0, len(across))
    panel.set_ylim(len(down), 0)
    _name_columns(panel, frame, across, language=language, room=page.letters)
    panel.xaxis.tick_top()
    panel.set_yticks([place + 0.5 for place in range(len(down))], down)
    panel.tick_params(length=0, labelsize=6.5)
    panel.spines[:].set_visible(False)


def _name_columns(
    panel: Axes, frame: pd.DataFrame, across: list[str], *, language: str, room: float
) -> None:
    """Write the indicators above: upright where their words fit, as Chinese does, else slanting."""
    labels = frame.drop_duplicates("indicator").set_index("indicator")["indicator_label"]
    names = [str(labels.loc[one]) for one in across]
    slant: dict[str, Any] = {"rotation": 40, "ha": "left"}
    latin = round(room / len(across) / LATIN)
    wide = latin if latin >= FEWEST_LATIN else 0
    if language == "zh":
        wide = max(4, round(room / len(across)))
    if wide:
        names = ["\n".join(textwrap.wrap(name, wide)) for name in names]
        slant = {"rotation": 0, "ha": "center"}
    panel.set_xticks([place + 0.5 for place in range(len(across))], names, **slant)


def _money(frames: tuple[pd.DataFrame, ...], language: str, page: Page) -> None:
    """Draw the spending of each year as a stack against the money of the year."""
    frame = frames[0]
    figure = page.figure(2.6)
    panel = figure.subplots()
    years, labels = frame["year"], frame.attrs["labels"]
    floor = pd.Series(0.0, index=frame.index)
    for part, colour in zip(SPENT, SPENT_COLOURS, strict=True):
        panel.bar(years, frame[part], 0.62, bottom=floor, color=colour, label=labels[part])
        floor += frame[part]
    panel.plot(years, frame["new"], color=INK, lw=1.4, marker="o", ms=3, label=labels["new"])
    panel.set_ylabel(frame.attrs["unit_label"])
    panel.set_xticks(list(years), [str(year) for year in years])
    panel.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    panel.tick_params(width=0.6, length=2)
    figure.legend(loc="outside upper center", ncols=len(SPENT) + 1)


def _met(frames: tuple[pd.DataFrame, ...], language: str, page: Page) -> None:
    """Draw the targets of each plan beside each other: judged, and met in each run."""
    frame = frames[0]
    labels: dict[str, str] = frame.attrs["labels"]
    figure = page.figure(2.6)
    panel = figure.subplots()
    wide = 0.8 / len(labels)
    colours = (NO_REFERENCE, *RUN_COLOURS)
    for place, (name, label) in enumerate(labels.items()):
        at = [row + (place - (len(labels) - 1) / 2) * wide for row in range(len(frame))]
        bars = panel.bar(at, frame[name], wide * 0.92, color=colours[place], label=label)
        panel.bar_label(bars, fmt="{:,.0f}", fontsize=6.5, padding=1)
    panel.set_ylabel(frame.attrs["unit_label"])
    panel.set_xticks(range(len(frame)), list(frame["region"]))
    panel.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    panel.tick_params(width=0.6, length=2)
    figure.legend(loc="outside upper center", ncols=min(len(labels), 4))


def _index(frames: tuple[pd.DataFrame, ...], language: str, page: Page) -> None:
    """Draw the index of equality with its interval, and that of attainment."""
    frame, labels = frames[0], frames[0].attrs["labels"]
    years = frame["year"]
    figure = page.figure(2.6)
    panel = figure.subplots()
    if frame[LOW].notna().any():
        name = _word(language, "outer")
        look: dict[str, Any] = {"color": BAND, "alpha": 0.45, "lw": 0}
        panel.fill_between(years, frame[LOW], frame[HIGH], label=name, **look)
    panel.plot(years, frame[EQUALISATION], color=LINE, lw=1.6, label=labels[EQUALISATION])
    panel.plot(years, frame[ATTAINMENT], color=TARGET, lw=1.2, ls="--", label=labels[ATTAINMENT])
    panel.xaxis.set_major_locator(MaxNLocator(integer=True))
    panel.yaxis.set_major_formatter(StrMethodFormatter("{x:.2f}"))
    panel.tick_params(width=0.6, length=2)
    figure.legend(loc="outside upper center", ncols=3)


KINDS: dict[str, Callable[[tuple[pd.DataFrame, ...], str, Page], None]] = {
    "trajectories": _trajectories,
    "gaps": _gaps,
    "money": _money,
    "met": _met,
    "index": _index,
}
"""What draws each kind of picture."""
