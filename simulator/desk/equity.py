"""The inequality of a stored run and what its indices are made of."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.convergence import (
    convergence_overview,
    convergence_table,
    sigma_overview,
)
from simulator.analysis.domain_attainment import domain_overview, domain_table
from simulator.analysis.grouped import Grouped, grouped_overview, grouped_table
from simulator.analysis.index_parts import index_weights_table, parts_notes
from simulator.analysis.inequality import inequality_table
from simulator.analysis.inequality_screen import (
    index_overview,
    index_weights_overview,
    inequality_overview,
)
from simulator.analysis.stored_series import TABLES, Reading, Stored, stored_series
from simulator.desk.pictures import catalogue, hindsight
from simulator.desk.runs import Run
from simulator.desk.use import params_of_run
from simulator.errors import InputError, Problem, Where
from simulator.inputs.arguments import nearest
from simulator.inputs.params import Params
from simulator.inputs.regions import cities

__all__ = [
    "convergence_overview",
    "domain_overview",
    "grouped_overview",
    "index_overview",
    "index_weights_overview",
    "inequality_overview",
    "run_convergence",
    "run_domains",
    "run_equity",
    "run_grouped",
    "run_index_weights",
    "sigma_overview",
]


def run_equity(
    run: Run,
    years: list[int],
    lang: str = "zh",
    *,
    indicator: str | None = None,
    include_imputed: bool = False,
) -> pd.DataFrame:
    """Return every measure of inequality; `simulator.analysis.inequality` has the columns.

    ``attrs["notes"]`` also say which indicators the indices use, where the run holds all cities.

    Raises
    ------
    InputError
        C181 for an indicator whose inequality the run does not hold.
    """
    table = run.table("equity")
    held = set(table["indicator"].unique())
    known = [name for name in catalogue(lang).indicators if name in held]
    if indicator is not None and indicator not in known:
        args = {"given": indicator, "known": ("、" if lang == "zh" else ", ").join(known)}
        raise InputError(Problem("C181", Where(key="--indicator"), args))
    if indicator is not None:
        table = run.part("equity", indicator=indicator)
    found = inequality_table(
        table,
        catalogue(lang),
        years=years,
        indicator=indicator,
        include_imputed=include_imputed,
        hindsight=hindsight(run),
    )
    if indicator is None and holds_every_city(run):
        found.attrs["notes"] += parts_notes(stored_of(run), catalogue(lang))
    return found


def run_index_weights(
    run: Run, year: int, lang: str = "zh", *, include_imputed: bool = False
) -> pd.DataFrame:
    """Return the indices under three weightings; `simulator.analysis.index_parts` has the columns.

    Raises
    ------
    InputError
        C182 where the run holds some cities only.
    """
    tables = stored_of(run), run.table("equity")
    table = index_weights_table(*tables, year, catalogue(lang), include_imputed=include_imputed)
    return _dated(table, run, year, lang)


def run_grouped(
    run: Run, year: int, grouping: str, lang: str = "zh", *, include_imputed: bool = False
) -> pd.DataFrame:
    """Return Theil between and within groups; `simulator.analysis.grouped` has the columns.

    Raises
    ------
    InputError
        C184 for an unknown grouping, C182 where the run holds some cities only.
    """
    params = params_of_run(run)
    if grouping not in params.groups:
        args = {
            "found": grouping,
            "nearest": nearest(grouping, params.groups),
            "known": ("、" if lang == "zh" else ", ").join(params.groups),
        }
        raise InputError(Problem("C184", Where(key="--groups"), args))
    stored, chosen = stored_of(run), params.groups[grouping]
    numbers = tuple(chosen.number_of(city) for city in stored.cities)
    table = grouped_table(
        stored,
        year,
        Grouped(chosen.label.say(lang), numbers, chosen.names(lang)),
        catalogue(lang),
        {name: one.unit for name, one in params.indicators.items()},
        include_imputed=include_imputed,
    )
    table.attrs["notes"].append(chosen.reason.say(lang))
    return _dated(table, run, year, lang)


def _dated(table: pd.DataFrame, run: Run, year: int, lang: str) -> pd.DataFrame:
    """Return a table whose first note says whether its year looks back or ahead."""
    note = hindsight(run).note(year, lang)
    if note:
        table.attrs["notes"].insert(0, note)
    return table


def run_convergence(
    run: Run, year: int, lang: str = "zh", *, include_imputed: bool = False
) -> pd.DataFrame:
    """Return sigma and beta year by year up to one; `simulator.analysis.convergence`.

    Raises
    ------
    InputError
        C182 where the run holds some cities only.
    """
    tables = stored_of(run), run.table("equity")
    table = convergence_table(*tables, year, catalogue(lang), include_imputed=include_imputed)
    return _dated(table, run, year, lang)


def run_domains(
    run: Run, year: int, lang: str = "zh", *, include_imputed: bool = False
) -> pd.DataFrame:
    """Return attainment by domain; `simulator.analysis.domain_attainment` has the columns.

    Raises
    ------
    InputError
        C182 where the run holds some cities only.
    """
    stored = stored_of(run)
    table = domain_table(stored, year, catalogue(lang), include_imputed=include_imputed)
    return _dated(table, run, year, lang)


def stored_of(run: Run) -> Stored:
    """Return the indicators of a run as arrays.

    Raises
    ------
    InputError
        C182 where the run holds some cities only.
    """
    if not holds_every_city(run):
        raise InputError(Problem("C182", args={"run": run.id}))
    params = params_of_run(run)
    tables = {name: run.table(name) for name in TABLES}
    return stored_series(tables, readings_of(params), cities(dict(params.regions)))


def readings_of(params: Params) -> dict[str, Reading]:
    """Return how the simulated indicators are read, in the order of params."""
    return {
        name: Reading(
            float(one.per),
            one.direction,
            one.denominator if isinstance(one.denominator, str) else "",
            one.denominator if isinstance(one.denominator, tuple) else (),
        )
        for name, one in params.indicators.items()
        if one.simulated
    }


def holds_every_city(run: Run) -> bool:
    """Return whether a run holds every city."""
    held = set(run.table("indicators")["region"].unique())
    return set(cities(dict(params_of_run(run).regions))) <= held
