"""What causes contribute draw by draw: P5 to P95 beside the central values of a difference.

Draw k is the same future in both runs and with any causes moved, so that contributions add up to
the difference in every draw; the ends of the intervals do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.intervals import span
from simulator.analysis.labels import tell
from simulator.analysis.numbers import signed

Floats = NDArray[np.float64]
ALONE, SHAPLEY = "changed_alone", "shapley"
ENDS = (0.05, 0.5, 0.95)
PERCENTILES = ("p05", "p50", "p95")
INTERVALS = tuple(f"{column}_{end}" for column in (ALONE, SHAPLEY) for end in PERCENTILES)


class DrawnCell(NamedTuple):
    """One outcome draw by draw."""

    alone: Floats
    """What each cause does alone. Shape (draw, cause)."""
    shapley: Floats
    """Adds up to the difference in every draw. Shape (draw, cause)."""
    difference: Floats
    """Shape (draw,)."""
    n_held: int = 0
    """Draws that both runs have; those taken apart are the first of them."""

    @property
    def n(self) -> int:
        """Return the number of draws taken apart."""
        return len(self.difference)


NO_DRAWS = DrawnCell(np.empty((0, 0)), np.empty((0, 0)), np.empty(0))


def with_intervals(table: pd.DataFrame, drawn: DrawnCell) -> pd.DataFrame:
    """Return the rows of a difference with `INTERVALS`, NaN without draws.

    ``table`` has one row per cause, then the interaction, of which there is no Shapley value,
    and the difference.
    """
    found = table.assign(**dict.fromkeys(INTERVALS, np.nan))
    if not drawn.n:
        return found
    together = drawn.difference - drawn.alone.sum(axis=1)
    nothing = np.full(drawn.n, np.nan)
    for column, causes, interaction in (
        (ALONE, drawn.alone, together),
        (SHAPLEY, drawn.shapley, nothing),
    ):
        values = np.column_stack([causes, interaction, drawn.difference])
        for name, ends in zip(PERCENTILES, np.quantile(values, ENDS, axis=0), strict=True):
            found[f"{column}_{name}"] = ends
    return found


def interval_labels(table: pd.DataFrame, column: str, language: str) -> list[str]:
    """Return the intervals of a column as text, empty where nothing varies or no draws are."""
    ends = table[[f"{column}_p05", f"{column}_p95", "unit"]].itertuples(index=False)
    return [span(low, high, unit, language, difference=True) for low, high, unit in ends]


def drawn_story(table: pd.DataFrame, drawn: DrawnCell, language: str) -> list[str]:
    """Return the intervals of the difference and of every Shapley value in a sentence."""
    told = interval_labels(table, SHAPLEY, language)
    if not drawn.n or not told[-1]:
        return []
    joint = "，" if language == "zh" else ", "
    labels = table["label"].tolist()[:-2]
    parts = [f"{label} {one}" for label, one in zip(labels, told, strict=False) if one]
    whole = table.iloc[-1]
    middle = signed(float(whole[f"{SHAPLEY}_p50"]), str(whole["unit"]))
    facts = {"n": drawn.n, "whole": told[-1], "middle": middle, "parts": joint.join(parts)}
    story = [tell(language, f"difference.drawn{'' if len(parts) > 1 else '_one'}", **facts)]
    low, high = float(whole[f"{SHAPLEY}_p05"]), float(whole[f"{SHAPLEY}_p95"])
    if not low <= float(whole[SHAPLEY]) <= high:
        story.append(tell(language, "difference.outside"))
    return story


def drawn_notes(drawn: DrawnCell, language: str) -> list[str]:
    """Return which draws stand behind the intervals, or that there are none."""
    key = "draws" if drawn.n else "none_asked" if drawn.n_held else "no_draws"
    return [tell(language, f"difference.{key}", n=drawn.n, held=drawn.n_held)]


def bar_texts(texts: Sequence[str], table: pd.DataFrame, language: str) -> list[str]:
    """Return the texts at the bars of what causes do alone, with their intervals."""
    left, right = ("（", "）") if language == "zh" else (" (", ")")
    told = interval_labels(table, ALONE, language)
    return [
        f"{text}{left}{one}{right}" if one else text for text, one in zip(texts, told, strict=False)
    ]
