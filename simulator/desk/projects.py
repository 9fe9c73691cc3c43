"""The projects and the money of a stored run, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from simulator.analysis import ledger, projects
from simulator.axes import DOMAINS, PROVINCE, PROVINCIAL_TREASURY
from simulator.desk.pictures import catalogue, run_years
from simulator.desk.runs import Run
from simulator.errors import InputError, Problem
from simulator.inputs.arguments import nearest


def run_projects(
    run: Run, *, region: str | None = None, service: str | None = None, lang: str = "zh"
) -> pd.DataFrame:
    """Return one row per project of draw 0; `simulator.analysis.projects` says the columns.

    Raises
    ------
    InputError
        C135 for a region, C136 for a service that does not exist.
    """
    names = catalogue(lang)
    _refuse_unknown("C135", region, names.regions)
    _refuse_unknown("C136", service, names.services)
    return projects.project_table(
        run.table("events"),
        run_years(run)[0],
        names,
        regions=(region,) if region not in (None, PROVINCE) else (),
        services=(service,) if service is not None else (),
    )


def run_gantt(table: pd.DataFrame, lang: str = "zh") -> pd.DataFrame:
    """Return the bars of a Gantt chart for a table of `run_projects`."""
    return projects.gantt(table, lang)


def run_ledger(
    run: Run, region: str = PROVINCE, domain: str | None = None, lang: str = "zh"
) -> pd.DataFrame:
    """Return the money of a region by category and year [yuan]; each year sums to zero.

    Raises
    ------
    InputError
        C135 for a region, C137 for a domain that does not exist.
    """
    names = catalogue(lang)
    _refuse_unknown("C135", region, {**names.regions, PROVINCIAL_TREASURY: ""})
    _refuse_unknown("C137", domain, dict.fromkeys(DOMAINS, ""))
    return ledger.ledger_table(run.table("ledger"), region, names, domain)


def _refuse_unknown(code: str, asked: str | None, known: Mapping[str, object]) -> None:
    """Raise a problem for a name that does not exist."""
    if asked is not None and asked not in known:
        args = {"found": asked, "nearest": nearest(asked, list(known))}
        raise InputError(Problem(code, args=args))
