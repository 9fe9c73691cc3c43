"""Stored runs as files: one run out of a store, into another, and gone."""

from __future__ import annotations

from pathlib import Path

from simulator.desk.runs import Run
from simulator.errors import AnswerIsNo, InputError, Problem, place
from simulator.progress import Progress
from simulator.reporting.whole_file import whole_file
from simulator.results.archive import archived_run, read_archive, write_archive
from simulator.results.find import find_run
from simulator.results.removal import removable, remove

ARCHIVE = ".zip"


def export_run(
    ref: str,
    to: Path | str,
    runs: Path | str = "runs",
    *,
    on_progress: Progress | None = None,
) -> Path:
    """Write a verified run into one file, the same bytes for the same run, and return its path.

    ``on_progress`` is told of every file.

    Raises
    ------
    AnswerIsNo
        With all that is wrong with the run; nothing is written.
    InputError
        C131 for a name that does not end in ``.zip``.
    """
    target = Path(to)
    if target.suffix.lower() != ARCHIVE:
        args = {"found": target.suffix or target.name, "known": ARCHIVE}
        raise InputError(Problem("C131", place(target), args))
    run = find_run(Path(runs), ref)
    if problems := run.verify():
        raise AnswerIsNo(problems)
    with whole_file(target) as made:
        write_archive(run, made, on_progress)
    return target


def import_run(
    file: Path | str, runs: Path | str = "runs", *, on_progress: Progress | None = None
) -> Run:
    """Put the run of an archive into a store and return it.

    The same run may stand there: it is compared, left as it is and `Run.stood` says so.
    ``on_progress`` is told of every file.

    Raises
    ------
    InputError
        R226 when there is no such file, R220 to R224 as `simulator.results.archive` says.
    """
    path = Path(file)
    if not path.is_file():
        raise InputError(Problem("R226", place(path)))
    stood = (Path(runs) / archived_run(path)).exists()
    return Run(read_archive(path, Path(runs), on_progress), stood)


def removable_run(ref: str, runs: Path | str = "runs") -> Path:
    """Return the folder of a run that `delete_run` may delete.

    Raises
    ------
    InputError
        As `simulator.results.removal.removable` says.
    """
    return removable(Path(runs), ref)


def delete_run(folder: Path) -> None:
    """Delete a folder that `removable_run` returned, and nothing else."""
    remove(folder)
