"""The files around the source: commands, pins, credits."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.sources import ROOT

pytestmark = pytest.mark.unit

PIN = re.compile(r"[a-z0-9][a-z0-9._-]*==[a-z0-9.]+")
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
COMMANDS = re.compile(r"\bmake ([a-z]+)")
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def pins():
    return read("constraints.txt").splitlines()


def required_names():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return {normal(NAME.match(line)[0]) for line in [*project["dependencies"], *extras]}


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_constraints_hold_names_and_versions_only():
    assert [line for line in pins() if not PIN.fullmatch(line)] == []


def test_constraints_pin_everything_the_project_asks_for():
    pinned = {normal(line.partition("==")[0]) for line in pins()}
    assert required_names() - pinned == set()


def test_constraints_leave_room_for_the_compiled_engine():
    numpy = next(line for line in pins() if line.startswith("numpy=="))
    version = tuple(int(part) for part in numpy.partition("==")[2].split(".")[:2])
    assert version < (2, 6)


def test_the_readme_names_only_make_targets_that_exist():
    named = set(COMMANDS.findall(read("README.md")))
    assert {"run", "test"} <= named
    assert named <= set(TARGET.findall(read("Makefile")))


def test_continuous_integration_runs_what_a_developer_runs():
    assert re.findall(r"^make ([a-z]+)$", read(".ci/run"), re.MULTILINE) == [
        "setup",
        "check",
        "test",
    ]


@pytest.mark.parametrize("name", ["LICENSE", "CITATION.cff", "CREDITS.md", "CHANGELOG.md"])
def test_what_every_release_carries_is_there(name):
    assert read(name).strip()


def test_the_changelog_says_what_moved_and_what_to_change():
    assert {"### Results", "### Files"} <= set(read("CHANGELOG.md").splitlines())
