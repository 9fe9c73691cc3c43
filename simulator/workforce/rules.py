"""Rules of staff: graduates by intake years, recruits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


def inflow_factor(year: int, last_observed: int, rise: float) -> float:
    """Return the inflow of ``year`` relative to the mean of the base period.

    Years are counted from the middle of that period (0). The inflow rises by ``rise`` of the
    mean a year up to the last year whose stock is observed and is held from then on: larger
    intakes since then are not known.
    """
    return 1.0 + rise * min(year, last_observed)


def entrants(
    stock: Integers, flows: tuple[Floats, Floats, Floats], carried: tuple[Floats, Floats]
) -> tuple[Integers, Integers, Integers, Floats, Floats]:
    """Return graduates, recruits, leavers and the two remainders, all of one year.

    ``flows`` are graduates and recruits [person] and the exit rate [1/year]; ``carried`` the
    fractions by which entries and losses lag behind. Recruits are whole persons; what
    rounding leaves of both goes to the graduates of later years. All arrays have one shape.
    """
    graduates, recruits, exit_rate = flows
    recruited = np.floor(recruits)
    due = graduates + (recruits - recruited) + carried[0]
    graduated = np.floor(due)
    leaving = stock * exit_rate + carried[1]
    gone = np.floor(leaving)
    left = np.minimum(gone.astype(np.int64), stock)
    entered = graduated.astype(np.int64), recruited.astype(np.int64)
    return *entered, left, due - graduated, leaving - gone
