"""The planner's own list of projects, uploaded beside a store: written, read back and checked."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from simulator.desk.own_case import (
    DIGEST_LETTERS,
    OwnCase,
    budget_of,
    case_with,
    overlay_of,
    own_params,
    told_of,
    uploads,
)
from simulator.desk.reserve import export_projects, import_projects
from simulator.desk.runs import Run
from simulator.errors import InputError, Problem, place
from simulator.inputs.project_list.columns import GROUP
from simulator.inputs.project_list.reading import Imported
from simulator.inputs.shipped import PARAMS, other_root, params_tree, shipped_folder
from simulator.reporting.whole_file import whole_file
from simulator.text import say

LIST = "projects/own_list.yaml"
"""The uploaded list in the overlay made of it; a later upload replaces it."""


class OwnProjects(NamedTuple):
    """A case with an uploaded list, and what was left out or changed on the way."""

    own: OwnCase
    found: Imported


def write_own_projects(run: Run, path: Path | str, lang: str = "zh") -> Path:
    """Write the projects a run holds as a workbook that `take_projects` reads.

    Without projects it is an empty list to be filled in.
    """
    return export_projects(path, run=run, params=overlay_of(run), lang=lang)


def take_projects(run: Run, file: Path, name: str) -> OwnProjects:
    """Return the case of a run's scenario with an uploaded list of projects, kept by its content.

    A list uploaded before is replaced, all else that the run read stays.

    Parameters
    ----------
    file
        Workbook or CSV; nothing is kept of one with problems.
    name
        What the person calls the file: problems say it.

    Raises
    ------
    InputError
        C246 where the run reads parameters of its own; all problems of the list.
    """
    root = own_params(run)
    if root is not None and other_root(root) is not None:
        raise InputError(Problem("C246", place(name), {"params": root}))
    before, budget = overlay_of(run), budget_of(run)
    with TemporaryDirectory(prefix="equalise-") as folder:
        made = Path(folder) / PARAMS
        _copy_own(before, made)
        target = made / LIST
        try:
            imported = import_projects(
                file, target, say("zh", GROUP, "took.source"), force=True, params=before
            )
        except InputError as error:
            raise InputError(told_of(error, name)) from error
        kept = uploads(run) / sha256(_digest(made)).hexdigest()[:DIGEST_LETTERS]
        if not kept.exists():
            with whole_file(kept) as whole:
                shutil.copytree(made, whole)
        # uploaded anew: it stays another day without a run
        kept.touch()
    return OwnProjects(case_with(run, str(kept), budget), imported.found)


def _copy_own(overlay: str | None, target: Path) -> None:
    """Copy the files that are not shipped: an overlay replaces the one in force before."""
    shipped = shipped_folder(PARAMS).resolve()
    for name, path in params_tree(overlay).files.items():
        if not path.resolve().is_relative_to(shipped):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / name)


def _digest(folder: Path) -> bytes:
    """Return names and contents of the files of a folder as one text."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    told = [(path.relative_to(folder).as_posix().encode(), path.read_bytes()) for path in files]
    return b"\0".join(part for pair in told for part in pair)
