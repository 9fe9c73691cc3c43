"""The room that a picture is drawn in, with or without words of its own around it."""

from __future__ import annotations

from typing import Any, NamedTuple

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure, SubFigure

from simulator.analysis.colours import QUIET
from simulator.reporting.letters import in_lines

DPI = 300
DIGITS = 5
"""Digits of the place of a panel, as a share of the figure."""
WIDTH = 6.1
"""Width of a picture on A4 between the official margins [inch]."""
MOST_LETTERS = 50
"""Chinese letters that fit beside each other in that width, in the letters of a heat map."""
TITLE, NOTE = 9, 6
"""Letters of title and notes [pt]."""
TITLE_HIGH, NOTE_HIGH, GAP = 0.17, 0.115, 0.1
"""Room for a line of the title, of the notes, and around either [inch]."""


class Shape(NamedTuple):
    """What room there is."""

    width: float = WIDTH
    """[inch]"""
    height: float | None = None
    """[inch]; None is what the picture needs."""
    dpi: float = DPI
    words: tuple[str, str] | None = None
    """What stands above and below in the picture itself; None where the page says it."""


class Page:
    """Makes the figure of one picture."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.whole = Figure()

    @property
    def letters(self) -> float:
        """Return how many Chinese letters fit beside each other."""
        return MOST_LETTERS * self.shape.width / WIDTH

    def figure(self, needed: float) -> Figure | SubFigure:
        """Return the figure to draw in, ``needed`` high [inch] unless the shape says a height."""
        width, height = self.shape.width, self.shape.height or needed
        if self.shape.words is None:
            self.whole = Figure(figsize=(width, height), layout="constrained")
            return self.whole
        above, below = self.shape.words
        title, notes = in_lines(above, self.letters), in_lines(below, self.letters * 1.2)
        top = GAP + TITLE_HIGH * (title.count("\n") + 1)
        foot = GAP + NOTE_HIGH * (notes.count("\n") + 1)
        self.whole = Figure(figsize=(width, top + height + foot), layout="constrained")
        parts: Any = self.whole.subfigures(3, 1, height_ratios=(top, height, foot))
        parts[0].text(0.01, 0.5, title, fontsize=TITLE, va="center")
        parts[2].text(0.01, 0.5, notes, fontsize=NOTE, va="center", color=QUIET)
        return parts[1]  # type: ignore[no-any-return]

    def settle(self) -> None:
        """Lay the figure out once; the solver's last digits differ from one time to the next."""
        FigureCanvasAgg(self.whole)
        self.whole.set_dpi(self.shape.dpi)
        engine = self.whole.get_layout_engine()
        if engine is not None:
            engine.execute(self.whole)
        self.whole.set_layout_engine("none")
        for part in self.whole.subfigs:
            part.bbox_relative.set_points(part.bbox_relative.get_points().round(DIGITS))
        for panel in self.whole.get_axes():
            left, bottom, width, height = (
                round(float(one), DIGITS) for one in panel.get_position().bounds
            )
            panel.set_position((left, bottom, width, height))
