"""Fetches the wheels of other platforms, and proves that none is lacking.

An index is asked by pip as it is set up on this machine; nothing here names one.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from delivery.pins import DISTRIBUTION, EXTRAS, LINUX, ROOT, WINDOWS, Pin, wanted

GLIBC = (5, 12, 17, 24, 26, 27, 28)
"""Minor versions of glibc 2 whose wheels are taken: none above that of the offices' systems."""
TAGS = {
    "linux": ["manylinux2014_x86_64", *(f"manylinux_2_{minor}_x86_64" for minor in GLIBC)],
    "windows": ["win_amd64"],
}
MARKERS = {"linux": LINUX, "windows": WINDOWS}
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")


def build_own(into: Path) -> Path:
    """Build the project's own wheel, with the backend at hand, and return it."""
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--quiet", "--wheel-dir", into]
    subprocess.run([*PIP, "wheel", *map(str, [ROOT, *options])], check=True)
    (built,) = into.glob(f"{DISTRIBUTION}-*.whl")
    return built


def fetch(pins: Iterable[Pin], system: str, python: str, into: Path) -> list[str]:
    """Fetch wheels for a system and a Python such as ``3.11``; return those the index has not."""
    asked = [*PIP, "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(into)]
    asked += ["--implementation", "cp", "--python-version", python]
    asked += [part for tag in TAGS[system] for part in ("--platform", tag)]
    pins = list(pins)
    if _done([*asked, *map(str, pins)]):
        return []
    return [str(pin) for pin in pins if not _done([*asked, str(pin)])]


def _done(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def lacking(folder: Path, system: str, python: str) -> list[str]:
    """Return what the wheels of a folder need on a system and the folder does not hold.

    Every wheel says what it needs; markers are judged for that system and Python, so that a
    folder for Windows is proved complete on any machine. Empty means that nothing is lacking.
    """
    platform = {
        **MARKERS[system],
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    held = _held(folder, system, python)
    todo = [(DISTRIBUTION, extra, "") for extra in ("", *EXTRAS)]
    seen: set[tuple[str, str]] = set()
    lost: set[str] = set()
    while todo:
        name, extra, by = todo.pop()
        if name not in held:
            lost.add(f"{name} ({by})")
        elif (name, extra) not in seen:
            seen.add((name, extra))
            found, broken = _needs(held[name], held, platform, extra)
            todo += [(*one, name) for one in found]
            lost |= {f"{one} ({name})" for one in broken}
    return sorted(lost)


def _held(folder: Path, system: str, python: str) -> dict[str, Path]:
    """Return the wheels that a system and a Python can use, by canonical name."""
    version = tuple(int(part) for part in python.split("."))
    files = {}
    for file in sorted(folder.glob("*.whl")):
        name, _, _, tags = parse_wheel_filename(file.name)
        if any(_fits(tag.interpreter, tag.abi, version) for tag in tags) and any(
            tag.platform in ("any", *TAGS[system]) for tag in tags
        ):
            files[canonicalize_name(name)] = file
    return files


def _fits(interpreter: str, abi: str, version: tuple[int, ...]) -> bool:
    """Return whether CPython of a version takes a wheel of these tags."""
    if interpreter.startswith("py"):
        return interpreter in ("py3", "py2.py3", f"py3{version[1]}")
    minor = int(interpreter.removeprefix("cp3") or 0)
    return minor <= version[1] if abi == "abi3" else minor == version[1]


def _needs(
    wheel: Path, held: Mapping[str, Path], platform: Mapping[str, str], extra: str
) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what a wheel needs, and requirements that the held version does not meet."""
    found: list[tuple[str, str]] = []
    broken: list[str] = []
    for text in _metadata(wheel).get_all("Requires-Dist") or []:
        one = Requirement(text)
        brought = wanted(one, platform, extra)
        found += brought
        other = held.get(canonicalize_name(one.name))
        if brought and other and not one.specifier.contains(_version(other), prereleases=True):
            broken.append(str(one))
    return found, broken


def _metadata(wheel: Path) -> Message:
    """Return what a wheel says of itself; one that it carries inside does not count."""
    with ZipFile(wheel) as archive:
        names = (name for name in archive.namelist() if name.count("/") == 1)
        (name,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        return HeaderParser().parsestr(archive.read(name).decode("utf-8"))


def _version(wheel: Path) -> str:
    return str(parse_wheel_filename(wheel.name)[1])
