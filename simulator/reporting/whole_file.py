"""Files and folders that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from simulator.errors import MachineError, Problem, place
from simulator.leftovers import beside, discard


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a hidden path beside ``path``; rename it when all went well, else remove it.

    What is made there may be a file or, where ``path`` does not exist, a folder. Of a process that
    was killed the hidden file stays; the first export to the same path a day later removes it.

    Raises
    ------
    MachineError
        R161 when the folder or the file cannot be written (open in Excel, no space, no
        permission).
    """
    made = beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made.touch(exist_ok=False)  # told before the work, not after it
        made.unlink()
        yield made
        made.replace(path)
    except (OSError, FileCreateError) as error:
        # XlsxWriter hands the error of the system on as the first argument of its own
        cause = error.args[0] if isinstance(error, FileCreateError) and error.args else error
        reason = getattr(cause, "strerror", None) or type(cause).__name__
        args = {"path": os.fspath(path), "reason": reason}
        raise MachineError(Problem("R161", place(path), args)) from error
    finally:
        with suppress(OSError):
            discard(made)
