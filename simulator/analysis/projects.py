"""The projects of a run, one row each, read off its events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from simulator.analysis.delay import DELAY_COLUMNS, Terms, cost_of_delay, standstills
from simulator.analysis.labels import Catalogue, tell, word
from simulator.instants import MONTHS_PER_YEAR
from simulator.text.shown import shown

STAGES = (
    "asked",
    "approved",
    "land",
    "design_approved",
    "funded",
    "started",
    "accepted",
    "commissioned",
)
"""Events of a project in the order of design §3; each happens at most once."""
STATUS_AFTER = {
    "cancelled": "cancelled",
    "commissioned": "open",
    "accepted": "accepted",
    "started": "building",
    "funded": "waiting_builders",
    "design_approved": "waiting_money",
    "asked": "preparing",
}
"""Status of a project by its last event; approval and land belong to the preparation."""
COLUMNS = (
    "project",
    "project_name",
    "region",
    "service",
    "units",
    "unit",
    "status",
    *STAGES,
    "cancelled",
    "months_waiting_money",
    "months_waiting_builders",
    "n_stops",
    "yuan",
    *DELAY_COLUMNS,
)
PHASES = {
    "approval": ("asked", "approved"),
    "preparing": ("approved", "design_approved"),
    "waiting_money": ("design_approved", "funded"),
    "waiting_builders": ("funded", "started"),
    "building": ("started", "accepted"),
    "accepted": ("accepted", "commissioned"),
}
"""Bars of a Gantt chart: each between two events."""
STOPPED = "stopped"
TOLD = ("project", "project_name", "region_label", "service_label", "units")
NO_DELAY = Terms(0.0, 0, {})


def project_table(
    events: pd.DataFrame,
    base: int,
    catalogue: Catalogue,
    *,
    names: Mapping[str, str] | None = None,
    terms: Terms = NO_DELAY,
    regions: Sequence[str] = (),
    services: Sequence[str] = (),
) -> pd.DataFrame:
    """Return one row per project with `COLUMNS` and labels, in the order of params and age.

    Dates are months, such as 2023-04; what happened before the base year is not in a run and
    stays empty. Months of waiting lie between design approval and money, and between money and
    the start of the works.

    Parameters
    ----------
    events
        The run's table ``events``, draw 0.
    base
        Base year of the run.
    names
        Names of the projects of the reserve by id; all others are lots and have a number.
    terms
        What the cost of delay is reckoned with; the default costs nothing.
    regions, services
        Ids to keep; all when empty.
    """
    rows = events[(events["project"] != "") & (events["draw"] == 0)]
    for column, kept in (("region", regions), ("service", services)):
        rows = rows[rows[column].isin(kept)] if kept else rows
    happened = rows[rows["event"].isin(STAGES)]
    months = (
        rows[rows["event"].isin((*STAGES, "cancelled"))]
        .pivot_table(
            index=["region", "service", "project"], columns="event", values="month", aggfunc="first"
        )
        .reindex(columns=[*STAGES, "cancelled"])
    )
    table = months.reset_index()
    keys = table["project"]
    paid = rows[(rows["event"] == "drawn") & (rows["category"] == "capital")]
    stops = rows[rows["event"] == "stopped"]
    table["yuan"] = paid.groupby("project")["yuan"].sum().reindex(keys).fillna(0.0).to_numpy()
    table["n_stops"] = stops.groupby("project").size().reindex(keys).fillna(0).to_numpy(np.int64)
    delay = cost_of_delay(rows, terms).reindex(keys)
    table["months_stopped"] = delay["months_stopped"].astype("Int64").array
    table["yuan_delay"] = delay["yuan_delay"].to_numpy()
    units = happened[happened["units"] > 0].groupby("project")["units"].last()
    table["units"] = units.reindex(keys).astype("Int64").to_numpy()
    table["months_waiting_money"] = (table["funded"] - table["design_approved"]).astype("Int64")
    table["months_waiting_builders"] = (table["started"] - table["funded"]).astype("Int64")
    table["status"] = _status(table)
    for stage in (*STAGES, "cancelled"):
        table[stage] = _dates(table[stage], base)
    return _named(table, catalogue, names or {})


def _status(table: pd.DataFrame) -> pd.Series:
    """Return the status of each project by the last event that decides one."""
    status = pd.Series("preparing", index=table.index)
    for event, name in reversed(STATUS_AFTER.items()):
        status = status.mask(table[event].notna(), name)
    return status


def _dates(months: pd.Series, base: int) -> pd.Series:
    """Return months after the base as dates such as 2023-04; None stays None."""
    since = months.astype("Int64") - 1
    year, month = base + 1 + since // MONTHS_PER_YEAR, since % MONTHS_PER_YEAR + 1
    told = year.astype("string") + "-" + month.astype("string").str.zfill(2)
    return told.astype(object).where(told.notna(), None)


def _named(table: pd.DataFrame, catalogue: Catalogue, names: Mapping[str, str]) -> pd.DataFrame:
    """Add labels and put projects in the order of params: named ones, then lots by age."""
    language = catalogue.language
    serial = pd.to_numeric(table["project"].str.extract(r"-(\d+)$")[0]).fillna(0)
    order = [
        table[column].map({name: place for place, name in enumerate(known)})
        for column, known in (("region", catalogue.regions), ("service", catalogue.services))
    ]
    table = table.assign(_region=order[0], _service=order[1], _serial=serial)
    table = table.sort_values(["_region", "_service", "_serial"], kind="stable")
    table["project_name"] = [
        shown(names.get(project, "")) or tell(language, "project.lot", n=project.rpartition("-")[2])
        for project in table["project"]
    ]
    table["unit"] = table["service"].map(catalogue.service_units)
    labels = {
        "region_label": [catalogue.name("region", one) for one in table["region"]],
        "service_label": [catalogue.name("service", one) for one in table["service"]],
        "status_label": [word(language, "project_status", one) for one in table["status"]],
    }
    return table.reset_index(drop=True)[list(COLUMNS)].assign(**labels)


def gantt(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return one row per bar of a Gantt chart: project, phase, first and last date.

    The phases are `PHASES`; one that is not over has no end, one that was under way at the
    base year has no start. Works on record did not wait for builders before they started.
    """
    ends = table[[last for _, last in PHASES.values()]]
    first_end = ends.bfill(axis=1).iloc[:, 0]
    bars = [
        table[list(TOLD)].assign(
            phase=phase,
            start=table[first],
            end=table[last].where(table[last].notna(), table["cancelled"]),
            is_first=(phase != "waiting_builders")
            & table[last].notna()
            & (table[last] == first_end),
        )
        for phase, (first, last) in PHASES.items()
    ]
    found = pd.concat(bars)
    known = found["start"].notna() | found.pop("is_first")
    found = found[known & (found["start"] != found["end"])]
    found = found.sort_index(kind="stable").reset_index(drop=True)
    return found.assign(phase_label=_phase_labels(found, language))


def standstill_bars(
    table: pd.DataFrame, events: pd.DataFrame, base: int, terms: Terms, language: str
) -> pd.DataFrame:
    """Return the bars of works that stand still, to be drawn over those of `gantt`.

    ``events`` is the run's table, ``base`` its base year; projects are those of ``table``.
    """
    rows = events[events["project"].isin(table["project"]) & (events["draw"] == 0)]
    spans = [
        (project, first, months[last] + 1)
        for project, months in standstills(rows, terms).items()
        for first, last in _runs(months)
    ]
    found = pd.DataFrame(spans, columns=["project", "start", "end"])
    dated = {name: _dates(found[name].astype("Int64"), base) for name in ("start", "end")}
    told = table[list(TOLD)].merge(found.assign(**dated, phase=STOPPED), on="project")
    return told.assign(phase_label=_phase_labels(told, language))


def _runs(months: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first month of every unbroken run of months, and the position of its last.

    >>> list(_runs([3, 4, 5, 9]))
    [(3, 2), (9, 3)]
    """
    first = 0
    for position, month in enumerate(months):
        if position + 1 == len(months) or months[position + 1] != month + 1:
            yield months[first], position
            first = position + 1


def _phase_labels(bars: pd.DataFrame, language: str) -> list[str]:
    return [word(language, "project_status", phase) for phase in bars["phase"]]
