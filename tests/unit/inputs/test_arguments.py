"""Arguments that each language words in its own way."""

from __future__ import annotations

import pytest

from simulator.inputs.arguments import Kind, Nearest, names, nearest

pytestmark = pytest.mark.unit


def test_the_near_name_is_worded_by_the_text() -> None:
    near = nearest("by_shortfal", ["none", "by_shortfall"])
    assert f"没有{near:。是否指 '*'？}" == "没有。是否指 'by_shortfall'？"
    assert f"没有{Nearest(''):。是否指 '*'？}" == "没有"


def test_a_kind_is_worded_by_the_text() -> None:
    assert f"应为{Kind('number'):number=数;text=文字}" == "应为数"
    assert f"{Kind('odd'):number=数}" == "odd"


def test_nothing_is_near() -> None:
    assert nearest("banana", ["none", "by_shortfall"]) == ""


def test_names_are_joined_by_the_sign_of_the_language() -> None:
    assert f"{names(['a', 'b']):、}" == "a、b"
    assert f"{names(['a', 'b'])}" == "a, b"
