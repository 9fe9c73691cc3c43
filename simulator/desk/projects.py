"""The projects and the money of a stored run, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from simulator.analysis import ledger, projects
from simulator.analysis.delay import Terms
from simulator.analysis.project_rows import project_rows
from simulator.axes import DOMAINS, PROVINCE, PROVINCIAL_TREASURY
from simulator.desk.cases import params_of
from simulator.desk.pictures import catalogue, run_years
from simulator.desk.runs import Run
from simulator.errors import InputError, Problem
from simulator.inputs.arguments import nearest
from simulator.inputs.regions import nearest_region
from simulator.inputs.scenario import scenario_from_plain
from simulator.instants import MONTHS_PER_YEAR

RATE = "budget.bond_interest_rate"
MOST_BARS = 300
"""Projects that one Gantt chart shows."""


def run_projects(
    run: Run,
    *,
    region: str | None = None,
    service: str | None = None,
    named: bool = False,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return one row per project of draw 0; `simulator.analysis.projects` says the columns.

    ``named`` leaves out the lots: only projects of the reserve remain.

    Raises
    ------
    InputError
        C135 for a region, C136 for a service that does not exist.
    """
    names = catalogue(lang)
    refuse_unknown("C135", region, names.regions)
    refuse_unknown("C136", service, names.services)
    reserve = reserve_names(run, lang)
    table = projects.project_table(
        run.table("events"),
        run_years(run)[0],
        names,
        names=reserve,
        terms=_terms(run),
        regions=(region,) if region not in (None, PROVINCE) else (),
        services=(service,) if service is not None else (),
    )
    return table[table["project"].isin(reserve)].reset_index(drop=True) if named else table


def reserve_names(run: Run, lang: str) -> Mapping[str, str]:
    """Return the names of the projects of the reserve by id, as the run knew them."""
    known = run.manifest.get("projects")
    return {
        str(one["id"]): str(one["name"][lang])
        for one in (known if isinstance(known, list) else [])
        if isinstance(one, Mapping) and isinstance(one["name"], Mapping)
    }


def _terms(run: Run) -> Terms:
    """Return what the run's cost of delay is reckoned with; no rate where none is on record."""
    evidence, identity = run.manifest.get("evidence"), run.manifest.get("identity")
    rates = [
        float(str(one["value"]))
        for one in (evidence if isinstance(evidence, list) else [])
        if isinstance(one, Mapping) and one["name"] == RATE
    ]
    plain = identity["scenario"] if isinstance(identity, Mapping) else None
    levers = scenario_from_plain(plain).levers if isinstance(plain, Mapping) else None
    rests = {name: one.delay for name, one in levers.projects.items()} if levers else {}
    months = (len(run_years(run)) - 1) * MONTHS_PER_YEAR
    return Terms(rates[0] if rates else float("nan"), months, rests)


def run_gantt(run: Run, table: pd.DataFrame, lang: str = "zh") -> pd.DataFrame:
    """Return the bars of a Gantt chart for a table of `run_projects`, every project on a row.

    `simulator.analysis.project_rows` says the columns.

    Raises
    ------
    InputError
        C148 for more projects than a picture can show.
    """
    if len(table) > MOST_BARS:
        args = {"n": f"{len(table):,}", "most": str(MOST_BARS)}
        raise InputError(Problem("C148", args=args))
    years, own = run_years(run), dict.fromkeys(table["project"], "")
    ends = (years[0], years[-1])
    return project_rows(
        table, bars_of(run, table, lang), own, ends, catalogue(lang), most=MOST_BARS
    )


def bars_of(run: Run, table: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return the bars of a table of `run_projects`, however long, standstills last."""
    base, terms = run_years(run)[0], _terms(run)
    stops = projects.standstill_bars(table, run.table("events"), base, terms, lang)
    return pd.concat([projects.gantt(table, lang), stops], ignore_index=True)


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
    refuse_unknown("C135", region, {**names.regions, PROVINCIAL_TREASURY: ""})
    refuse_unknown("C137", domain, dict.fromkeys(DOMAINS, ""))
    return ledger.ledger_table(run.table("ledger"), region, names, domain)


def refuse_unknown(code: str, asked: str | None, known: Mapping[str, object]) -> None:
    """Raise a problem for a name that does not exist."""
    if asked is not None and asked not in known:
        near = nearest(asked, known)
        if code == "C135":
            near = nearest_region(asked, params_of().regions, known)
        args = {"found": asked, "nearest": near}
        raise InputError(Problem(code, args=args))
