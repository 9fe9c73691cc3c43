"""The stored tables of several runs as a folder of Parquet files, one per table."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from simulator.errors import InputError, Problem, place
from simulator.progress import Progress, each
from simulator.reporting.whole_file import whole_file
from simulator.results.contracts import COMPRESSION, COMPRESSION_LEVEL
from simulator.results.frames import contract
from simulator.results.parquet import schema_of

RUN = "run"
"""First column of every table: the id of the run a row is of."""


def write_parquet_folder(
    tables: Mapping[str, Sequence[tuple[str, pd.DataFrame]]],
    folder: Path,
    *,
    on_progress: Progress | None = None,
) -> Path:
    """Write one file per table, ``gaps.parquet`` and so on, whole or not at all.

    Parameters
    ----------
    tables
        By name of the table the runs that hold it, each id with its frame as stored.
    folder
        The new folder; an existing one is never touched.
    on_progress
        Told of every table.

    Raises
    ------
    InputError
        R250 when there is a file or folder of that name.
    MachineError
        R161 when it cannot be written.
    """
    if folder.exists():
        raise InputError(Problem("R250", place(folder), {"path": os.fspath(folder)}))
    with whole_file(folder) as made:
        made.mkdir()
        for name, parts in each(tables.items(), on_progress):
            _write(name, parts, made / f"{name}.parquet")
    return folder


def _write(name: str, parts: Sequence[tuple[str, pd.DataFrame]], path: Path) -> None:
    """Write one table: the rows of all runs, each with its run, in the types of the contract."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    stored = schema_of(contract(name))
    schema = stored.insert(0, pa.field(RUN, pa.string(), nullable=False))
    with pq.ParquetWriter(
        path, schema, compression=COMPRESSION, compression_level=COMPRESSION_LEVEL
    ) as file:
        for run, frame in parts:
            rows = pa.Table.from_pandas(frame, schema=stored, preserve_index=False)
            runs = pa.array([run] * len(frame), type=pa.string())
            file.write_table(rows.add_column(0, schema.field(RUN), runs).cast(schema))
