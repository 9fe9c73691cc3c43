"""Plain scalars mean what YAML 1.2 says."""

from __future__ import annotations

import math

import pytest

from simulator.inputs.yaml_scalars import scalar

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "No", "1_000", "2020-01-01", "1:3"])
def test_what_yaml_1_1_converts_stays_text(word: str) -> None:
    assert scalar(word) == word


@pytest.mark.parametrize(
    ("word", "value"),
    [("010", 10), ("0o17", 15), ("0xFF", 255), ("-3", -3), ("2e9", 2e9), (".5", 0.5), ("1.", 1.0)],
)
def test_numbers(word: str, value: float) -> None:
    assert scalar(word) == value
    assert type(scalar(word)) is type(value)


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_null(word: str) -> None:
    assert scalar(word) is None


def test_booleans() -> None:
    assert scalar("true") is True
    assert scalar("FALSE") is False
    assert scalar("tRUE") == "tRUE"


@pytest.mark.parametrize("word", [".nan", ".inf", "-.Inf", "1e999", "9" * 5000, "0x" + "F" * 90])
def test_numbers_that_are_not_finite_are_floats_for_the_reader_to_refuse(word: str) -> None:
    found = scalar(word)
    assert isinstance(found, float)
    assert not math.isfinite(found)
