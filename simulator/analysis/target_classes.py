"""Which of four classes a target is in: met, at risk, missed, or not known.

Before the target's year its schedule decides, in and after it the verdict itself. The classes are
the keys of `simulator.analysis.colours.STATUS`.
"""

from __future__ import annotations

import pandas as pd

from simulator.analysis.colours import STATUS

MET, AT_RISK, MISSED, NOT_KNOWN = STATUS
ON_THE_WAY = {
    "ahead": MET,
    "on_schedule": MET,
    "floor_kept": MET,
    "nearly": AT_RISK,
    "behind": AT_RISK,
    "hard": MISSED,
    "floor_broken": MISSED,
    "undecidable": NOT_KNOWN,
}
"""Class of a target before its year, by ``schedule_status``."""


def target_classes(rows: pd.DataFrame) -> pd.Series:
    """Return the class of every row of ``verdicts``."""
    due = rows["year"] >= rows["target_year"]
    judged = rows["met"].map({True: MET, False: MISSED}).astype(object).fillna(NOT_KNOWN)
    on_the_way = rows["schedule_status"].map(ON_THE_WAY).astype(object).fillna(NOT_KNOWN)
    return judged.where(due, on_the_way)


def class_counts(rows: pd.DataFrame) -> dict[str, int]:
    """Return how many rows are in each class, classes in the order of the colours."""
    counts = target_classes(rows).value_counts()
    return {name: int(counts.get(name, 0)) for name in STATUS}
