"""The projects of a stored run as the page of projects draws them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from simulator.analysis import projects
from simulator.analysis.project_rows import project_rows
from simulator.desk.pictures import catalogue, run_years
from simulator.desk.projects import bars_of, refuse_unknown, reserve_names, run_projects
from simulator.desk.runs import Run, open_run

KEPT = 8
"""Places whose projects are kept in memory: the province's take a third of a second."""


def project_picture(
    run: Run,
    *,
    region: str | None = None,
    service: str | None = None,
    order: str = "place",
    lang: str = "zh",
) -> pd.DataFrame:
    """Return the bars of projects; `simulator.analysis.project_rows` says columns and orders.

    Raises
    ------
    InputError
        C135 for a region, C136 for a service that does not exist.
    """
    table, bars = _projects(run.path, region, lang)
    if service is not None:
        refuse_unknown("C136", service, catalogue(lang).services)
        table = table[table["service"] == service]
        bars = bars[bars["project"].isin(table["project"])]
    years = run_years(run)
    return project_rows(
        table,
        bars,
        reserve_names(run, lang),
        (years[0], years[-1]),
        catalogue(lang),
        order=order,
    )


@lru_cache(KEPT)
def _projects(run: Path, region: str | None, lang: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the projects of a place and their bars; nobody may change them."""
    opened = open_run(str(run))
    table = run_projects(opened, region=region, lang=lang)
    return table, bars_of(opened, table, lang)


def project_services(run: Run, lang: str = "zh") -> dict[str, str]:
    """Return the services that projects of a run build, by id, with their names."""
    events = run.table("events")
    built = set(events.loc[events["event"] == projects.STAGES[0], "service"].astype(str))
    names = catalogue(lang).services
    return {service: names[service] for service in names if service in built}
