"""There is one place that says the version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from simulator.version import VERSION

pytestmark = pytest.mark.unit


def test_the_package_is_built_with_this_version():
    root = Path(__file__).parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["version"]["path"] == "simulator/version.py"
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
