"""`benchmarks/RESULTS.md`: every row of every benchmark, measured anew by one command.

Run ``python -m benchmarks.results --write`` on a quiet machine; without ``--write`` the page is
printed, and names of modules measure only these. A benchmark joins by having a function
``rows() -> list[Row]`` (`benchmarks.rows`). Each is measured in an interpreter of its own, so that
none warms or burdens another; one that fails has a row that says so.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.rows import TURNS, Row

PAGE = Path(__file__).with_name("RESULTS.md")
JOINS = "\ndef rows() -> list[Row]:\n"
PACKAGES = ("numpy", "pandas", "numba", "llvmlite", "scipy", "pyarrow", "simpy", "pysd", "cimba")
MEASURE = (
    "import json; from benchmarks.{name} import rows; "
    "print(); print(json.dumps([list(row) for row in rows()]))"
)
HEAD = """# 测量结果 · Results of the benchmarks

本页由 `python -m benchmarks.results --write` 生成，不要手改。This page is written by that command.
Every ratio is of medians of {turns} turns in one process or of processes in turn, after one that is
not counted; compiling is left out. Only ratios mean anything on another machine.

| machine | |
|---|---|
"""
TABLE = "\n| what | must | measured | command |\n|---|---|---|---|\n"


def machine() -> Iterator[tuple[str, str]]:
    """Return what a reader must know of the machine; no name of a host, no path."""
    yield "date", date.today().isoformat()
    yield "processor", f"{processor()}, {os.cpu_count()} cores"
    if hasattr(os, "sysconf"):
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        yield "memory", f"{memory / 2**30:.0f} GiB"
    yield "system", f"{platform.system()} {platform.release()} {platform.machine()}"
    yield "Python", f"{platform.python_implementation()} {platform.python_version()}"
    yield "packages", ", ".join(f"{name} {found(name)}" for name in PACKAGES)
    if hasattr(os, "getloadavg"):
        yield "load when begun", f"{os.getloadavg()[0]:.1f}"


def processor() -> str:
    """Return the model of the processor."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def found(package: str) -> str:
    """Return the version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"


def benchmarks() -> list[str]:
    """Return the names of the modules that have rows."""
    files = sorted(PAGE.parent.glob("*.py"))
    return [file.stem for file in files if JOINS in file.read_text(encoding="utf-8")]


def measured(name: str) -> list[Row]:
    """Return the rows of one benchmark, or one row that says that it failed."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE.format(name=name)],
        stdout=subprocess.PIPE,
        check=False,
        encoding="utf-8",
    )
    if done.returncode:
        return [Row(name, f"python -m benchmarks.{name}", "", "failed")]
    return [Row(*row) for row in json.loads(done.stdout.splitlines()[-1])]


def page(names: Sequence[str]) -> str:
    """Measure and return the page."""
    about = "".join(f"| {key} | {value} |\n" for key, value in machine())
    lines = [
        f"| {row.what} | {row.must} | {row.measured} | `{row.command}` |\n"
        for name in names
        for row in measured(name)
    ]
    return HEAD.format(turns=TURNS) + about + TABLE + "".join(lines)


def main() -> None:
    """Print the page, or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    known = benchmarks()
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"any of {' '.join(known)}")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    asked = parser.parse_args()
    if unknown := set(asked.modules) - set(known):
        parser.error(f"no such benchmark: {' '.join(sorted(unknown))}")
    made = page(asked.modules or known)
    if asked.write:
        PAGE.write_text(made, encoding="utf-8")
    else:
        print(made, end="")


if __name__ == "__main__":
    main()
