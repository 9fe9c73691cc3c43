"""What a standstill of works costs: interest on money that is drawn and serves nobody yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from simulator.instants import MONTHS_PER_YEAR

BEFORE_WORKS = ("asked", "approved", "land", "design_approved", "funded")
DELAY_COLUMNS = ("months_stopped", "yuan_delay")


class Terms(NamedTuple):
    """What the cost of delay of a run is reckoned with."""

    rate: float
    """Interest of special bonds [share per year]."""
    months: int
    """Months of the run."""
    rests: Mapping[str, int]
    """Months for which the scenario lets a named project rest, by its id."""


def cost_of_delay(events: pd.DataFrame, terms: Terms) -> pd.DataFrame:
    """Return months at a standstill and their cost [yuan] by project, where there are any.

    A standstill begins when a payment that is due finds no money, and ends with the payment;
    or it is a rest that the scenario orders while the works are on. Each of its months costs a
    twelfth of the yearly rate on what the run drew for the project before that month; what was
    drawn before the base year is in no run and does not count.

    Parameters
    ----------
    events
        Rows of the table ``events`` of one draw that belong to a project.
    terms
        Rate, length and rests.
    """
    found = {}
    for project, idle in standstills(events, terms).items():
        drawn = events[
            (events["project"] == project)
            & (events["event"] == "drawn")
            & (events["category"] == "capital")
        ]
        yuan = sum(float(drawn["yuan"][drawn["month"] < month].sum()) for month in idle)
        found[project] = (len(idle), yuan * terms.rate / MONTHS_PER_YEAR)
    return pd.DataFrame.from_dict(found, orient="index", columns=list(DELAY_COLUMNS))


def standstills(events: pd.DataFrame, terms: Terms) -> dict[str, list[int]]:
    """Return the months in which works stand still by project, where there are any."""
    happened = events["event"].isin(("stopped", "delayed"))
    own = events[events["project"].isin(events[happened]["project"].unique())]
    found = {
        str(project): sorted({*_waits(rows, terms.months), *_rests(rows, terms)})
        for project, rows in own.groupby("project")
    }
    return {project: months for project, months in found.items() if months}


def _waits(own: pd.DataFrame, months: int) -> Iterator[int]:
    """Yield the months in which a payment that is due waits for money."""
    paid = own["month"][own["event"].isin(("drawn", "cancelled"))]
    for stopped in own["month"][own["event"] == "stopped"].tolist():
        after = paid[paid > stopped]
        yield from range(stopped, int(after.min()) if len(after) else months + 1)


def _rests(own: pd.DataFrame, terms: Terms) -> Iterator[int]:
    """Yield the months in which works that are on rest because the scenario says so."""
    rest = terms.rests.get(str(own["project"].iloc[0]), 0)
    for first in own["month"][own["event"] == "delayed"].tolist():
        # works that were on before the base year show none of the events that come before them
        until_works = own["month"][own["event"].isin((*BEFORE_WORKS, "started"))]
        is_on = until_works.empty or bool(until_works[own["event"] == "started"].le(first).any())
        is_over = own["month"][own["event"] == "accepted"].le(first).any()
        if is_on and not is_over:
            yield from range(first, min(first + rest, terms.months + 1))
