"""One visual language: the colours of gaps and verdicts on screen, in Excel and in reports.

Orange is behind, blue is ahead, grey is not known: told apart by every kind of colour vision
and still told apart by lightness when printed in grey.
"""

from __future__ import annotations

import math

BEHIND_TO_AHEAD = (
    "#b35806",
    "#e08214",
    "#fdb863",
    "#fee0b6",
    "#f7f7f7",
    "#d1e5f0",
    "#92c5de",
    "#4a98c8",
    "#2166ac",
)
"""Diverging palette, centred on no gap."""

NO_REFERENCE = "#d0d0d0"
INK = "#1f2933"
INK_ON_DARK = "#ffffff"

STATUS = {
    "met": "#2166ac",
    "at_risk": "#fdb863",
    "missed": "#b35806",
    "not_known": "#d0d0d0",
}
"""Verdicts: the same colour everywhere."""

LINE, BAND, TARGET = "#1f4e79", "#92c5de", "#b35806"
"""Central values, their interval, and what the plan asks for."""

SPENT_COLOURS = ("#b35806", "#2166ac", "#92c5de", "#d0d0d0")
"""Parts of the spending, in their order."""

RUN_COLOURS = ("#2166ac", "#fdb863", "#92c5de", "#b35806", "#4393c3", "#e08214")
"""Runs beside each other, the first first."""

EDGE, GRID, QUIET = "#8895a3", "#e4e7eb", "#52606d"
"""Axes, lines behind a picture, and words beside it."""

LIMIT = 50.0
"""Gap at which the palette is full [percent of the reference]; larger gaps are not darker."""

_DARK = frozenset({"#b35806", "#2166ac"})


def gap_colour(score: float, limit: float = LIMIT) -> str:
    """Return the colour of a signed gap, positive is ahead [percent of the reference]."""
    if math.isnan(score):
        return NO_REFERENCE
    share = (min(max(score, -limit), limit) + limit) / (2 * limit)
    steps = len(BEHIND_TO_AHEAD)
    return BEHIND_TO_AHEAD[min(int(share * steps), steps - 1)]


def colour_steps(limit: float = LIMIT) -> list[tuple[float, str]]:
    """Return the palette from ahead to behind, each with its least score.

    The first whose least score is reached is `gap_colour`; the last has none below it.
    """
    steps = len(BEHIND_TO_AHEAD)
    least = [-limit + 2 * limit * step / steps for step in range(steps)]
    least[0] = -1e9
    return list(zip(least, BEHIND_TO_AHEAD, strict=True))[::-1]


def ink_on(colour: str) -> str:
    """Return the colour of text that can be read on a background."""
    return INK_ON_DARK if colour in _DARK else INK
