"""The number of draws follows from the chances and the error asked for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulator.ensemble.precision import PRECISION, chances_of, draws_needed
from simulator.ensemble.summaries import share_error

pytestmark = pytest.mark.unit


def test_half_and_half_needs_most_and_the_limits_are_as_documented():
    needed = [draws_needed(np.array([share]), 0.03) for share in (0.0, 0.3, 0.5, 0.9)]
    assert needed == [*sorted(needed[:3]), needed[3]]
    assert [draws_needed(np.array([0.5]), error) for error in PRECISION] == [10_048, 64]


@pytest.mark.parametrize("share", [0.0, 0.02, 0.37, 0.5, 1.0])
@pytest.mark.parametrize("error", [0.005, 0.013, 0.04])
def test_what_is_needed_is_enough_and_a_block_less_is_not(share, error):
    draws = draws_needed(np.array([share]), error)
    assert share_error(np.array([share]), draws) <= error
    assert draws == 64 or share_error(np.array([share]), draws - 64) > error


def test_what_no_draw_judges_asks_for_nothing():
    assert draws_needed(np.array([np.nan]), 0.005) == 64
    assert draws_needed(np.array([]), 0.005) == 64


def test_a_target_counts_in_its_year_or_in_the_last_one():
    verdicts = pd.DataFrame(
        {
            "region": ["kaifeng"] * 4 + ["luoyang"],
            "statistic": ["central"] * 3 + ["mean"] + ["central"],
            "target_year": [2021, 2021, 2030, 2021, 2021],
            "year": [2020, 2021, 2021, 2021, 2021],
            "probability_met": [0.1, 0.2, 0.3, np.nan, 0.5],
        }
    )
    assert chances_of(verdicts, ["kaifeng"]).tolist() == [0.2, 0.3]
    assert chances_of(verdicts, []).tolist() == []
