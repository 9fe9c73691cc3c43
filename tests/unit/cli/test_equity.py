"""What ``equalise equity`` asks of the api, and which of its views exclude each other."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.unit


def test_equity_shows_the_last_year_and_of_one_indicator_all(equalise, api):
    answer = equalise("equity baseline")
    assert "各指标方向不一致：床位" in answer.out
    assert "2030年综合指数" in answer.out
    equalise("equity baseline --indicator hospital_beds_per_1000 --json")
    assert [asked[1] for asked in api.asked if len(asked) == 3] == [[2030], [2020, 2025, 2030]]


def test_equity_between_and_within_groups(equalise, api):
    assert equalise("equity baseline --groups metropolitan").status == 0
    assert api.asked[1][1:3] == (2030, "metropolitan")
    assert "[C183]" in equalise("equity baseline --weights --groups metropolitan").err


def test_weights_are_of_no_single_indicator(equalise, api):
    assert equalise("equity baseline --weights --year 2025").status == 0
    assert api.asked[1][1] == 2025
    assert "[C183]" in equalise("equity baseline --weights --indicator x").err


@pytest.mark.parametrize("view", ["--convergence", "--domains", "--weights"])
def test_a_view_takes_the_place_of_the_measures(equalise, api, view):
    answer = equalise(f"equity baseline {view} --include-imputed")
    assert answer.status == 0
    assert api.asked[1] == (api.asked[1][0], 2030, {"include_imputed": True})
    assert "综合指数\n" not in answer.out


@pytest.mark.parametrize(("level", "code"), [("county", "C185"), ("urban_rural", "C186")])
def test_what_has_no_data_is_refused_before_the_run_is_opened(equalise, api, level, code):
    answer = equalise(f"equity baseline --level {level}")
    assert answer.status == 2
    assert f"[{code}]" in answer.err
    assert api.asked == []
