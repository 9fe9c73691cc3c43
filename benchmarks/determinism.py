"""The same inputs give the same bytes, whatever the machine, the clock and the order of files.

Run ``python -m benchmarks.determinism [SCENARIO...]`` from the top of the checkout: every way of
`WAYS` runs the scenarios in a process of its own, and all files of all runs are compared with
those of the first way. Nothing is left out: a manifest holds no date. Exit 1 at a difference.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
SCENARIOS = ("level-up", "zhengzhou-kaifeng")
"""Transfers between the regions, and people served elsewhere: most that could go astray."""
CHILD = """
import sys
from benchmarks.determinism import turn_folders
if sys.argv.pop(1) == "turned":
    turn_folders()
from simulator.cli import main
raise SystemExit(main())
"""


class Way(NamedTuple):
    """One way to run the same: words of the command, variables of the process, order of files.

    ``turned`` lists every folder backwards and asks for the scenarios in reverse order;
    ``rewritten`` reads a copy of all parameters, made file by file in reverse order.
    """

    what: str
    options: str = ""
    env: Mapping[str, str] = {}
    turned: bool = False
    rewritten: bool = False


WAYS = (
    Way("one worker, compiled", "--engine compiled", {"PYTHONHASHSEED": "1", "TZ": "UTC"}),
    Way("another process and hash seed", "--engine compiled", {"PYTHONHASHSEED": "4242"}),
    Way("2 workers", "--engine compiled --jobs 2"),
    Way("4 workers", "--engine compiled --jobs 4"),
    Way("2 workers of a Dask cluster", "--engine compiled --jobs 2 --cluster local"),
    Way("simpy", "--engine simpy", {"PYTHONHASHSEED": "random"}),
    Way("simpy, 2 workers", "--engine simpy --jobs 2"),
    Way("folders listed backwards, scenarios in reverse order", turned=True),
    Way("parameters copied, written in reverse order, days older", rewritten=True),
    Way(
        "locale C without UTF-8, Shanghai's clock, English",
        "--lang en",
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "TZ": "Asia/Shanghai"},
    ),
    Way(
        "locale zh_CN (if there is one), Samoa's clock, one thread of linear algebra",
        "--lang zh",
        {"LC_ALL": "zh_CN.UTF-8", "TZ": "Pacific/Apia", "OPENBLAS_NUM_THREADS": "1"},
    ),
)


class Backwards:
    """The entries of a folder as ``os.scandir`` gives them, the last name first."""

    def __init__(self, entries: Iterable[Any]) -> None:
        self._left = iter(sorted(entries, key=lambda entry: str(entry.name), reverse=True))

    def __iter__(self) -> Iterator[Any]:
        """Return itself."""
        return self

    def __next__(self) -> object:
        """Return the next entry."""
        return next(self._left)

    def __enter__(self) -> Backwards:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave nothing open: all was read."""

    def close(self) -> None:
        """Leave nothing open: all was read."""


def turn_folders() -> None:
    """Let this process see the files of every folder from the last name to the first."""
    listed: Callable[..., list[Any]] = os.listdir
    scanned: Callable[..., Any] = os.scandir

    def scandir(*given: str) -> Backwards:
        with scanned(*given) as entries:
            return Backwards(entries)

    os.listdir = lambda *given: sorted(listed(*given), reverse=True)  # type: ignore[assignment]
    os.scandir = scandir  # type: ignore[assignment, misc]


def digests(folder: Path) -> dict[str, str]:
    """Return the sha256 of every file below a folder by its relative path."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def start(folder: Path, way: Way, words: Sequence[str]) -> subprocess.Popen[str]:
    """Start ``equalise run`` in a process of its own; its store is ``folder/runs``."""
    order = "turned" if way.turned else "straight"
    read = ["--params", str(rewritten(folder))] if way.rewritten else []
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, order, "run", *words, *way.options.split(), *read,
         "--out", "runs", "--quiet"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **way.env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip


def rewritten(folder: Path) -> Path:
    """Return a copy of the parameters, made from the last file to the first, two days old."""
    copy, old = folder / "copied", 2 * 86_400
    for source in sorted((ROOT / "params").rglob("*"), reverse=True):
        if source.is_file():
            made = copy / source.relative_to(ROOT / "params")
            made.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, made)
            os.utime(made, (made.stat().st_mtime - old,) * 2)
    return copy


def left_by(folder: Path, way: Way, scenarios: Sequence[str], words: Sequence[str]) -> str:
    """Run the scenarios one way; return what the process said when it failed."""
    asked = [*(reversed(scenarios) if way.turned else scenarios), *words]
    process = start(folder, way, asked)
    _, said = process.communicate()
    return said if process.returncode else ""


def main() -> None:
    """Print for every way how many files were compared and which differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenarios", nargs="*", default=SCENARIOS)
    parser.add_argument("--draws", type=int, default=130)
    parser.add_argument("--until", type=int, default=2030)
    asked = parser.parse_args()
    words = ["--draws", str(asked.draws), "--until", str(asked.until), "--keep-draws"]
    expected: dict[str, str] = {}
    unequal = 0
    for way in WAYS:
        with tempfile.TemporaryDirectory() as name:
            said = left_by(Path(name), way, asked.scenarios, words)
            found = digests(Path(name) / "runs")
        expected = expected or found
        wrong = sorted(dict(expected.items() ^ found.items()))
        unequal += bool(wrong or said)
        print(f"{way.what}: {len(found)} files,", said or ", ".join(wrong) or "all equal")
    print(f"{len(WAYS)} ways, {len(asked.scenarios)} scenarios, {asked.draws} draws each:",
          f"{unequal} differ")  # fmt: skip
    raise SystemExit(bool(unequal))


if __name__ == "__main__":
    main()
