"""Files that visitors of a page give: no larger and of no other kind than can be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.errors import InputError, Problem, place
from simulator.inputs.arguments import names
from simulator.text.shown import shown

LARGEST_UPLOAD = 5_000_000
"""Bytes of an upload."""
SUFFIXES = (".xlsx", ".xlsm", ".csv")


@contextmanager
def uploaded(name: str, raw: bytes) -> Iterator[tuple[Path, str]]:
    """Yield an upload as a file that lasts as long as the context, and its name as it is shown.

    Parameters
    ----------
    name
        Name of the file as the person has it; it becomes no path.
    raw
        Content of the file.

    Raises
    ------
    InputError
        C243 too large, C244 neither a workbook nor a CSV.
    """
    called = shown(name)
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(Problem("C244", place(called), {"known": names(SUFFIXES)}))
    if len(raw) > LARGEST_UPLOAD:
        args = {"size": f"{len(raw) / 1e6:.1f}", "most": f"{LARGEST_UPLOAD / 1e6:.0f}"}
        raise InputError(Problem("C243", place(called), args))
    with TemporaryDirectory(prefix="equalise-") as folder:
        file = Path(folder) / f"upload{suffix}"
        file.write_bytes(raw)
        yield file, called
