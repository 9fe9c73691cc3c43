"""The ranks of the cities in a stored run."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.ranking import TABLES, rank_table
from simulator.desk.equity import holds_every_city
from simulator.desk.pairing import DRAWS
from simulator.desk.pictures import catalogue, hindsight
from simulator.desk.runs import Run
from simulator.errors import InputError, Problem


def run_ranks(
    run: Run,
    year: int,
    lang: str = "zh",
    *,
    domain: str | None = None,
    indicator: str | None = None,
    include_imputed: bool = False,
) -> pd.DataFrame:
    """Return ranks among the cities with data of their own; `simulator.analysis.ranking`.

    Intervals need a run whose draws were kept.

    Raises
    ------
    InputError
        C195 where the run holds some cities only.
    """
    if not holds_every_city(run):
        raise InputError(Problem("C195", args={"run": run.id}))
    kept = run.table(DRAWS) if DRAWS in run.folder.tables() else None
    return rank_table(
        {name: run.table(name) for name in TABLES},
        year,
        catalogue(lang),
        domain=domain,
        indicator=indicator,
        include_imputed=include_imputed,
        draws=kept if kept is not None and kept["draw"].max() > 0 else None,
        hindsight=hindsight(run),
    )
