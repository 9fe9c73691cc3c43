"""Which city is worst, and which have no data: said in words beside the colours."""

from dataclasses import replace

import pytest

from simulator.analysis.frames import gap_heatmap
from simulator.analysis.standing import city_standing
from tests.example_catalogue import catalogue
from tests.example_tables import BEDS, PLACES, example_tables

pytestmark = pytest.mark.unit


def said(indicator, language="zh", **other):
    names = replace(catalogue(language), **other)
    frame = gap_heatmap(example_tables()["gaps"], 2025, "default", names)
    return city_standing(frame, indicator, names), frame[frame["indicator"] == indicator]


@pytest.mark.parametrize(("direction", "worst_is_least"), [("higher", True), ("lower", False)])
def test_cities_with_data_stand_from_the_worst_to_the_best(direction, worst_is_least):
    lines, rows = said(PLACES, directions={PLACES: direction})
    own = rows[~rows["imputed"]].sort_values("value", ascending=worst_is_least)
    places = [lines[0].index(name) for name in own["region_label"]]
    assert places == sorted(places)
    assert not any(name in lines[0] for name in rows.loc[rows["imputed"], "region_label"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_cities_without_data_are_named_and_not_ranked(language):
    lines, rows = said(BEDS, language)
    assert rows["imputed"].any()
    assert all(name in lines[-1] for name in rows.loc[rows["imputed"], "region_label"])
    assert not any(name in lines[-1] for name in rows.loc[~rows["imputed"], "region_label"])


def test_where_no_side_is_better_nothing_is_ranked():
    assert said(PLACES, directions={PLACES: "none"})[0] == []


def test_an_indicator_without_values_is_not_spoken_of():
    frame = gap_heatmap(example_tables()["gaps"], 2025, "default", catalogue())
    assert city_standing(frame[frame["indicator"] == PLACES], BEDS, catalogue()) == []
