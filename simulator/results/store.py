"""The store of runs: a folder with one folder per run, whole or absent.

    <store>/<run id>/           a run (see `simulator.results.folder`)
    <store>/.partial/<run id>/  blocks of draws of a run under way; goes when the run stands

No database file and no lock: several machines may share the folder. A run is written beside
its place and moved there in one step, so that whoever looks sees all of it or nothing.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pandas as pd

from simulator.errors import AnswerIsNo, InputError, MachineError, ModelError, Problem, place
from simulator.leftovers import remove_stale
from simulator.results.contracts import FORMAT_VERSION
from simulator.results.folder import MANIFEST, RESOLVED, RunFolder, open_run
from simulator.results.frames import contract
from simulator.results.manifest import (
    RUN_ID,
    Json,
    canonical_json,
    plain_json,
    sha256_file,
    sha256_text,
)
from simulator.results.parquet import SUFFIX, write_table

PARTIAL = ".partial"
ATTEMPTS = 20
"""Times a folder is tried for that another process removes above it."""


def partial_folder(store: Path, run_id: str) -> Path:
    """Return where the blocks of a run under way stand; the folder may not exist yet."""
    _check_id(run_id)
    return store / PARTIAL / run_id


def existing_run(store: Path, run_id: str) -> RunFolder | None:
    """Return the run of that id, completely verified; None when the store has none.

    Raises
    ------
    AnswerIsNo
        The run stands there but is not as it was written: all that is wrong, then R114.
    """
    _check_id(run_id)
    path = store / run_id
    if not path.exists() and not path.is_symlink():
        return None
    try:
        folder = open_run(path)
    except InputError as error:
        problems = list(error.problems)
    else:
        problems = folder.verify()
        if not problems:
            return folder
    raise AnswerIsNo([*problems, Problem("R114", place(path), {"run": run_id})])


def write_run(
    store: Path,
    manifest: Mapping[str, Json],
    tables: Mapping[str, pd.DataFrame],
    resolved_yaml: str,
) -> RunFolder:
    """Write a run and return it; the blocks it was made of are removed.

    Parameters
    ----------
    store
        Folder of the store; made when missing.
    manifest
        As `simulator.results.manifest.about_run` returns it.
    tables
        Frames by table name, as their contracts say.
    resolved_yaml
        Text of the resolved scenario.

    Raises
    ------
    MachineError
        R112 when the folder cannot be written (no space, no permission).
    ModelError
        M181–M188 when something does not fit; nothing is left behind.
    """
    return put_run(
        store, str(manifest["run"]), lambda made: _fill(made, manifest, tables, resolved_yaml)
    )


def put_run(store: Path, run_id: str, fill: Callable[[Path], None]) -> RunFolder:
    """Let ``fill`` make a run in a folder beside its place, move it there and return it.

    Where another process has finished the same run first, that run is returned, verified.
    The folder handed to ``fill`` bears the run's id; nothing of it stays when ``fill`` raises,
    nor a store that was made for it.
    What a killed process left of the same run a day ago is removed.

    Raises
    ------
    MachineError
        R112 when the folder cannot be written.
    """
    _check_id(run_id)
    remove_stale(store / PARTIAL, f"{run_id}.*")
    is_new = not store.exists()
    made, whole = store / PARTIAL / f"{run_id}.{secrets.token_hex(4)}" / run_id, False
    try:
        make_folder(made)
        fill(made)
        for path in (*made.iterdir(), made):
            _sync(path)
        whole = True
        made.rename(store / run_id)
    except OSError as error:
        # another process may have finished the same run first; what was never whole tells nothing
        found = existing_run(store, run_id) if whole else None
        if found is None:
            reason = error.strerror or type(error).__name__
            raise MachineError(
                Problem("R112", place(store), {"path": str(store), "reason": reason})
            ) from error
        return found
    finally:
        shutil.rmtree(made.parent, ignore_errors=True)
        tidy(store)
        if is_new:
            with suppress(OSError):  # not empty: the run stands in it
                store.rmdir()
    _sync(store)
    shutil.rmtree(store / PARTIAL / run_id, ignore_errors=True)
    tidy(store)
    return open_run(store / run_id)


def make_folder(path: Path) -> None:
    """Make a folder below ``.partial``, which another process may remove while it is empty."""
    for _ in range(ATTEMPTS):
        with suppress(FileNotFoundError):
            path.mkdir(parents=True, exist_ok=True)
            return
    path.mkdir(parents=True, exist_ok=True)


def tidy(store: Path) -> None:
    """Remove ``.partial`` when nothing is in it."""
    with suppress(OSError):
        (store / PARTIAL).rmdir()


def _fill(
    made: Path,
    manifest: Mapping[str, Json],
    tables: Mapping[str, pd.DataFrame],
    resolved_yaml: str,
) -> None:
    files: dict[str, Json] = {}
    for name in sorted(tables):
        path = made / (contract(name).name + SUFFIX)
        write_table(name, tables[name], path)
        files[path.name] = {"rows": len(tables[name]), "sha256": sha256_file(path)}
    text = resolved_yaml.encode()
    (made / RESOLVED).write_bytes(text)
    files[RESOLVED] = {"sha256": sha256_text(resolved_yaml)}
    whole: dict[str, Json] = {**manifest, "format": FORMAT_VERSION, "files": files}
    whole["checksum"] = sha256_text(canonical_json(whole))
    shown = json.dumps(plain_json(whole), ensure_ascii=False, indent=1, sort_keys=True)
    (made / MANIFEST).write_bytes((shown + "\n").encode())


def _sync(path: Path) -> None:
    """Bring a file or folder to the disk, so that a crash leaves no half-written run."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def list_runs(store: Path) -> tuple[list[RunFolder], list[Problem]]:
    """Return the runs of a store in the order of their ids, and what is wrong with others.

    Folders without a manifest are no concern of ours and are passed over.
    """
    found = list(each_run(store))
    problems = [one for error in found if isinstance(error, InputError) for one in error.problems]
    return [run for run in found if isinstance(run, RunFolder)], problems


def each_run(store: Path) -> Iterator[RunFolder | InputError]:
    """Yield what `list_runs` returns one by one: a manifest takes half a megabyte of memory."""
    for path in entries(store):
        try:
            yield open_run(path)
        except InputError as error:
            yield error


def entries(store: Path) -> list[Path]:
    """Return the folders of a store that are runs or look like one, by name."""
    if not store.is_dir():
        return []
    return sorted(
        path
        for path in store.iterdir()
        if not path.name.startswith(".") and (RUN_ID.fullmatch(path.name) or _has_manifest(path))
    )


def _has_manifest(path: Path) -> bool:
    return (path / MANIFEST).is_file()


def _check_id(run_id: str) -> None:
    if not RUN_ID.fullmatch(run_id):
        raise ModelError(Problem("M187", place(""), {"id": ascii(run_id)}))
