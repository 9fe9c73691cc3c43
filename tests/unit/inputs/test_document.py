"""Documents, their lines and their leaves."""

from __future__ import annotations

import pytest

from simulator.inputs.document import Document, dotted, leaves

pytestmark = pytest.mark.unit


def test_leaves_come_in_the_order_of_the_file() -> None:
    found = [(dotted(keys), value) for keys, value in leaves({"b": [1, {"c": 2}], "a": None})]
    assert found == [("b.0", 1), ("b.1.c", 2), ("a", None)]


def test_plain_data_has_no_lines() -> None:
    document = Document({"a": {"b": 1}})
    assert document.at("a", "b") == 1
    assert document.where("a", "b").line == 0
