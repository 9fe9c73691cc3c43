"""From draws to tables: central value, mean, percentiles and Monte-Carlo error of every cell.

``central`` is draw 0; the others are over draws 1…N and stand only when N > 0.
A cell that is null in any of these draws has none of them: a statistic over the draws that
happened to have a value would describe other futures than its neighbours.
Percentiles interpolate linearly between order statistics; they do not add up over rows.
``standard_error`` is that of the mean, in the column probability_met that of the share. Both
are for independent draws; stratified ones (`ensemble.sampling`) err less, not more.

References
----------
Agresti and Coull (1998), Approximate is better than "exact" for interval estimation of binomial
proportions, The American Statistician 52(2).
Stein (1987), Large sample properties of simulations using Latin hypercube sampling,
Technometrics 29(2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from simulator.axes import NATION, PROVINCE, PROVINCIAL_TREASURY, STATISTICS
from simulator.ensemble.blocks import Layout
from simulator.ensemble.reader import Reduce
from simulator.ensemble.statistics import drawn_statistics
from simulator.results.contracts import TABLES, Column, Table
from simulator.results.drawn import Array, Floats
from simulator.results.frames import Keys, frame

ERROR = STATISTICS.index("standard_error")
ALWAYS_STORED = ("", PROVINCE, PROVINCIAL_TREASURY, NATION)
"""Regions that ``--regions`` never leaves out: what cities are compared with and paid from."""


class Drawn(Protocol):
    """The numbers of all draws, in the order of the draws."""

    @property
    def draws(self) -> int:
        """Number of draws after draw 0."""

    def central(self, table: str, column: str) -> Floats:
        """Numbers of draw 0, shape (row,)."""

    def rows(self, table: str, column: str) -> Iterator[Floats]:
        """Numbers of draws 1…N, some rows after the other, (row, draw)."""


class DrawValues(Drawn, Protocol):
    """The values of all draws: also texts, events and what is reduced in parts."""

    @property
    def layout(self) -> Layout:
        """Rows and columns by table."""

    def reduced(self, table: str, column: str, reduce: Reduce, width: int) -> Floats:
        """Figures of draws 1…N of every row, as ``reduce`` makes them, (row, figure)."""

    def text(self, table: str, column: str) -> Array:
        """Texts of draw 0, shape (row,)."""

    def events(self, column: str) -> Array:
        """One column of the events kept."""


class CentralDraw:
    """Draw 0 alone, as it was handed over: a run without draws that was never spooled."""

    draws = 0

    def __init__(self, values: Mapping[str, Mapping[str, Array]]) -> None:
        self._values = values

    def central(self, table: str, column: str) -> Floats:
        """Return the numbers of draw 0, shape (row,)."""
        return self._values[table][column].astype(np.float64)

    def rows(self, table: str, column: str) -> Iterator[Floats]:
        """Yield nothing: there are no other draws."""
        return iter(())


def share_error(share: Floats, draws: int) -> Floats:
    """Return the standard error of a share of draws, any shape.

    Two successes and two failures are added: a target met in all of 64 draws is not certain.

    >>> share_error(np.array([0.5, 1.0]), 64).round(3).tolist()
    [0.061, 0.02]
    """
    added = (share * draws + 2.0) / (draws + 4.0)
    found: Floats = np.sqrt(added * (1.0 - added) / (draws + 4.0))
    return found


def statistics_of(values: DrawValues, table: str, column: str) -> Floats:
    """Return every statistic of one column, shape (row, statistic)."""
    central = values.central(table, column)[:, None]
    if values.draws == 0:
        return central
    drawn = values.reduced(table, column, drawn_statistics, len(STATISTICS) - 1)
    return np.concatenate([central, drawn], axis=1)


def summarise(scenario: str, keys: Keys, values: DrawValues) -> dict[str, pd.DataFrame]:
    """Return the summary tables of a run, rows in the order of the keys.

    Parameters
    ----------
    scenario
        Id of the scenario, the first column of every table.
    keys
        Per table the columns that are equal in all draws.
    values
        What the draws handed over.

    Notes
    -----
    ``met`` and ``met_as_printed`` stand in central rows only. ``probability_met``, the share of
    draws that meet the target (null unless every draw can be judged), stands there too, its
    error in the rows ``standard_error``. Texts that
    draws hand over are those of draw 0 and stand in central rows. Rows of the ledger that are
    zero in every statistic are left out.
    """
    return {name: _summary(scenario, TABLES[name], keys, values) for name in values.layout}


def _summary(scenario: str, table: Table, keys: Keys, values: DrawValues) -> pd.DataFrame:
    names = STATISTICS if values.draws else STATISTICS[:1]
    rows, width = values.layout[table.name].rows, len(names)
    columns: dict[str, pd.Series] = {
        "scenario": pd.Series(scenario, index=range(rows * width), dtype="str"),
        "statistic": pd.Series(list(names) * rows, dtype="str"),
    }
    for column in table.columns:
        if column.name in keys[table.name]:
            given = keys[table.name][column.name]
            columns[column.name] = given.iloc[np.repeat(np.arange(rows), width)]
        elif column.name not in columns:
            columns[column.name] = _drawn(table, column, values, width)
    # no two of its keys are equal, as `layout_of` has checked
    made = frame(table.name, columns, distinct=True)
    return without_zero_rows(made, width) if table.name == "ledger" else made


def _drawn(table: Table, column: Column, values: DrawValues, width: int) -> pd.Series:
    """Return a column that draws hand over, statistics of a row below each other."""
    rows = values.layout[table.name].rows
    if column.kind == "text":
        text = np.full((rows, width), "", dtype=object)
        text[:, 0] = values.text(table.name, column.name)
        return pd.Series(text.reshape(-1), dtype="str")
    number = np.full((rows, width), np.nan)
    if column.name == "probability_met":
        if values.draws:
            share = values.reduced(table.name, "met", mean_share, 1)[:, 0]
            number[:, 0], number[:, ERROR] = share, share_error(share, values.draws)
    elif column.kind == "nullable_bool":
        number[:, 0] = values.central(table.name, column.name)
    else:
        number = statistics_of(values, table.name, column.name)
    return pd.Series(number.reshape(-1))


def mean_share(met: Floats) -> Floats:
    """Return the share of draws that are 1, (row, draw) to (row, 1); NaN where any is NaN."""
    share: Floats = np.add.reduce(met, axis=1, keepdims=True) / met.shape[1]
    return share


def without_zero_rows(ledger: pd.DataFrame, width: int) -> pd.DataFrame:
    """Return the ledger without the rows that are zero in all their ``width`` statistics."""
    yuan = ledger["yuan"].to_numpy().reshape(-1, width)
    kept = np.repeat((yuan != 0.0).any(axis=1), width)
    return ledger[kept].reset_index(drop=True)


def event_table(scenario: str, values: DrawValues) -> pd.DataFrame:
    """Return the events kept: by draw, then in the order they happened."""
    columns = {column.name: values.events(column.name) for column in TABLES["events"].case_columns}
    return frame("events", {"scenario": np.full(len(columns["draw"]), scenario), **columns})


def draw_table(scenario: str, keys: Keys, values: DrawValues) -> pd.DataFrame:
    """Return the indicators' values of every draw, draw 0 first."""
    drawn = [values.central("indicators", "value")[None, :]]
    if values.draws:
        drawn.append(np.concatenate(list(values.rows("indicators", "value"))).T)
    number = np.concatenate(drawn)
    draws, rows = number.shape
    row = np.tile(np.arange(rows), draws)
    taken = keys["indicators"][["region", "indicator", "year"]].iloc[row]
    columns: dict[str, ArrayLike] = {
        "scenario": pd.Series(scenario, index=range(draws * rows), dtype="str"),
        "draw": np.repeat(np.arange(draws, dtype=np.int32), rows),
        "value": number.reshape(-1),
    }
    return frame("draws", {**columns, **{name: taken[name] for name in taken.columns}})


def stored_rows(table: pd.DataFrame, regions: Iterable[str]) -> pd.DataFrame:
    """Return the rows of given regions, of the province and of the treasuries above it.

    Tables without regions stay whole: an inequality between cities needs all of them.
    """
    if "region" not in table:
        return table
    kept = table["region"].isin([*ALWAYS_STORED, *regions])
    return table[kept].reset_index(drop=True)
