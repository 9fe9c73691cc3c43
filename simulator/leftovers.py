"""Names of what is under way, and what a killed process leaves of it."""

from __future__ import annotations

import secrets
import shutil
import time
from contextlib import suppress
from glob import escape
from pathlib import Path

PART = ".part"
STALE_SECONDS = 24 * 3600
"""Age from which nobody can still be writing what is under way."""


def beside(path: Path) -> Path:
    """Return a new hidden name in the folder of ``path``; old ones of the same path go.

    Two processes, on two machines even, never get the same name.
    """
    remove_stale(path.parent, f".{escape(path.name)}.*{PART}")
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}{PART}")


def remove_stale(folder: Path, pattern: str) -> None:
    """Remove files and folders that nobody has touched for `STALE_SECONDS`."""
    for old in folder.glob(pattern):
        if is_stale(old):
            with suppress(OSError):
                discard(old)


def is_stale(path: Path) -> bool:
    """Return whether nobody has touched a file or folder for `STALE_SECONDS`."""
    with suppress(OSError):
        return time.time() - path.stat().st_mtime > STALE_SECONDS
    return False


def discard(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
