import math

import pytest

from simulator.analysis.colours import BEHIND_TO_AHEAD, NO_REFERENCE, gap_colour
from simulator.analysis.hindsight import Hindsight
from simulator.analysis.labels import flag_ids, flags_in_words
from simulator.analysis.numbers import money, number, percent, signed

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (8.305, "per_1000", "8.30"),
        (16582.0, "bed", "16,582"),
        (55.04, "percent", "55.0"),
        (-0.001, "per_1000", "0.00"),
        (math.nan, "bed", "—"),
    ],
)
def test_decimals_follow_the_unit(value, unit, text):
    assert number(value, unit) == text


def test_differences_carry_their_sign():
    assert [signed(v, "per_1000") for v in (1.6, -2.5, 0.001)] == ["+1.60", "-2.50", "0.00"]
    assert percent(-55.55) == "-55.5%"


def test_money_is_in_the_unit_a_planner_uses():
    assert money(3.12e8, "zh") == "3.12 亿元"
    assert money(5e6, "zh") == "500.0 万元"
    assert money(3.12e8, "en") == "312.0 million yuan"
    assert money(math.nan, "zh") == "—"


def test_no_gap_is_the_middle_of_the_palette():
    assert gap_colour(0.0) == BEHIND_TO_AHEAD[4]
    assert gap_colour(-500.0) == BEHIND_TO_AHEAD[0]
    assert gap_colour(500.0) == BEHIND_TO_AHEAD[-1]
    assert gap_colour(math.nan) == NO_REFERENCE


def test_flags_are_read_in_words():
    assert flag_ids("held;imputed") == ["held", "imputed"]
    assert flags_in_words("held;imputed", "zh") == "目标值延用；无本市基期数，按推算"
    assert flags_in_words("", "zh") == ""


def test_years_look_back_or_ahead():
    hindsight = Hindsight(as_of=2020, last_past_year=2025)
    kinds = [hindsight.kind(year) for year in (2020, 2021, 2025, 2026)]
    assert kinds == ["known", "counterfactual", "counterfactual", "outlook"]
    assert hindsight.note(2020, "zh") == ""
