"""The cities of a stored run that serve each other's residents."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.pooled import TABLES, Link, pooled_table
from simulator.desk.pictures import catalogue
from simulator.desk.runs import Run
from simulator.errors import InputError, Problem
from simulator.inputs.scenario import scenario_from_plain


def run_pooled(run: Run, year: int, lang: str = "zh") -> pd.DataFrame:
    """Return linked cities apart and together; `simulator.analysis.pooled` says the columns.

    Raises
    ------
    InputError
        C146 where the run's scenario lets nobody be served in another city in that year.
    """
    links = links_of(run, year)
    if not links:
        raise InputError(Problem("C146", args={"run": run.id, "year": str(year)}))
    tables = {name: run.table(name) for name in TABLES}
    return pooled_table(tables, year, links, catalogue(lang))


def links_of(run: Run, year: int) -> list[Link]:
    """Return who is served where in a year, in the order of the scenario's rows."""
    identity = run.manifest["identity"]
    plain = identity["scenario"] if isinstance(identity, dict) else {}
    rows = scenario_from_plain(plain).levers_in(year).served_in
    found = [Link(row.home, row.to, row.share_in(year), row.services or ()) for row in rows]
    return [link for link in found if link.share > 0]
