"""Deleting a stored run: its folder and nothing else, out of sight in one step."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from simulator.errors import InputError, MachineError, Problem, place
from simulator.results.find import find_folder
from simulator.results.folder import MANIFEST, RESOLVED
from simulator.results.manifest import RUN_ID
from simulator.results.parquet import SUFFIX
from simulator.results.store import PARTIAL, make_folder, tidy


def removable(store: Path, run: str) -> Path:
    """Return the folder of a run that may be deleted: whole, damaged or of another format.

    Parameters
    ----------
    run
        An id, a unique beginning of an id or a path.

    Raises
    ------
    InputError
        R101 to R103 when it names none or several; R104 when the folder is not a run's, R109
        when it is a link, R108 for everything in it that the program does not write.
    """
    path = find_folder(store, run)
    if path.is_symlink():
        raise InputError(Problem("R109", place(path), {"file": path.name}))
    path = path.resolve()
    if not path.is_dir() or not RUN_ID.fullmatch(path.name):
        raise InputError(Problem("R104", place(path), {"path": str(path)}))
    strange = [one for one in sorted(path.iterdir()) if not _ours(one)]
    if strange:
        raise InputError([Problem("R108", place(one), {"file": one.name}) for one in strange])
    return path


def _ours(path: Path) -> bool:
    """Return whether the program writes such a file, in this format or another."""
    named = path.name in (MANIFEST, RESOLVED) or path.suffix == SUFFIX
    return named and path.is_file() and not path.is_symlink()


def remove(path: Path) -> None:
    """Delete a folder that `removable` returned.

    It is first moved below ``.partial``: whoever looks meanwhile sees a whole run or none.

    Raises
    ------
    MachineError
        R225 when the folder cannot be moved or deleted.
    """
    store = path.parent
    gone = store / PARTIAL / f"{path.name}.{secrets.token_hex(4)}" / path.name
    try:
        make_folder(gone.parent)
        path.rename(gone)
        shutil.rmtree(gone.parent)
    except OSError as error:
        args = {"path": str(path), "reason": error.strerror or type(error).__name__}
        raise MachineError(Problem("R225", place(path), args)) from error
    finally:
        if not gone.exists():
            shutil.rmtree(gone.parent, ignore_errors=True)
        tidy(store)
