"""Ranks of the cities with data of their own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.drawn_ranks import interval, ranks_of
from simulator.analysis.ranking import COLUMNS, rank_table
from tests.example_catalogue import HINDSIGHT, catalogue
from tests.example_tables import BEDS

pytestmark = pytest.mark.unit

CITIES = ("a", "b", "c", "d", "e", "f")
NOW = dict(zip(CITIES, (8.0, 6.0, 7.0, 7.0, 5.0, 9.0), strict=True))
BEFORE = dict(zip(CITIES, (6.5, 6.0, 7.0, 7.0, 5.0, 8.0), strict=True))
TOTAL = "beds"


def rows(values, year, statistic="central"):
    return pd.DataFrame(
        [
            {"region": city, "indicator": BEDS, "year": year, "statistic": statistic, "value": one}
            for city, one in values.items()
        ]
    )


def table(*, imputed=("f",), indicator=BEDS, unit="per_1000", drawn=False, **options):
    gaps = rows(NOW, 2025).assign(indicator=indicator, unit=unit, grade="simulated")
    gaps["flags"] = ["imputed" if city in imputed else "" for city in gaps["region"]]
    stored = [rows(BEFORE, 2024), rows(NOW, 2025)]
    stored += [rows(NOW, 2025, "p05")] if drawn else []
    language = options.pop("language", "zh")
    names = replace(
        catalogue(language),
        regions={city: city.upper() for city in CITIES},
        directions={BEDS: options.pop("direction", "higher"), TOTAL: "higher"},
        domains={BEDS: "health", TOTAL: "health"},
    )
    tables = {"gaps": gaps, "indicators": pd.concat(stored)}
    return rank_table(tables, 2025, names, hindsight=HINDSIGHT, **options)


def kept():
    """Draw 1 as today, draw 2 with city e ahead of all; the year before is that of the run."""
    ahead = {**NOW, "e": 20.0}
    parts = [(0, NOW, 2025), (1, NOW, 2025), (2, ahead, 2025)]
    parts += [(draw, BEFORE, 2024) for draw in range(3)]
    return pd.concat(rows(values, year).assign(draw=draw) for draw, values, year in parts)


def test_real_cities_are_ranked_and_equal_ones_share_the_better_place():
    found = table()
    assert tuple(found.columns) == COLUMNS
    assert found.set_index("region")["rank"].to_dict() == {"a": 1, "b": 4, "c": 2, "d": 2, "e": 5}
    assert found["rank_label"].tolist() == ["1/5", "4/5", "2/5", "2/5", "5/5"]


def test_fewer_is_better_turns_the_order():
    assert table(direction="lower").set_index("region")["rank"]["e"] == 1


def test_an_imputed_city_is_listed_when_asked_and_never_ranked():
    assert "f" not in set(table()["region"])
    found = table(include_imputed=True).set_index("region")
    assert found["rank_label"]["f"] == "不排名"
    assert pd.isna(found["rank"]["f"])
    assert found["rank"]["a"] == 1
    assert (found["n_ranked"].iloc[0], found["n_imputed"].iloc[0]) == (5, 1)


def test_four_real_cities_cannot_be_ranked():
    found = table(imputed=("e", "f"))
    assert found["rank"].isna().all()
    assert set(found["rank_label"]) == {"无法判断"}
    assert any("不足5个，名次无法判断" in note for note in found.attrs["notes"])
    assert found.attrs["n_real"] == 4
    assert found.attrs["n_imputed"] == 2


def test_the_move_since_last_year_is_in_words():
    moved = table().set_index("region")["rank_change_label"]
    assert moved[["a", "b", "c"]].tolist() == ["上升2位", "不变", "下降1位"]
    assert table(language="en").set_index("region")["rank_change_label"]["a"] == "up 2"


def test_the_interval_is_of_whole_ranks_and_needs_kept_draws():
    found = table(draws=kept()).set_index("region")
    assert found["rank_interval_label"]["e"] == "1—5"
    assert found["rank_interval_label"]["a"] == "1—2"
    assert any("2次抽样逐次排名" in note for note in table(draws=kept()).attrs["notes"])
    silent = table(drawn=True)
    assert (silent["rank_interval_label"] == "").all()
    assert any("--keep-draws" in note for note in silent.attrs["notes"])
    assert any("没有抽样" in note for note in table().attrs["notes"])


def test_the_change_has_an_interval_of_its_own_paired_by_draw():
    found = table(draws=kept()).set_index("region")
    # e is fifth in both years of draw 1, fifth and then first in draw 2
    assert found["rank_change_interval_label"]["e"] == "0至+4"
    assert found["rank_change_interval_label"]["a"] == "+1至+2"
    only_now = kept()[lambda frame: frame["year"] == 2025]
    silent = table(draws=only_now)
    assert (silent["rank_change_interval_label"] == "").all()
    assert (silent["rank_interval_label"] != "").all()


def test_a_draw_without_a_value_ranks_nobody():
    torn = kept()
    torn = torn[~((torn["draw"] == 1) & (torn["region"] == "a"))]
    assert table(draws=torn)["rank_p05"].isna().all()


SCORES = st.lists(
    st.lists(st.integers(0, 10**6), min_size=6, max_size=6, unique=True), min_size=1, max_size=30
)


@given(SCORES)
def test_ranks_of_a_draw_are_a_permutation_and_intervals_lie_between_first_and_last(scores):
    drawn = ranks_of(np.array(scores, float))
    assert (np.sort(drawn, axis=1) == np.arange(1, 7)).all()
    low, high = interval(drawn)
    assert ((low >= 1) & (low <= high) & (high <= 6)).all()
    for city in range(6):  # an end is a rank that the city has in some draw
        assert {low[city], high[city]} <= set(drawn[:, city])


@pytest.mark.parametrize(
    "options",
    [{"direction": "none"}, {"indicator": TOTAL, "unit": "bed"}, {"domain": "education"}],
)
def test_what_has_no_better_side_is_a_total_or_of_another_domain_is_left_out(options):
    assert table(**options).empty


def test_past_years_after_as_of_carry_the_note():
    assert "回顾（反事实）" in table().attrs["notes"][0]
