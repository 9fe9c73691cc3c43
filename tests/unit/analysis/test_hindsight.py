"""Which years of a run bear which mark."""

import pytest

from simulator.analysis.hindsight import Hindsight

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("years", "said"),
    [
        (range(2020, 2031), ["2021—2025年回顾（反事实）", "2026—2030年展望"]),
        (range(2020, 2022), ["2021年回顾（反事实）"]),
        (range(2020, 2021), []),
    ],
)
def test_years_of_one_mark_are_told_together(years, said):
    assert Hindsight(as_of=2020, last_past_year=2025).spans(years, "zh") == said
