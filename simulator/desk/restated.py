"""The restated run of a review: a scenario lived once more with what was observed of its stocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.observed_stocks import REASONS, Ground, Sighting, sightings, taken
from simulator.desk.cases import Source, load_case
from simulator.desk.pictures import catalogue, run_years
from simulator.desk.review import series_with
from simulator.desk.runs import Run, run_scenario
from simulator.errors import InputError, Problem, Where
from simulator.inputs.arrays import PROGRAMME, Booleans
from simulator.inputs.assimilated import TakenOver
from simulator.inputs.case import Case
from simulator.inputs.world import build_world
from simulator.instants import MONTHS_PER_YEAR
from simulator.model import TOTAL_SEX, residents
from simulator.population.groups import group_totals
from simulator.progress import Progress

TAKEN_OVER_COLUMNS = (
    *("region_label", "service_label", "year", "observed", "unit_label", "adjusted"),
    *("left_out_because_label", "published", "source", "note"),
)
"""Columns of `Restated.stocks` that a reader sees first."""


@dataclass(frozen=True)
class Restated:
    """A run restated by observations, and what became of each of these."""

    run: Run
    stocks: pd.DataFrame
    notes: tuple[str, ...]


def restate(
    year: int,
    scenario: Source | Case = "baseline",
    *,
    observations: Path | str | None = None,
    known_on: str | None = None,
    draws: int | None = None,
    out: Path | str = "runs",
    lang: str = "zh",
    on_progress: Progress | None = None,
) -> Restated:
    """Run a scenario with the stocks observed from its base to a year taken over (design §4.1).

    Parameters
    ----------
    year
        Of the review: 31 December of it is the last that is taken over.
    scenario
        As for `run_scenario`, a case too; ``draws``, ``out`` and ``on_progress`` too.
    observations
        As for `simulator.desk.review.review`.
    known_on
        Day (YYYY-MM-DD): of observations, plans and residents only what was published by then
        is read, and taken over; part of the id, as what was taken over is.

    Raises
    ------
    InputError
        R186 when the scenario does not run through that year, R184, R185 and R187 for stocks
        that cannot be, and all problems of the files.
    """
    case = scenario if isinstance(scenario, Case) else load_case(scenario, known_on=known_on)
    base, _, end = case.scenario.horizon
    if not base < year <= end:
        args = {"year": str(year), "scenario": case.scenario.id}
        args |= {"first": str(base + 1), "last": str(end)}
        raise InputError(Problem("R186", Where(key="--year"), args))
    series = series_with(Path(observations) if observations else None, known_on)
    ground = ground_of(case)
    found = sightings(series, ground, year)
    stocks = taken(found)
    if stocks:
        case = replace(case, taken_over=TakenOver(year, stocks))
    run = run_scenario(case, draws=draws, out=out, on_progress=on_progress)
    table = _table(found, run, catalogue(lang))
    notes = _notes(table, year, lang)
    imputed = [one for one in stocks if (one.region, one.service) in ground.imputed]
    if imputed:
        notes = (*notes, tell(lang, "review.taken_over_imputed", n=len(imputed)))
    return Restated(run, table, notes)


def ground_of(case: Case) -> Ground:
    """Return what observations of a case's cities are taken over into."""
    people = group_totals(residents(case, np.array([0])).member(0).persons)[:, :, TOTAL_SEX]
    world, stocks = build_world(case, people, 0, {})
    planned = (world.traits.family == PROGRAMME) & (world.programme_target > 0)
    there = stocks.exists | planned
    return Ground(
        case.services,
        case.params.indicators,
        case.cities,
        case.scenario.horizon.base,
        _named(there, case),
        _named(there & ~stocks.real, case),
    )


def _named(cells: Booleans, case: Case) -> frozenset[tuple[str, str]]:
    """Return the names of the cells (region, service) that are true."""
    regions, services = case.axes
    return frozenset((regions[region], services[at]) for region, at in np.argwhere(cells).tolist())


def _table(found: Sequence[Sighting], run: Run, names: Catalogue) -> pd.DataFrame:
    """Return one row an observation: what it says, what the run has, why it is not taken over.

    ``adjusted`` is what was observed less what was simulated in the central draw [unit of the
    service].
    """
    adjusted = _adjusted(run)
    rows: list[dict[str, Any]] = []
    for one in found:
        seen, stock = one.observed, one.stock
        service = stock.service if stock else ""
        rows.append(
            {
                "region": one.region,
                "region_label": names.name("region", one.region),
                "indicator": one.indicator,
                "service": service,
                "service_label": _label(names, one.indicator, service),
                "year": one.year,
                "observed": seen.value,
                "unit": seen.unit,
                "unit_label": names.name("unit", seen.unit),
                "adjusted": None
                if one.reason
                else adjusted.get((one.region, service, one.year), 0),
                "left_out_because": one.reason,
                "left_out_because_label": word(
                    names.language, "left_out_because", one.reason or "taken"
                ),
                "published": seen.published,
                "source": seen.source,
                "note": seen.note,
            }
        )
    columns = list(rows[0]) if rows else ["left_out_because", *TAKEN_OVER_COLUMNS]
    return pd.DataFrame(rows, columns=columns).astype({"adjusted": "Int64"})


def _label(names: Catalogue, observed: str, service: str) -> str:
    """Return the name of a stock, else of what was observed."""
    name = service or observed
    return names.name("service" if name in names.services else "indicator", name)


def _adjusted(run: Run) -> Mapping[tuple[str, str, int], int]:
    """Return what the central draw adjusted, by region, service and year."""
    events, base = run.table("events"), run_years(run)[0]
    rows = events[(events["event"] == "adjusted") & (events["draw"] == 0)]
    years = base + 1 + (rows["month"] - 1) // MONTHS_PER_YEAR
    cells = zip(rows["region"], rows["service"], years, rows["units"], strict=True)
    return {(region, service, int(year)): int(units) for region, service, year, units in cells}


def _notes(table: pd.DataFrame, year: int, lang: str) -> tuple[str, ...]:
    """Return how many observed stocks were taken over, and how many were not and why."""
    left = table[table["left_out_because"] != ""]["left_out_because"].value_counts()
    n = len(table) - int(left.sum())
    notes = [tell(lang, "review.taken_over" if n else "review.nothing_taken", n=n, year=year)]
    if len(left):
        joint = "、" if lang == "zh" else ", "
        told = [
            tell(lang, "review.reason", why=word(lang, "left_out_because", one), n=int(left[one]))
            for one in REASONS
            if one in left
        ]
        notes.append(tell(lang, "review.not_taken", n=int(left.sum()), reasons=joint.join(told)))
    return tuple(notes)
