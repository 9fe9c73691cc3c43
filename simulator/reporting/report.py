"""Runs as one file, by its suffix: the Excel annex, or one flat table of gaps as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from simulator.analysis.gap_table import gap_table
from simulator.analysis.labels import Catalogue
from simulator.analysis.run_view import RunView, target_year
from simulator.progress import Progress
from simulator.reporting.table_csv import write_csv
from simulator.reporting.workbook import write_workbook


def write_report(
    runs: Sequence[RunView],
    path: Path,
    catalogue: Catalogue,
    *,
    on_progress: Progress | None = None,
) -> Path:
    """Write one or more runs to ``path`` and return it.

    ``.xlsx`` is the annex with all its sheets; ``.csv`` is `gap_rows`.
    """
    if path.suffix.lower() == ".csv":
        return write_csv(gap_rows(runs, catalogue), path, on_progress=on_progress)
    return write_workbook(runs, path, catalogue, on_progress=on_progress)


def gap_rows(runs: Sequence[RunView], catalogue: Catalogue) -> pd.DataFrame:
    """Return the gaps of all runs in the target year and the last year, imputed cities too.

    The columns of `simulator.analysis.gap_table`, with run, label and nature (回顾 or 展望)
    before them.
    """
    parts = []
    for run in runs:
        for year in dict.fromkeys((target_year(run), run.end)):
            table = gap_table(
                run.tables["gaps"],
                run.tables["indicators"],
                year,
                catalogue,
                include_imputed=True,
            )
            table.insert(0, "run", run.id)
            table.insert(1, "label", run.label)
            table.insert(2, "nature", run.hindsight.mark(year, catalogue.language))
            table.attrs = {}
            parts.append(table)
    return pd.concat(parts, ignore_index=True)
