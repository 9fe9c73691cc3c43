"""Writes docs/licences.md: the licence of every package that a working installation holds.

Read by pip-licenses from what the packages declare of themselves. `copyleft` marks those whose
licence asks something of whoever hands them on.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from packaging.utils import canonicalize_name

from delivery.pins import LINUX, ROOT, WINDOWS, Pin, needed

PAGE = ROOT / "docs" / "licences.md"
STRONG = re.compile(r"\bA?GPL|GNU (AFFERO )?GENERAL PUBLIC", re.IGNORECASE)
WEAK = re.compile(
    r"\bLGPL|GNU (LESSER|LIBRARY)|\bMPL|Mozilla Public|\bEPL|Eclipse Public|\bCDDL", re.IGNORECASE
)
UNKNOWN = "UNKNOWN"
ASKS = {
    "": "",
    "weak": "**弱**：改了该组件的文件才须公开 weak",
    "strong": "**强**：不得随附，除非整体公开 strong",
}
HEAD = Path(__file__).with_name("licences_head.md")


def copyleft(licence: str) -> str:
    """Return ``strong``, ``weak`` or nothing for a licence, or for the mildest of a choice.

    >>> copyleft("Mozilla Public License 2.0 (MPL 2.0)"), copyleft("GPL-2.0 OR MIT")
    ('weak', '')
    >>> copyleft("MIT AND LGPL-3.0-only"), copyleft("GNU GENERAL PUBLIC LICENSE Version 3")
    ('weak', 'strong')
    """
    return min((_asked(choice) for choice in re.split(r"\bOR\b", licence)), key=list(ASKS).index)


def _asked(licence: str) -> str:
    mild = WEAK.sub("", licence)
    return "strong" if STRONG.search(mild) else "weak" if WEAK.search(licence) else ""


def handed_on() -> dict[Pin, str]:
    """Return what is handed on and for whom: everybody, Windows, or an extra."""
    core = {*needed(LINUX, ())}
    linux, windows = {*needed(LINUX)}, {*needed(WINDOWS)}
    every = sorted(linux | windows)
    told = {pin: "" if pin in core else "选装 extra" for pin in every}
    return told | {pin: "Windows" for pin in windows - linux}


def declared(pythons: Sequence[Path], tool: Path) -> Mapping[str, str]:
    """Return the licences that the packages of some environments declare, by canonical name."""
    found: dict[str, str] = {}
    for python in reversed(pythons):
        command = [tool, "--python", python, "--from", "mixed", "--format", "json"]
        told = subprocess.run(
            [*map(str, command)], capture_output=True, check=True, encoding="utf-8"
        )
        for row in json.loads(told.stdout):
            found[canonicalize_name(row["Name"])] = row["License"].strip()
    return found


def write(licences: Mapping[str, str], page: Path = PAGE) -> list[str]:
    """Write the page; return the packages that declare no licence."""
    told = handed_on()
    found = {pin: short(licences.get(canonicalize_name(pin.name), UNKNOWN)) for pin in told}
    asked = {pin: copyleft(licence) for pin, licence in found.items()}
    rows = (
        (pin.name, pin.version, found[pin], ASKS[asked[pin]], whom) for pin, whom in told.items()
    )
    head = HEAD.read_text(encoding="utf-8").format(
        count=len(told), copyleft=sum(map(bool, asked.values()))
    )
    page.write_text(head + "".join(map(line, rows)), encoding="utf-8", newline="\n")
    return [str(pin) for pin, licence in found.items() if licence == UNKNOWN]


def short(licence: str) -> str:
    """Return a licence in a line: some packages declare the whole text of it."""
    return " ".join(licence.split())[:120].replace("|", "/")


def line(cells: Iterable[str]) -> str:
    """Return a row of the table."""
    return "| " + " | ".join(cells) + " |\n"
