"""SQL over the tables of stored runs: it reads these tables and nothing else, and writes nothing.

    runs          run, scenario, label_zh, label_en, base_year, as_of, end_year, draws, seed,
                  version, restated
    <table>       run, then the columns of the table (design §8): rows of all runs

DuckDB reads the Parquet files where they stand; no database file is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from simulator.errors import InputError, MachineError, Problem, Where
from simulator.results.contracts import TABLES
from simulator.results.folder import RunFolder
from simulator.results.parquet import SUFFIX

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RUNS = "runs"
RUN_COLUMNS = {
    **dict.fromkeys(("run", "scenario", "label_zh", "label_en"), "VARCHAR"),
    **dict.fromkeys(("base_year", "as_of", "end_year", "draws"), "INTEGER"),
    "seed": "BIGINT",
    "version": "VARCHAR",
    "restated": "BOOLEAN",
}
FOLDER_OF = r"regexp_extract(filename, '([^/\\]+)[/\\][^/\\]+$', 1)"
"""A run's folder bears its id."""
ONE_THREAD: dict[str, str | bool | int | float | list[str]] = {"threads": 1}
"""Sums of floats depend on the order of the threads, and the same query gives the same digits."""
INTERRUPTED = "interrupted"
LOCKS = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET python_enable_replacements = false",
    "SET temp_directory = ''",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
"""After these a query reads the allowed files and no other, and cannot change it back."""


def query(runs: Sequence[RunFolder], sql: str) -> pd.DataFrame:
    """Return what one SELECT finds in the tables of some runs.

    Files of the tables it names are checked against their checksums first.

    Raises
    ------
    InputError
        R241 for SQL that is wrong, R242 for what is no single SELECT, R243 for other files;
        R106, R107 and R109 when a file is not as it was written.
    MachineError
        R244 when the memory does not suffice.
    """
    import duckdb

    found = list({run.id: run for run in runs}.values())
    with duckdb.connect(":memory:", config=ONE_THREAD) as connection:
        try:
            _refuse_other_than_select(connection, sql)
            _check(found, _tables(sql))
            _open(connection, found)
            return _plain(connection.execute(sql).df())
        except duckdb.PermissionException as error:
            raise InputError(Problem("R243", Where(), {"reason": _told(error)})) from error
        except duckdb.OutOfMemoryException as error:
            raise MachineError(Problem("R244", Where(), {"reason": _told(error)})) from error
        except RuntimeError as error:  # what DuckDB makes of Ctrl-C
            if INTERRUPTED in str(error):
                raise KeyboardInterrupt from error
            raise
        except duckdb.Error as error:
            args = {"reason": _told(error), "tables": ", ".join(tables_of(found))}
            raise InputError(Problem("R241", Where(), args)) from error


def tables_of(runs: Sequence[RunFolder]) -> list[str]:
    """Return the names a query may use, in the order of design §8."""
    held = {name for run in runs for name in run.tables()}
    return [RUNS, *(name for name in TABLES if name in held)]


def _refuse_other_than_select(connection: DuckDBPyConnection, sql: str) -> None:
    """Raise unless the text is one statement that only reads."""
    kinds = [one.type.name for one in connection.extract_statements(sql)]
    if kinds != ["SELECT"]:
        raise InputError(Problem("R242", Where(), {"found": ", ".join(kinds) or "—"}))


def _open(connection: DuckDBPyConnection, runs: Sequence[RunFolder]) -> None:
    """Make the views, then shut everything else."""
    import duckdb

    files = {name: list(_files(runs, name)) for name in tables_of(runs)[1:]}
    connection.execute(
        "SET allowed_paths = ?", [[file for listed in files.values() for file in listed]]
    )
    columns = ", ".join(f"{name} {kind}" for name, kind in RUN_COLUMNS.items())
    connection.execute(f"CREATE TABLE {RUNS} ({columns})")
    if runs:
        marks = ", ".join("?" for _ in RUN_COLUMNS)
        rows = [list(_about(run)) for run in runs]
        connection.executemany(f"INSERT INTO {RUNS} VALUES ({marks})", rows)
    for name, listed in files.items():
        quoted = ", ".join("'" + file.replace("'", "''") + "'" for file in listed)
        made = f"SELECT {FOLDER_OF} AS run, * EXCLUDE (filename)"
        source = f"read_parquet([{quoted}], filename = true)"
        try:
            connection.execute(f'CREATE VIEW "{name}" AS {made} FROM {source}')
        except duckdb.Error:
            _check(runs, [name])  # a file that is no table any more, whoever asks for it
            raise
    for lock in LOCKS:
        connection.execute(lock)


def _files(runs: Sequence[RunFolder], table: str) -> Iterator[str]:
    for run in runs:
        if table in run.tables():
            yield str((run.path / (table + SUFFIX)).resolve())


def _about(run: RunFolder) -> Iterator[object]:
    """Yield a run's row of the table ``runs``."""
    manifest: Mapping[str, Any] = run.manifest
    horizon, experiment = manifest["horizon"], manifest["experiment"]
    yield from (run.id, run.scenario, manifest["label"]["zh"], manifest["label"]["en"])
    yield from (horizon["base"], horizon["as_of"], horizon["end"])
    yield from (experiment["draws"], experiment.get("seed"), manifest["model"]["version"])
    yield manifest["identity"].get("taken_over") is not None


def _tables(sql: str) -> list[str]:
    """Return the tables whose names stand in a query, be it as another word.

    DuckDB's own list fails for what joins by ``USING``.
    """
    words = {word.lower() for word in re.findall(r"\w+", sql)}
    return [name for name in TABLES if name in words]


def _check(runs: Sequence[RunFolder], tables: Iterable[str]) -> None:
    """Check the files of some tables against their checksums."""
    files = [name + SUFFIX for name in tables]
    checked = [run.check_file(file) for run in runs for file in files if file in run.files]
    problems = [problem for problem in checked if problem]
    if problems:
        raise InputError(problems)


def _told(error: Exception) -> str:
    """Return what DuckDB says, without the echo of the query and guesses at its own tables."""
    lines = [line.strip() for line in str(error).partition("LINE 1:")[0].split("\n")]
    return " ".join(line for line in lines if line and not line.startswith("Did you mean"))


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of numbers and texts: lists, dates and the like as text."""
    return pd.DataFrame(
        {
            name: column.map(_cell) if column.dtype.kind in "OmM" else column
            for name, column in frame.items()
        }
    )


def _cell(value: object) -> object:
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    value = value.tolist() if isinstance(value, np.ndarray) else value
    return value if isinstance(value, bool | int | float | str) else str(value)
