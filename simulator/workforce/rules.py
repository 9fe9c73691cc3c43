"""Rules of staff: graduates by intake years, recruits."""

from __future__ import annotations

import math


def inflow_factor(year: int, last_observed: int, rise: float) -> float:
    """Return the inflow of ``year`` relative to the mean of the base period.

    Years are counted from the middle of that period (0). The inflow rises by ``rise`` of the
    mean a year up to the last year whose stock is observed and is held from then on: larger
    intakes since then are not known.
    """
    return 1.0 + rise * min(year, last_observed)


def entrants(
    stock: int, flows: tuple[float, float, float], carried: tuple[float, float]
) -> tuple[int, int, int, float, float]:
    """Return graduates, recruits, leavers and the two remainders, all of one year.

    ``flows`` are graduates and recruits [person] and the exit rate [1/year]; ``carried`` the
    fractions by which entries and losses lag behind. Recruits are whole persons; what
    rounding leaves of both goes to the graduates of later years.
    """
    graduates, recruits, exit_rate = flows
    recruited = math.floor(recruits)
    due = graduates + (recruits - recruited) + carried[0]
    graduated = math.floor(due)
    leaving = stock * exit_rate + carried[1]
    left = min(math.floor(leaving), stock)
    return graduated, recruited, left, due - graduated, leaving - math.floor(leaving)
