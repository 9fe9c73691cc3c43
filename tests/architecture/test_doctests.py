"""Every example in a docstring gives what it says."""

from __future__ import annotations

import doctest
import importlib

import pytest

from tests.architecture.sources import python_files, short

pytestmark = pytest.mark.unit

MODULES = [
    short(file).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    for file in python_files("simulator")
    if ">>>" in file.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name):
    results = doctest.testmod(importlib.import_module(name), report=True)
    assert results.attempted > 0
    assert results.failed == 0
