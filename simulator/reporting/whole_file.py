"""Files and folders that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
        yield made
        made.replace(path)
    except OSError as error:
        args = {"path": os.fspath(path), "reason": error.strerror or type(error).__name__}
        raise MachineError(Problem("R161", place(path), args)) from error
    finally:
        discard(made)
