"""Runs for other programs: the IAMC's wide table, plain CSV, the stored tables as Parquet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from simulator.desk.pictures import catalogue, view
from simulator.desk.runs import Run
from simulator.progress import Progress
from simulator.reporting.iamc import ALL, FORMS, USUAL, Told, write_iamc
from simulator.reporting.parquet_folder import write_parquet_folder
from simulator.reporting.report import gap_rows
from simulator.reporting.table_csv import write_csv

MODEL = "equalise"

Export = Callable[[Sequence[Run], Path, str, Progress | None], Path]


def _iamc(
    runs: Sequence[Run],
    path: Path,
    _: str,
    on_progress: Progress | None,
    percentiles: Sequence[int] = USUAL,
) -> Path:
    """Write the IAMC's table; a scenario that two runs share is told apart by the runs' ids."""
    shared = Counter(run.scenario for run in runs)
    told = [
        Told(
            model=_model(run),
            scenario=run.scenario if shared[run.scenario] == 1 else run.id,
            tables={name: run.table(name) for name in FORMS if name in run.folder.tables()},
        )
        for run in runs
    ]
    return write_iamc(told, path, percentiles, on_progress=on_progress)


def _model(run: Run) -> str:
    model: Any = run.manifest["model"]
    return f"{MODEL} {model['version']}"


def _plain(runs: Sequence[Run], path: Path, lang: str, on_progress: Progress | None) -> Path:
    rows = gap_rows([view(run, lang) for run in runs], catalogue(lang))
    return write_csv(rows, path, for_excel=False, on_progress=on_progress)


def _parquet(runs: Sequence[Run], path: Path, _: str, on_progress: Progress | None) -> Path:
    names = dict.fromkeys(name for run in runs for name in run.folder.tables())
    tables = {
        name: [(run.id, run.table(name)) for run in runs if name in run.folder.tables()]
        for name in names
    }
    return write_parquet_folder(tables, path, on_progress=on_progress)


EXPORTS: Mapping[str, Export] = {
    ".iamc.csv": _iamc,
    ".iamc-all.csv": partial(_iamc, percentiles=ALL),
    ".plain.csv": _plain,
    ".parquet": _parquet,
}
"""By the end of a file's name: what is written there.

``.iamc.csv`` is the wide table that pyam reads, central values and P5, P50, P95;
``.iamc-all.csv`` has P25 and P75 too; ``.plain.csv`` the gaps as UTF-8 without the byte
order mark that Excel needs, ``.parquet`` a new folder with one file per stored table.
"""


def export_runs(
    runs: Sequence[Run], path: Path, lang: str = "zh", *, on_progress: Progress | None = None
) -> Path | None:
    """Write runs in the form that the end of the name asks for; None when it is none of these.

    A run named twice stands once.

    Raises
    ------
    InputError
        R250 when the folder to be written exists.
    MachineError
        R161 when the file cannot be written.
    """
    different = list({run.id: run for run in runs}.values())
    for end, export in EXPORTS.items():
        if path.name.lower().endswith(end):
            return export(different, path, lang, on_progress)
    return None
