"""The run that an id, the beginning of one, a scenario's name or a path means."""

from __future__ import annotations

from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from simulator.errors import InputError, Problem, place
from simulator.results.folder import RunFolder, open_run
from simulator.results.manifest import RUN_ID, model_version
from simulator.results.store import entries


class Chosen(NamedTuple):
    """The run that a stem means, and those of earlier versions that it does not."""

    run: str
    others: tuple[str, ...]


def find_run(store: Path, run: str) -> RunFolder:
    """Return the run that an id, a unique beginning of an id or a path names.

    A whole stem such as a scenario's name means the runs of that stem alone: ``baseline`` is not
    made ambiguous by ``baseline-restated-…``, nor by runs of earlier versions of the program
    (`chosen_run`).

    Raises
    ------
    InputError
        R101, R102 and R103 as `find_folder`; R104, R105, R109, R116 when the folder is no run
        that can be read.
    """
    chosen = chosen_run(store, run)
    return open_run(store / chosen.run if chosen else find_folder(store, run))


def chosen_run(store: Path, run: str) -> Chosen | None:
    """Return which of several runs of one stem is meant: the only one of this program's version.

    None where the stem names no run or one, or where none or several are of this version.
    """
    named = [path.name for path in entries(store) if RUN_ID.fullmatch(path.name)]
    named = [name for name in named if _stem(name) == run]
    if len(named) < 2:
        return None
    mine = [name for name in named if _is_of_this_program(store / name)]
    if len(mine) != 1:
        return None
    return Chosen(mine[0], tuple(name for name in named if name != mine[0]))


def _is_of_this_program(path: Path) -> bool:
    """Return whether a run was made by this version; one that cannot be read was not."""
    with suppress(InputError):
        return open_run(path).manifest.get("model") == model_version()._asdict()
    return False


def find_folder(store: Path, run: str) -> Path:
    """Return the folder that an id, a unique beginning of an id or a path names.

    Raises
    ------
    InputError
        R101 or R102 (with the nearest id) when there is none, R103 when several begin so.
    """
    names = [path.name for path in entries(store) if RUN_ID.fullmatch(path.name)]
    if run in names:
        return store / run
    begun = [name for name in names if run and name.startswith(run)]
    found = [name for name in begun if _stem(name) == run] or begun
    if len(found) == 1:
        return store / found[0]
    if len(found) > 1:
        listed = ", ".join(found)
        raise InputError(Problem("R103", place(store), {"run": run, "runs": listed}))
    if run and (Path(run).is_dir() or Path(run).name != run):
        return Path(run)
    raise InputError(_no_such_run(store, run, names))


def _no_such_run(store: Path, run: str, names: list[str]) -> Problem:
    names = [*names, *sorted({_stem(name) for name in names})]
    # the digits of an id say nothing about likeness: fall back on what stands before them
    tried = [run, _stem(run)]
    near = [nearest for word in tried for nearest in get_close_matches(word, names, n=1)]
    args = {"run": run, "store": str(store)}
    if not near:
        return Problem("R101", place(store), args)
    return Problem("R102", place(store), {**args, "nearest": near[0]})


def _stem(run: str) -> str:
    """Return what stands before the digest of an id; what is no id as it is."""
    parts = RUN_ID.fullmatch(run)
    return parts["stem"] if parts else run
