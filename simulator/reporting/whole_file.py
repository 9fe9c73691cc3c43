"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulator.errors import MachineError, Problem, place


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path``; rename it when all went well, else remove it.

    Raises
    ------
    MachineError
        R161 when the folder or the file cannot be written (open in Excel, no space, no
        permission).
    """
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield made
        made.replace(path)
    except OSError as error:
        args = {"path": os.fspath(path), "reason": error.strerror or type(error).__name__}
        raise MachineError(Problem("R161", place(path), args)) from error
    finally:
        made.unlink(missing_ok=True)
