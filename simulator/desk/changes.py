"""What differs between two stored runs: what they were made of, then their tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from simulator.analysis.labels import word
from simulator.analysis.run_inputs import input_differences
from simulator.analysis.table_changes import TableChange, table_change
from simulator.desk.pictures import catalogue
from simulator.desk.run_inputs import inputs_of
from simulator.desk.runs import Run
from simulator.results.contracts import TABLES
from simulator.results.parquet import SUFFIX

COLUMNS = (
    *("table", "table_label", "only_first", "only_other", "changed_rows", "one_sided"),
    *("column", "greatest_change", "at"),
)


@dataclass(frozen=True)
class RunChanges:
    """Both empty where two runs are the same."""

    inputs: pd.DataFrame
    """As `simulator.analysis.run_inputs.input_differences`."""
    tables: pd.DataFrame
    """Columns `COLUMNS`: one row for each table that differs, as
    `simulator.analysis.table_changes.TableChange`; ``greatest_change`` is other minus first."""


def run_changes(first: Run, other: Run, lang: str = "zh") -> RunChanges:
    """Return what differs between two runs, whatever they are.

    Raises
    ------
    InputError
        R106 or R107 when a file is gone or is not what was written.
    """
    names = {"first": first, "other": other}
    inputs = {name: inputs_of(run, catalogue(lang)) for name, run in names.items()}
    rows = [(name, word(lang, "table", name), *change) for name, change in _tables(first, other)]
    return RunChanges(
        input_differences(inputs, catalogue(lang)),
        pd.DataFrame(rows, columns=list(COLUMNS)),
    )


def _tables(first: Run, other: Run) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield every table that differs; those of the same checksum are not read."""
    held = [set(run.folder.tables()) for run in (first, other)]
    for name in TABLES:
        if name in held[0] & held[1]:
            # what stands in memory only has no checksum
            files = [run.folder.files[name + SUFFIX].get("sha256") for run in (first, other)]
            change = TableChange(0, 0, 0)
            if files[0] != files[1] or files[0] is None:
                change = table_change(name, first.table(name), other.table(name))
            if change.n_rows:
                yield name, change
        elif name in held[0] ^ held[1]:
            rows = [
                len(r.table(name)) if name in h else 0
                for r, h in zip((first, other), held, strict=True)
            ]
            yield name, TableChange(rows[0], rows[1], 0)
