"""Ranks of cities draw by draw, each among the values of its own draw, and their intervals.

The rank of a marginal percentile is no percentile of the rank: cities move together in a draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.equity.ranks import competition_ranks

Floats = NDArray[np.float64]
ENDS = (0.05, 0.95)


class Standing(NamedTuple):
    """Whose rank by what is asked, and which side is better."""

    cities: Sequence[str]
    indicator: str
    side: float
    """1 where more is better, else -1."""


def drawn_ranks(draws: pd.DataFrame, standing: Standing, year: int) -> Floats:
    """Return the rank of every city in draws 1…N, 1 the best. Shape (draw, city).

    A draw in which some city has no value ranks nobody: NaN.

    Parameters
    ----------
    draws
        The run's table ``draws``.
    standing
        Cities and indicator.
    year
        31 December of this year; no draws where the table does not hold it.
    """
    of_year = (draws["indicator"] == standing.indicator) & (draws["year"] == year)
    kept = draws[of_year & (draws["draw"] > 0)]
    wide = kept.pivot_table("value", "draw", "region", dropna=False)
    return ranks_of(standing.side * wide.reindex(columns=list(standing.cities)).to_numpy())


def ranks_of(scores: Floats) -> Floats:
    """Return ranks on the last axis, 1 for the highest score; NaN where a score is missing.

    >>> ranks_of(np.array([[2.0, 5.0, 5.0], [1.0, np.nan, 3.0]])).tolist()
    [[3.0, 1.0, 1.0], [nan, nan, nan]]
    """
    whole = ~np.isnan(scores).any(axis=-1, keepdims=True)
    return np.where(whole, competition_ranks(scores), np.nan)


def interval(drawn: Floats) -> tuple[Floats, Floats]:
    """Return P5 and P95 over draws, values that some draw has. Shapes (city,).

    NaN without draws, or where some draw ranks nobody.

    >>> low, high = interval(np.array([[1.0, 2.0], [1.0, 2.0], [2.0, 1.0]]))
    >>> low.tolist(), high.tolist()
    ([1.0, 1.0], [2.0, 2.0])
    """
    if not len(drawn):
        nothing = np.full(drawn.shape[-1], np.nan)
        return nothing, nothing
    low, high = np.quantile(drawn, ENDS, axis=0, method="inverted_cdf")
    return low, high
