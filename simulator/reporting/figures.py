"""Pictures of a document as PNG or SVG, drawn with matplotlib from the frames as they are."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from simulator.analysis.document import Picture
from simulator.analysis.envelope_frame import SPENT
from simulator.analysis.numbers import decimals
from simulator.reporting.fonts import sans
from simulator.text import say

DPI = 300
MOST_LETTERS = 50
"""Chinese letters that fit beside each other above a heat map."""
WIDTH = 6.1
"""Width of a picture on A4 between the official margins [inch]."""
ACROSS = 3
"""Trajectories beside each other."""
INK, LINE, BAND, TARGET = "#1f2933", "#1f4e79", "#92c5de", "#b35806"
HATCH = "#8895a3"
SPENT_COLOURS = ("#b35806", "#2166ac", "#92c5de", "#d0d0d0")
LOOK: dict[Any, Any] = {
    "axes.edgecolor": "#8895a3",
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.unicode_minus": False,
    "font.size": 7.5,
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


def draw(picture: Picture, language: str, form: str = "png") -> Drawing:
    """Return a picture as ``png`` at 300 dpi or ``svg``; the same bytes for the same frames."""
    with rc_context({**LOOK, "font.family": sans()}):
        figure = KINDS[picture.kind](picture.frames, language)
        FigureCanvasAgg(figure)
        made = BytesIO()
        about = {"Software": None} if form == "png" else {"Date": None}
        figure.savefig(made, format=form, dpi=DPI, metadata=about)
    width, height = (float(one) for one in figure.get_size_inches())
    return Drawing(made.getvalue(), width, height)


def _word(language: str, key: str) -> str:
    return say(language, "document", f"legend.{key}")


def _trajectories(frames: tuple[pd.DataFrame, ...], language: str) -> Figure:
    """Draw one small panel per indicator: fan, central line, schedule, target."""
    across = min(ACROSS, len(frames))
    down = -(-len(frames) // across)
    figure = Figure(figsize=(WIDTH, 1.75 * down + 0.3), layout="constrained")
    panels = figure.subplots(down, across, squeeze=False).ravel()
    for panel, frame in zip(panels, frames, strict=False):
        _trajectory(panel, frame, language)
    for panel in panels[len(frames) :]:
        panel.axis("off")
    shown: dict[str, Any] = {}
    for panel in panels[: len(frames)]:
        found = panel.get_legend_handles_labels()
        shown |= dict(zip(reversed(found[1]), reversed(found[0]), strict=True))
    handles, labels = list(shown.values()), list(shown)
    figure.legend(handles, labels, loc="outside lower center", ncols=len(shown))
    return figure


def _trajectory(panel: Axes, frame: pd.DataFrame, language: str) -> None:
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
    panel.set_title(_wrapped(f"{frame.attrs['indicator_label']}"), fontsize=7.5, loc="left")
    panel.set_ylabel(frame.attrs["unit_label"], fontsize=6.5)
    panel.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    panel.yaxis.set_major_locator(MaxNLocator(nbins=4))
    whole = decimals(str(frame["unit"].iloc[0])) == 0
    panel.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}" if whole else "{x:,g}"))
    panel.tick_params(labelsize=6.5, width=0.6, length=2)


def _wrapped(title: str, wide: int = 15) -> str:
    """Return a title on at most two lines of about ``wide`` Chinese characters."""
    width = sum(1 if letter > "⺀" else 0.55 for letter in title)
    if width <= wide:
        return title
    half, taken = width / 2, 0.0
    for place, letter in enumerate(title):
        taken += 1 if letter > "⺀" else 0.55
        if taken >= half and (letter > "⺀" or letter == " "):
            return f"{title[: place + 1].rstrip()}\n{title[place + 1 :].lstrip()}"
    return title


def _gaps(frames: tuple[pd.DataFrame, ...], language: str) -> Figure:
    """Draw the heat map: cities down, indicators across; imputed cities are hatched."""
    frame = frames[0]
    across = list(frame.attrs["indicators"])
    down = list(frame["region_label"].drop_duplicates())
    figure = Figure(figsize=(WIDTH, 0.235 * len(down) + 1.75), layout="constrained")
    panel = figure.subplots()
    columns = {name: place for place, name in enumerate(across)}
    lines = {name: place for place, name in enumerate(down)}
    for row in frame.to_dict("records"):
        if row["indicator"] not in columns:
            continue
        at = columns[str(row["indicator"])], lines[str(row["region_label"])]
        hatch = "////" if row["imputed"] else ""
        look = {"facecolor": row["colour"], "edgecolor": "white", "hatchcolor": HATCH}
        panel.add_patch(Rectangle(at, 1, 1, hatch=hatch, lw=0.8, **look))
        middle = at[0] + 0.5, at[1] + 0.52
        weight = {"color": row["ink"], "ha": "center", "va": "center", "fontsize": 6.5}
        panel.text(*middle, str(row["text"]), **weight)
    panel.set_xlim(0, len(across))
    panel.set_ylim(len(down), 0)
    _name_columns(panel, frame, across, language)
    panel.xaxis.tick_top()
    panel.set_yticks([place + 0.5 for place in range(len(down))], down)
    panel.tick_params(length=0, labelsize=6.5)
    panel.spines[:].set_visible(False)
    return figure


def _name_columns(panel: Axes, frame: pd.DataFrame, across: list[str], language: str) -> None:
    """Write the indicators above: upright in Chinese, which breaks anywhere, else slanting."""
    labels = frame.drop_duplicates("indicator").set_index("indicator")["indicator_label"]
    names = [str(labels.loc[one]) for one in across]
    slant: dict[str, Any] = {"rotation": 40, "ha": "left"}
    if language == "zh":
        wide = max(4, round(MOST_LETTERS / len(across)))
        names = ["\n".join(textwrap.wrap(name, wide)) for name in names]
        slant = {"rotation": 0, "ha": "center"}
    panel.set_xticks([place + 0.5 for place in range(len(across))], names, **slant)


def _money(frames: tuple[pd.DataFrame, ...], language: str) -> Figure:
    """Draw the spending of each year as a stack against the money of the year."""
    frame = frames[0]
    figure = Figure(figsize=(WIDTH, 2.6), layout="constrained")
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
    return figure


KINDS: dict[str, Callable[[tuple[pd.DataFrame, ...], str], Figure]] = {
    "trajectories": _trajectories,
    "gaps": _gaps,
    "money": _money,
}
"""What draws each kind of picture."""
