"""The text of one input file: there, of a sane size, UTF-8, without invisible characters."""

from __future__ import annotations

from pathlib import Path

from simulator.errors import Problem, Where, place
from simulator.inputs.arguments import Nearest, nearest
from simulator.text.shown import UNSEEN

LARGEST_BYTES = 1_000_000
"""Size above which a YAML file is refused [byte]."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, or the problem why there is none.

    A UTF-8 byte order mark is accepted and dropped: Windows editors write it.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            args = {"size": f"{size / 1e6:.1f}", "largest": f"{LARGEST_BYTES / 1e6:.0f}"}
            return None, [Problem("P103", place(shown), args)]
        raw = path.read_bytes()
    except FileNotFoundError:
        return None, [Problem("P101", place(shown), {"nearest": similar_file(path)})]
    except OSError as error:
        return None, [Problem("P118", place(shown), {"reason": error.strerror or str(error)})]
    return _decode(raw.removeprefix(_BYTE_ORDER_MARK), shown)


def similar_file(path: Path) -> Nearest:
    """Return the name of the file beside ``path`` that looks most like it, or nothing."""
    if not path.parent.is_dir():
        return Nearest("")
    names = sorted(other.name for other in path.parent.iterdir())
    return nearest(path.name, names)


def _decode(raw: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """Return UTF-8 text; recognise the two encodings that Chinese Windows writes instead."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        if raw.startswith(UTF16_MARKS):
            return None, [Problem("P104", place(shown, line), {"encoding": "UTF-16"})]
        try:
            raw.decode("gb18030")
        except UnicodeDecodeError:
            return None, [Problem("P104", place(shown, line), {"encoding": "?"})]
        return None, [Problem("P105", place(shown, line))]
    if not text.strip():
        return None, [Problem("P102", place(shown))]
    return text, _invisible(text, shown)


def _invisible(text: str, shown: str) -> list[Problem]:
    """Return one problem for each line with characters that nobody can see."""
    if not UNSEEN.search(text):
        return []
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = UNSEEN.search(line)
        if found:
            args = {"character": f"U+{ord(found.group()):04X}"}
            problems.append(Problem("P119", Where(shown, number), args))
    return problems
