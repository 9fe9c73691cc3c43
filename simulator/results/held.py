"""A run in memory: the interface of a stored one, with the numbers of its draw 0 alone.

HeldKeys    the columns of a table that are the same in many runs, made once for all of them
HeldTable   one table of one run: those keys, and arrays that become columns when asked for
HeldRun     all tables of a run
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from simulator.errors import InputError, Problem, Where
from simulator.results.contracts import TABLES
from simulator.results.folder import RunFolder
from simulator.results.frames import column_of, contract
from simulator.results.manifest import Json
from simulator.results.parquet import SUFFIX
from simulator.results.rows import Positions, Rows

CENTRAL = "central"
MOST_PARTS = 32
"""Selections of keys that are kept: those of a page, as often as it is drawn."""

Array = NDArray[np.generic]
Asked = frozenset[tuple[str, object]]


class HeldKeys:
    """The key columns of a table; ``kept`` marks the rows a run stores, None all. Shape (row,)."""

    def __init__(
        self, name: str, scenario: str, keys: pd.DataFrame, kept: NDArray[np.bool_] | None = None
    ) -> None:
        self.table = contract(name)
        given: dict[str, ArrayLike] = {str(column): keys[column] for column in keys}
        given["scenario"] = np.full(len(keys), scenario, object)
        given["statistic"] = np.full(len(keys), CENTRAL, object)
        self.columns = pd.DataFrame(
            {
                one.name: column_of(self.table, one, given[one.name])
                for one in self.table.columns
                if one.name in given
            }
        )
        self.n_rows = len(keys)
        self._kept = kept
        self._rows = Rows(self.columns)
        self._parts: dict[Asked, tuple[Positions, pd.DataFrame]] = {}

    def part(self, **asked: object) -> tuple[Positions, pd.DataFrame]:
        """Return which rows have these keys, and the keys of these."""
        name = frozenset(asked.items())
        if name not in self._parts:
            if len(self._parts) >= MOST_PARTS:
                self._parts.clear()
            places = self._rows.where(**asked)
            if self._kept is not None:
                places = places[self._kept[places]]
            self._parts[name] = places, self.columns.take(places).reset_index(drop=True)
        return self._parts[name]


class HeldTable:
    """One table of draw 0; ``values`` are its arrays by column. Shape (row,)."""

    def __init__(self, keys: HeldKeys, values: Mapping[str, Array]) -> None:
        self._keys, self._values = keys, values

    def frame(self, **asked: object) -> pd.DataFrame:
        """Return the rows with these keys in the types of the contract, index 0…n-1.

        As in a stored run, lines of the ledger without money are left out.
        """
        places, keys = self._keys.part(**asked)
        if self._keys.table.name == "ledger":
            moved = self._values["yuan"][places] != 0.0
            places, keys = places[moved], keys[moved].reset_index(drop=True)
        return pd.DataFrame({name: self._column(name, places, keys).array for name in self._names})

    @property
    def _names(self) -> tuple[str, ...]:
        return self._keys.table.names

    def _column(self, name: str, places: Positions, keys: pd.DataFrame) -> pd.Series:
        if name in keys:
            return keys[name]
        known = self._values.get(name)  # without draws there is no probability
        values = np.full(len(places), np.nan) if known is None else known[places]
        return column_of(self._keys.table, self._keys.table.column(name), values)


class HeldRun(RunFolder):
    """A run that stands nowhere: whatever reads a stored run reads it.

    Parameters
    ----------
    about
        Makes the manifest (`simulator.results.manifest.about_run`) when somebody asks for it.
    held
        Tables by name.
    made
        How the others are made, by name: events are told when somebody asks for them.
    """

    def __init__(
        self,
        about: Callable[[], Mapping[str, Json]],
        held: Mapping[str, HeldTable],
        made: Mapping[str, Callable[[], pd.DataFrame]],
    ) -> None:
        self._about, self._held, self._made = about, held, made
        self._frames = {}
        self._rows = {}

    @cached_property
    def manifest(self) -> Mapping[str, Json]:  # type: ignore[override]
        """Return the manifest; nothing is stored, so that no file has a checksum."""
        return {**self._about(), "files": self.files}

    @property
    def path(self) -> Path:  # type: ignore[override]
        """Return the id: there is no such folder."""
        return Path(self.id)

    @property
    def files(self) -> Mapping[str, Mapping[str, Json]]:
        """Return the names under which the tables would be stored."""
        known = {*self._held, *self._made}
        return {name + SUFFIX: {} for name in TABLES if name in known}

    def table(self, name: str) -> pd.DataFrame:
        """Return one table; InputError R113 for one that is of draws."""
        if name not in self._frames:
            made = self._held[name].frame if name in self._held else self._made.get(name)
            if made is None:
                args = {"run": self.id, "table": contract(name).name}
                raise InputError(Problem("R113", Where(), args))
            self._frames[name] = made()
        return self._frames[name].copy(deep=False)

    def part(self, name: str, **asked: object) -> pd.DataFrame:
        """Return the rows of a table whose columns have these values; no others are made."""
        if name in self._held:
            return self._held[name].frame(**asked)
        return super().part(name, **asked)

    def with_table(self, name: str, make: Callable[[], pd.DataFrame]) -> HeldRun:
        """Return the run with one table made otherwise."""
        held = {known: table for known, table in self._held.items() if known != name}
        return HeldRun(self._about, held, {**self._made, name: make})

    def check_file(self, name: str) -> Problem | None:
        """Return nothing: there is no file."""
        return None

    def verify(self) -> list[Problem]:
        """Return nothing: no byte was written."""
        return []
