"""The project reserve as planners keep it: lists imported into and exported from ``params/``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import pandas as pd

from simulator.desk.cases import readings_of
from simulator.desk.projects import run_projects
from simulator.desk.runs import Run
from simulator.errors import InputError, Problem, Where, place
from simulator.inputs.arguments import nearest
from simulator.inputs.document import is_project_list
from simulator.inputs.params import Params, load_params, try_load_params
from simulator.inputs.project_list.columns import COLUMNS, GROUP, column_title
from simulator.inputs.project_list.reading import Imported, Known, by_name, read_list
from simulator.inputs.project_list.writing import Row, list_rows, reserve_text
from simulator.inputs.regions import cities
from simulator.inputs.reserve import FOLDER, Reserve, ReserveProject, Status
from simulator.inputs.yaml_nodes import try_read
from simulator.reporting.reserve_book import write_reserve_book
from simulator.reporting.table_csv import write_csv
from simulator.reporting.whole_file import whole_file
from simulator.text import say


@dataclass(frozen=True)
class ImportedList:
    """The file that was written, and what the list said."""

    path: Path
    found: Imported


def import_projects(
    file: Path | str,
    to: Path | str,
    source: str,
    *,
    force: bool = False,
    sheet: str = "",
    params: Path | str | None = None,
) -> ImportedList:
    """Read a workbook or a CSV of projects and write it as a list of the reserve.

    Parameters
    ----------
    file
        ``.xlsx``, ``.xlsm`` or ``.csv`` with the headings of `export_projects`.
    to
        YAML file to write; runs read it from ``params/projects/``.
    source
        Who compiled the list, and when.
    force
        Whether a list that exists is replaced.
    sheet
        Sheet of the workbook; needed only where several hold a list.
    params
        Folder that overlays the shipped parameters.

    Raises
    ------
    InputError
        With all problems at once, and nothing written: C147, P412–P433.
    """
    target = Path(to)
    known, _ = try_load_params(params)
    problems = [] if source.strip() else [Problem("C147", Where(key="--source"))]
    problems += _target_problems(target, known, force=force)
    try:
        found = read_list(Path(file), _known(known, target), sheet)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from error
    if problems:
        raise InputError(problems)
    with whole_file(target) as made:
        made.write_bytes(reserve_text(found.projects, source.strip()).encode())
    return ImportedList(target, found)


def _target_problems(target: Path, known: Params, *, force: bool) -> list[Problem]:
    """Return why a list cannot be written there: P432 no list, P433 a list that exists."""
    relative = f"{FOLDER}/{target.name}"
    files = [target] if target.exists() else []
    if target.parent.name == FOLDER and relative in known.tree.files:
        files.append(known.tree.files[relative])
    for file in files:
        document, _ = try_read(file, target.as_posix())
        if document is not None and not is_project_list(document):
            return [Problem("P432", place(target.as_posix()))]
    return [Problem("P433", place(target.as_posix()))] if target.exists() and not force else []


def _known(params: Params, target: Path) -> Known:
    """Return the names a list may use, and the ids that other lists use already."""
    own = cities(dict(params.regions))
    return Known(
        by_name({name: params.regions[name].label for name in own}),
        _services(params),
        {
            name: where
            for name, where in params.reserve.places.items()
            if Path(where.file).name != target.name
        },
    )


def _services(params: Params) -> Mapping[str, str]:
    """Return services built in lots by their names, and by an indicator that counts one alone."""
    built = {name: one for name, one in params.services.items() if one.lot is not None}
    found = by_name({name: one.label for name, one in built.items()})
    for indicator, one in params.indicators.items():
        if len(one.numerator) == 1 and one.numerator[0] in built:
            counted = by_name({indicator: one.label})
            found = dict.fromkeys(counted, one.numerator[0]) | found
    return found


def export_projects(
    file: Path | str,
    lists: Sequence[str] = (),
    *,
    run: Run | None = None,
    params: Path | str | None = None,
    lang: str = "zh",
) -> Path:
    """Write the reserve as a workbook or a CSV that `import_projects` reads.

    Without names of ``lists`` all projects are written, those of the plan texts too, which
    have no size. With a run only the projects it holds, each with what became of it as a note.

    Raises
    ------
    InputError
        C133 when the file exists, P434 for a list that does not.
    """
    target = Path(file)
    known = load_params(params)
    problems = [Problem("C133", place(target.as_posix()))] if target.exists() else []
    problems += _unknown_lists(lists, known.reserve)
    if problems:
        raise InputError(problems)
    whole = not lists and run is None
    readings = readings_of(str(params) if params is not None else None) if whole else {}
    reserve = replace(known.reserve, projects=_chosen(known.reserve, lists))
    rows = list_rows(reserve, readings, known.services, lang)
    if run is not None:
        rows = _with_outcomes(rows, run, lang)
    own = cities(dict(known.regions))
    labels = {
        "region": {name: known.regions[name].label.say(lang) for name in own},
        "service": {name: one.label.say(lang) for name, one in known.services.items()},
        "status": {one: say(lang, GROUP, f"status.{one}") for one in get_args(Status)},
    }
    frame = _frame(rows, labels)
    if target.suffix.lower() == ".csv":
        return write_csv(frame.rename(columns=lambda name: column_title(name, lang)), target)
    allowed = {
        "region": list(labels["region"].values()),
        "service": [labels["service"][n] for n, one in known.services.items() if one.lot],
        "status": list(labels["status"].values()),
    }
    return write_reserve_book(frame, target, allowed, lang)


def _unknown_lists(asked: Iterable[str], reserve: Reserve) -> list[Problem]:
    there = {Path(where.file).stem for where in reserve.places.values()}
    return [
        Problem("P434", args={"found": name, "nearest": nearest(name, there)})
        for name in asked
        if name not in there
    ]


def _chosen(reserve: Reserve, lists: Sequence[str]) -> Mapping[str, ReserveProject]:
    """Return the projects of some lists, of all where none is named."""
    return {
        name: one
        for name, one in reserve.projects.items()
        if not lists or Path(reserve.places[name].file).stem in lists
    }


def _with_outcomes(rows: Sequence[Row], run: Run, lang: str) -> list[Row]:
    """Return the projects a run holds, with their status in it as a note."""
    table = run_projects(run, lang=lang).set_index("project")
    found = []
    for row in rows:
        if row["id"] in table.index:
            one = table.loc[str(row["id"])]
            about = {"run": run.id, "status": one["status_label"]}
            opened = one["commissioned"] or "—"
            found.append({**row, "note": say(lang, GROUP, "sheet.ran", opened=opened, **about)})
    return found


def _frame(rows: Sequence[Row], labels: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Return the rows with names for ids; a project of the province's plan has no city."""
    named = [
        {key: labels[key].get(str(cell)) if key in labels else cell for key, cell in row.items()}
        for row in rows
    ]
    frame = pd.DataFrame(named, columns=list(COLUMNS), dtype=object)
    return frame.astype({"units": "Int64", "months": "Int64", "priority": "Int64"})
