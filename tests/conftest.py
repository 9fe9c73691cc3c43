"""Rules every test obeys: one marker, no global randomness, no silent skips where CI is set."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

MARKERS = frozenset({"unit", "integration", "slow"})
SKIPS = Path(__file__).with_name("skips.txt")
GOLDEN = Path(__file__).with_name("golden")


def drawing(module: object, owner: object) -> list[str]:
    """Return the public functions of a module that belong to its one global generator."""
    public = (name for name in dir(module) if not name.startswith("_"))
    return [name for name in public if getattr(getattr(module, name), "__self__", None) is owner]


PYTHON_RANDOM = drawing(random, random._inst)
NUMPY_RANDOM = [*drawing(np.random, np.random.mtrand._rand), "seed", "ranf", "sample"]
"""Every one of them, seeding included: what a later version adds is refused as well."""

settings.register_profile(
    "ci",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")


OURS = ("simulator", "dashboards", "tests", "benchmarks", "trials")
"""Packages that never draw from a global generator."""


class GlobalRandomnessError(RuntimeError):
    """A function of a global random generator was called in a test."""


def refuse(module: object, names: Iterable[str], *, unseeded: bool = False) -> None:
    """Let functions of a global generator raise when our own code calls them.

    Libraries may draw (rich numbers its styles at import); results never come from there.
    ``unseeded`` refuses only calls that give no seed, or None.
    """

    def guarded(original: Callable[..., object]) -> Callable[..., object]:
        def forbidden(*given: object, **named: object) -> object:
            caller = str(sys._getframe(1).f_globals.get("__name__", ""))
            is_seeded = unseeded and [*given, *named.values()][:1] not in ([], [None])
            if caller.partition(".")[0] in OURS and not is_seeded:
                message = "global random functions are forbidden: use simulator.streams"
                raise GlobalRandomnessError(message)
            return original(*given, **named)

        return forbidden

    for name in names:
        setattr(module, name, guarded(getattr(module, name)))


def listed_skips(text: str) -> Mapping[str, str]:
    """Return node id to reason; a line without a reason is refused."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    parts = [line.partition(" | ") for line in lines]
    nameless = [line for line, (_, _, reason) in zip(lines, parts, strict=True) if not reason]
    if nameless:
        raise pytest.UsageError(f"tests/skips.txt: no reason given: {'; '.join(nameless)}")
    return {node.strip(): reason.strip() for node, _, reason in parts}


def is_refused_skip(node_id: str, environment: Mapping[str, str], allowed: Iterable[str]) -> bool:
    """Return whether a skip of this test counts as a failure."""
    if not environment.get("CI"):
        return False
    return not any(node_id.startswith(prefix) for prefix in allowed)


def wrong_markers(marked: Mapping[str, Iterable[str]]) -> list[str]:
    """Return one sentence for each test that has not exactly one marker."""
    found = {node: MARKERS.intersection(names) for node, names in marked.items()}
    return [
        f"{node}: {' and '.join(sorted(names)) or 'no marker'}"
        for node, names in found.items()
        if len(names) != 1
    ]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate-golden",
        action="store_true",
        help="write tests/golden/*.txt anew from today's results instead of comparing",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file of ``tests/golden``, or write it anew when asked to."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--regenerate-golden"):
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare


def pytest_configure(config: pytest.Config) -> None:
    refuse(random, PYTHON_RANDOM)
    refuse(np.random, NUMPY_RANDOM)
    refuse(np.random, ["default_rng"], unseeded=True)
    config.stash[ALLOWED] = listed_skips(SKIPS.read_text(encoding="utf-8"))


ALLOWED = pytest.StashKey[Mapping[str, str]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    marked = {item.nodeid: [mark.name for mark in item.iter_markers()] for item in items}
    if wrong := wrong_markers(marked):
        listing = "\n  ".join(wrong)
        raise pytest.UsageError(f"exactly one of unit, integration, slow:\n  {listing}")


def fail_if_refused(
    report: pytest.TestReport | pytest.CollectReport, config: pytest.Config
) -> None:
    """Turn a skip that is not listed into a failure that names its reason."""
    is_xfail = hasattr(report, "wasxfail")
    if not report.skipped or is_xfail:
        return
    if is_refused_skip(report.nodeid, os.environ, config.stash[ALLOWED]):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: {reason} (not listed in tests/skips.txt)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    fail_if_refused(report, item.config)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    fail_if_refused(report, collector.config)
    return report
