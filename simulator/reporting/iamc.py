"""Runs as the wide table of the IAMC, which pyam and the scenario explorers read.

Names are the ids of ``params/`` and of the stored tables in either language of the reader, so
that scripts outlive wording: ``Capacity|hospital_beds|standing``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from simulator.progress import Progress
from simulator.reporting.table_csv import write_csv

INDEX = ["Model", "Scenario", "Region", "Variable", "Unit"]
USUAL, ALL = (5, 50, 95), (5, 25, 50, 75, 95)
"""Percentiles in the table; mean and standard error are never in it."""
MONEY, PERSONS = "yuan_2020", "person"


class Told(NamedTuple):
    """One run, as it is told to other programs."""

    model: str
    scenario: str
    tables: Mapping[str, pd.DataFrame]


class Form(NamedTuple):
    """How one stored table becomes variables.

    Parameters
    ----------
    root
        First part of the variable.
    keys
        Columns whose words follow it.
    numbers
        Columns of numbers; each adds its name where there are several.
    unit
        Unit of all rows; the column ``unit`` when empty.
    """

    root: str
    keys: tuple[str, ...]
    numbers: tuple[str, ...]
    unit: str = ""


_STOCKS = (
    *("standing", "available", "in_pipeline", "commissioned"),
    *("retired", "recruited", "graduated", "adjusted"),
)
FORMS = {
    "indicators": Form("Indicator", ("indicator",), ("value",)),
    "population": Form("Population", ("age_group", "sex"), ("value",)),
    "population_flows": Form(
        "Population Flow", (), ("births", "deaths", "net_migration"), f"{PERSONS}/yr"
    ),
    "stocks": Form("Capacity", ("service",), _STOCKS),
    "use": Form("Use", ("service",), ("need", "demand", "use", "idle", "unmet")),
    "ledger": Form("Money", ("category", "tier", "fund", "domain", "service"), ("yuan",), MONEY),
    "gaps": Form("Gap", ("indicator", "reference"), ("gap",)),
}


def iamc_frame(runs: Sequence[Told], percentiles: Sequence[int] = USUAL) -> pd.DataFrame:
    """Return `INDEX` and one column per year; numbers that a run does not know are NaN.

    No two rows have the same index, as long as no two runs have the same model and scenario.
    A variable without any number is left out; absent keys of the ledger are ``-``. The central
    value stands under the variable's name, ``percentiles`` with ``|P05`` and so on behind it.
    """
    suffixes = {"central": "", **{f"p{n:02d}": f"|P{n:02d}" for n in percentiles}}
    parts = [
        _rows(form, run.tables[name], suffixes).assign(Model=run.model, Scenario=run.scenario)
        for run in runs
        for name, form in FORMS.items()
        if name in run.tables
    ]
    long = pd.concat(parts, ignore_index=True).dropna(subset=["value"])
    wide = long.pivot(index=INDEX, columns="year", values="value")  # noqa: PD010  (refuses doubles)
    # in the order of the runs and of their tables, not of the alphabet
    wide = wide.reindex(pd.MultiIndex.from_frame(long[INDEX].drop_duplicates()))
    wide.columns = pd.Index([str(year) for year in wide.columns])
    return wide.reset_index()


def write_iamc(
    runs: Sequence[Told],
    path: Path,
    percentiles: Sequence[int] = USUAL,
    *,
    on_progress: Progress | None = None,
) -> Path:
    """Write the wide table as UTF-8 CSV without a byte order mark, and return its path."""
    return write_csv(iamc_frame(runs, percentiles), path, for_excel=False, on_progress=on_progress)


def _rows(form: Form, table: pd.DataFrame, suffixes: Mapping[str, str]) -> pd.DataFrame:
    """Return Region, Variable, Unit, year and value of one table."""
    table = table[table["statistic"].isin(list(suffixes))]
    suffix = table["statistic"].map(suffixes).astype(object)
    stem = pd.Series(form.root, index=table.index, dtype=object)
    for key in form.keys:
        stem = stem + "|" + table[key].astype(object).replace("", "-")
    parts = []
    for number in form.numbers:
        name = f"|{number}" if len(form.numbers) > 1 else ""
        parts.append(
            pd.DataFrame(
                {
                    "Region": table["region"],
                    "Variable": stem + name + suffix,
                    "Unit": form.unit or table["unit"],
                    "year": table["year"],
                    "value": table[number],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
