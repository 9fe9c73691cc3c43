"""The command line with a fake api behind it."""

from __future__ import annotations

import json
import sys
from types import ModuleType, SimpleNamespace

import pytest

import simulator
from simulator.cli.main import GROUPS, SINGLE, main
from tests.unit.cli.fake_api import FakeApi

OWN = ("evidence", "run_diff", "run_files", "run_query", "saving")
COMMANDS = tuple(name.replace("-", "_") for name in (*SINGLE, *GROUPS, *OWN))
"""Modules of commands, which hold the api they were loaded with."""


@pytest.fixture
def api(monkeypatch):
    """Put the fake in the api's place and make the commands load afresh."""
    fake = FakeApi()
    module = ModuleType("simulator.api")
    names = [name for name in dir(fake) if not name.startswith("_")]
    for name in names:
        setattr(module, name, getattr(fake, name))
    monkeypatch.setitem(sys.modules, "simulator.api", module)
    monkeypatch.setattr(simulator, "api", module, raising=False)
    for name in COMMANDS:
        monkeypatch.delitem(sys.modules, f"simulator.cli.{name}", raising=False)
    yield fake
    for name in COMMANDS:
        sys.modules.pop(f"simulator.cli.{name}", None)


@pytest.fixture
def equalise(api, capsys, monkeypatch, tmp_path):
    """Run one command in an empty folder and return what it answered."""
    monkeypatch.chdir(tmp_path)

    def call(line):
        status = main(line.split())
        written = capsys.readouterr()
        return SimpleNamespace(
            status=status,
            out=written.out,
            err=written.err,
            json=lambda: json.loads(written.out),
        )

    return call
