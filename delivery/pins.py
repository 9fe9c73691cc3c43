"""Which pins of constraints.txt a working installation needs, on each platform.

Read off the metadata of what is installed here, with the markers of the other platform: pip
itself would judge them by the machine it runs on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
DISTRIBUTION = "equalise"
EXTRAS = ("cluster", "sensitivity")
"""Extras that planners use; the others are for those who work on the program."""
LINUX = {
    "sys_platform": "linux",
    "platform_system": "Linux",
    "os_name": "posix",
    "platform_machine": "x86_64",
}
WINDOWS = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "os_name": "nt",
    "platform_machine": "AMD64",
}


class Pin(NamedTuple):
    """One package at one version."""

    name: str
    version: str

    def __str__(self) -> str:
        """Return the pin as constraints.txt has it."""
        return f"{self.name}=={self.version}"


def pinned(constraints: Path = ROOT / "constraints.txt") -> dict[str, Pin]:
    """Return the pins of a constraint file by canonical name."""
    lines = constraints.read_text(encoding="utf-8").split()
    pins = (Pin(*line.split("==")) for line in lines)
    return {canonicalize_name(pin.name): pin for pin in pins}


def needed(platform: Mapping[str, str], extras: Iterable[str] = EXTRAS) -> list[Pin]:
    """Return what ``equalise`` needs at run time on a platform, by name.

    A package that only the other platform needs is not installed here: it counts without what
    it needs in turn, which `delivery.wheels.lacking` then finds in the wheels themselves.

    Raises
    ------
    KeyError
        A package is needed that constraints.txt does not pin.
    """
    names = _closure(platform, extras) - {DISTRIBUTION}
    pins = pinned()
    return [pins[name] for name in sorted(names)]


def _closure(platform: Mapping[str, str], extras: Iterable[str]) -> set[str]:
    todo = [(DISTRIBUTION, extra) for extra in ("", *extras)]
    seen: set[tuple[str, str]] = set()
    while todo:
        name, extra = todo.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for text in _requires(name):
            todo += wanted(Requirement(text), platform, extra)
    return {name for name, _ in seen}


def wanted(one: Requirement, platform: Mapping[str, str], extra: str) -> list[tuple[str, str]]:
    """Return the packages, each with each of its extras, that a requirement brings."""
    if one.marker and not one.marker.evaluate({**platform, "extra": extra}):
        return []
    return [(canonicalize_name(one.name), brought) for brought in ("", *sorted(one.extras))]


def _requires(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []
