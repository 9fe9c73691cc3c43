"""What is handed on: every package, for both systems, each with its licence."""

from __future__ import annotations

import doctest

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from delivery import licences
from delivery.pins import LINUX, WINDOWS, needed, pinned, wanted

pytestmark = pytest.mark.unit


def rows():
    """Return the table of docs/licences.md: name, version, licence, copyleft, for whom."""
    lines = licences.PAGE.read_text(encoding="utf-8").splitlines()
    table = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:2] == "| "]
    return table[2:]


def test_every_package_at_work_is_listed_with_its_version_and_licence():
    listed = {(row[0], row[1]) for row in rows()}
    expected = {tuple(pin) for pin in licences.handed_on()}
    assert listed == expected, "run `make audit`"
    assert all(row[2] and row[2] != licences.UNKNOWN for row in rows())


def test_copyleft_is_marked_and_none_is_strong():
    found = {row[0]: licences.copyleft(row[2]) for row in rows()}
    assert {row[0]: row[3] for row in rows()} == {n: licences.ASKS[f] for n, f in found.items()}
    assert {name for name, asked in found.items() if asked == "strong"} == set()
    assert "weak" in found.values()


def test_examples_of_copyleft_hold():
    assert doctest.testmod(licences).failed == 0


def test_a_requirement_of_windows_is_judged_as_windows_does():
    one = Requirement("colorama; sys_platform == 'win32'")
    assert wanted(one, WINDOWS, "") == [("colorama", "")]
    assert wanted(one, LINUX, "") == []


def test_an_extra_is_needed_only_where_it_is_asked_for():
    assert {pin.name for pin in needed(LINUX)} - {pin.name for pin in needed(LINUX, ())} >= {
        "dask",
        "salib",
    }
    names = {canonicalize_name(pin.name) for pin in needed(WINDOWS)}
    assert names <= set(pinned())
    assert not names & {"pytest", "mypy", "playwright", "ruff"}
