"""The four numbers of a run beside those of another: what is better, and what it was."""

from __future__ import annotations

import pandas as pd

COLUMNS = ("card", "label", "value", "note", "before", "better")
AS_BEFORE, BETTER, WORSE = "same", "better", "worse"
MORE_IS_BETTER = ("targets", "index")
"""Of the cards of `simulator.analysis.overview`; of the others less is better."""


def outcomes_beside(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Return the cards of one run with those of another beside them.

    Parameters
    ----------
    now, before
        Cards of `simulator.analysis.overview.Overview`, of the same year.

    Returns
    -------
    DataFrame
        `COLUMNS`: ``before`` is the other's value, ``better`` says how the first stands against
        it, as far as that shows.
    """
    frame = now[["card", "label", "value", "note"]].copy()
    frame["before"] = before["value"].to_numpy()
    texts = zip(now["value"], before["value"], strict=True)
    numbers = zip(now["card"], now["number"], before["number"], strict=True)
    frame["better"] = [
        _better(card, float(first) - float(second)) if told[0] != told[1] else AS_BEFORE
        for (card, first, second), told in zip(numbers, texts, strict=True)
    ]
    return frame[list(COLUMNS)]


def _better(card: str, more: float) -> str:
    good = more if card in MORE_IS_BETTER else -more
    return BETTER if good > 0.0 else WORSE if good < 0.0 else AS_BEFORE
