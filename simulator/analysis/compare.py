"""Runs side by side: what differs in the inputs, the money first, then the outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from simulator.analysis.intervals import span
from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.references import central_year, imputed
from simulator.analysis.run_inputs import input_differences, unlike_notes
from simulator.analysis.run_view import RunView
from simulator.axes import NATION, PROVINCE

FISCAL = ("own", "transfer_in", "transfer_out")
NEW_MONEY = (*FISCAL, "bond", "service_income", "social_capital")
"""Ledger categories that bring money in from outside (transfers count net).

The fiscal ones are what a scenario gives; bonds, service income and social capital follow from
use and from what is built, and bonds are paid back out of the fiscal ones.
"""

UNLIKE = "unlike"
"""Column of every table of runs that are unlike: why their differences say little."""

RESIDENTS = "residents."
COMPARED_GROUPS = ("total", "under_3", "60_plus")
"""Groups of residents that stand beside the indicators, as ``residents.total`` and so on."""

INTERVAL = "difference_interval_label"
"""Column of the interval of a difference over draws, P5 to P95 as text; then the run's id."""

CENT = 0.005
"""Totals that differ by less are the same money [yuan]."""


class Comparison(NamedTuple):
    """What `compare` returns; every difference is to the first run."""

    inputs: pd.DataFrame
    """Kind, input, labels, one value per run: only inputs that differ."""
    totals: pd.DataFrame
    """Money of the whole province to the year, 2020 yuan: category, label, runs, differences."""
    outcomes: pd.DataFrame
    """Region, indicator, labels, unit, one value per run, differences; intervals with draws."""
    notes: list[str]

    def to_frame(self) -> pd.DataFrame:
        """Return the outcomes, the table that is exported; the notes come as ``attrs``."""
        return self.outcomes


def compare(
    runs: Sequence[RunView], year: int, catalogue: Catalogue, pairing: Sequence[str] = ()
) -> Comparison:
    """Return two or more runs side by side in one year.

    Parameters
    ----------
    runs
        The first is what the others are compared with.
    year
        Year of the outcomes; money is summed up to it.
    catalogue
        Names in the language of the tables.
    pairing
        Notes on how far two runs are the same future, told after the money.
    """
    language = catalogue.language
    inputs = {run.id: run.inputs for run in runs}
    unlike = unlike_notes({run.id: run.base for run in runs}, inputs, language)
    totals = money_totals(runs, year, language)
    notes = [tell(language, "compare.first", run=runs[0].id, year=year)]
    overall = totals.iloc[0][[run.id for run in runs]]
    if float(overall.max()) - float(overall.min()) > CENT:
        notes.insert(0, tell(language, "compare.money_differs"))
    else:
        notes.insert(0, tell(language, "compare.money_same"))
    notes += pairing
    notes += [note for run in runs if (note := run.hindsight.note(year, language))][:1]
    notes = [*unlike, *notes]
    differing = input_differences(inputs, catalogue)
    outcomes = outcome_differences(runs, year, catalogue)
    tables = [_told(table, unlike) for table in (differing, totals, outcomes)]
    for table, own in zip(tables, (unlike, notes, notes), strict=True):
        table.attrs = {"notes": own}
    return Comparison(tables[0], tables[1], tables[2], notes)


def _told(table: pd.DataFrame, unlike: Sequence[str]) -> pd.DataFrame:
    """Return a table that says in every row what makes its runs unlike, if anything does."""
    return table.assign(**{UNLIKE: " ".join(unlike)}) if unlike else table


def money_totals(runs: Sequence[RunView], year: int, language: str) -> pd.DataFrame:
    """Return the money of the whole province from the base year to ``year`` [yuan of 2020].

    The first row is the fiscal money that comes in from outside: own funds and net transfers.
    What the province moves within itself is not counted twice, and neither are bonds, which
    own funds pay back.
    """
    per_run = {run.id: _by_category(run.tables["ledger"], year) for run in runs}
    table = pd.DataFrame(per_run).reindex(list(NEW_MONEY)).fillna(0.0)
    table.loc["transfer_out"] *= -1.0
    total = table.loc[list(FISCAL)].sum().to_frame("total").T
    table = pd.concat([total, table[(table != 0).any(axis=1)]])
    table.insert(0, "label", [word(language, "category", str(c)) for c in table.index])
    for run in runs[1:]:
        table[f"difference:{run.id}"] = table[run.id] - table[runs[0].id]
    return table.rename_axis("category").reset_index()


def _by_category(ledger: pd.DataFrame, year: int) -> pd.Series:
    """Return the province's money by category, as amounts without sign [yuan]."""
    rows = ledger[(ledger["statistic"] == "central") & (ledger["year"] <= year)]
    whole = rows[rows["region"] == PROVINCE]
    if whole.empty:
        whole = rows[rows["region"] != NATION]
    return whole.groupby("category")["yuan"].sum().abs()


def outcome_differences(runs: Sequence[RunView], year: int, catalogue: Catalogue) -> pd.DataFrame:
    """Return the indicators of all runs in one year and their differences to the first run."""
    keys = ["region", "indicator", "unit"]
    columns = [
        pd.concat(
            [_residents(run, year), central_year(run.tables["indicators"], year)[[*keys, "value"]]]
        )
        .set_index(keys)["value"]
        .rename(run.id)
        for run in runs
    ]
    table = pd.concat(columns, axis=1, sort=False)
    for run in runs[1:]:
        table[f"difference:{run.id}"] = table[run.id] - table[runs[0].id]
        paired = _paired(runs[0], run, year)
        if paired is not None:
            table = table.join(paired, on=["region", "indicator"])
    table = table.reset_index()
    table.insert(1, "region_label", [catalogue.name("region", r) for r in table["region"]])
    table.insert(3, "indicator_label", [_label(i, catalogue) for i in table["indicator"]])
    shown = central_year(runs[0].tables["gaps"], year)
    marked = shown[imputed(shown["flags"])].set_index(["region", "indicator"]).index
    at = pd.MultiIndex.from_frame(table[["region", "indicator"]])
    table["imputed"] = at.isin(marked)
    units = zip(table["indicator"], table["unit"], strict=True)
    table.insert(5, "unit_label", [catalogue.unit(i, u) for i, u in units])
    for run in runs[1:]:
        if f"difference_p05:{run.id}" in table:
            table[f"{INTERVAL}:{run.id}"] = _intervals(table, run.id, catalogue.language)
    return table


def _intervals(table: pd.DataFrame, run: str, language: str) -> list[str]:
    """Return the intervals of the differences to the first run as text."""
    ends = (table[f"difference_{name}:{run}"] for name in ("p05", "p95"))
    return [
        span(low, high, unit, language, difference=True)
        for low, high, unit in zip(*ends, table["unit"], strict=True)
    ]


def _residents(run: RunView, year: int) -> pd.DataFrame:
    """Return residents of some groups as rows like those of the indicators."""
    rows = central_year(run.tables["population"], year)
    rows = rows[(rows["sex"] == "total") & rows["age_group"].isin(COMPARED_GROUPS)]
    return pd.DataFrame(
        {
            "region": rows["region"],
            "indicator": RESIDENTS + rows["age_group"],
            "unit": rows["unit"],
            "value": rows["value"],
        }
    )


def _label(indicator: str, catalogue: Catalogue) -> str:
    """Return the name of an indicator or of a group of residents."""
    if not indicator.startswith(RESIDENTS):
        return catalogue.name("indicator", indicator)
    group = word(catalogue.language, "age_group", indicator.removeprefix(RESIDENTS))
    return tell(catalogue.language, "compare.residents", group=group)


def _paired(first: RunView, other: RunView, year: int) -> pd.DataFrame | None:
    """Return P5, P50 and P95 of the difference draw by draw, when both runs kept their draws."""
    if "draws" not in first.tables or "draws" not in other.tables:
        return None
    keys = ["region", "indicator", "draw"]
    values = [
        run.tables["draws"][run.tables["draws"]["year"] == year].set_index(keys)["value"]
        for run in (first, other)
    ]
    difference = (values[1] - values[0]).dropna()
    difference = difference[difference.index.get_level_values("draw") > 0]
    grouped = difference.groupby(level=["region", "indicator"], sort=False)
    return pd.DataFrame(
        {
            f"difference_{name}:{other.id}": grouped.quantile(share)
            for name, share in (("p05", 0.05), ("p50", 0.5), ("p95", 0.95))
        }
    )
