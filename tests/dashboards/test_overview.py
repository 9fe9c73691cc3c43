"""The first page: what its choices give, and what its pictures are fed with."""

import pytest

from dashboards.charts import effects, heatmap, tile_map, trajectory
from dashboards.parts.glance import card, parts
from dashboards.parts.milestones import MarkedTrajectory
from dashboards.state import State
from dashboards.states.overview import OverviewState

pytestmark = pytest.mark.integration


@pytest.fixture
def own(page_store):
    return OverviewState(State(page_store))


def test_tiles_are_fed_with_the_chosen_indicator_and_hatched_where_imputed(own):
    frame = own.tile_map()
    picture = tile_map.tile_map(own.common.say, 200)
    tile_map.feed_tile_map(picture, frame, "percent_text", "kaifeng")
    data = picture.source.data
    assert data["shown"] == frame["percent_text"].tolist()
    assert [one != " " for one in data["hatch"]] == frame["imputed"].tolist()
    assert data["region"][picture.source.selected.indices[0]] == "kaifeng"


def test_cells_show_the_chosen_amount(own):
    picture = heatmap.heatmap(own.common.say, 200)
    frame = own.common.heatmap()
    for amount in ("text", "percent_text"):
        heatmap.feed_heatmap(picture, frame, "zh", amount)
        assert picture.source.data["shown"] == frame[amount].tolist()


def test_the_amount_outlives_a_change_of_language(own):
    own.amount = "percent_text"
    assert OverviewState(own.common.in_language("en")).amount == "percent_text"


def test_another_run_is_compared_with_the_baseline(own, page_runs):
    own.common.run_id = page_runs["tight"].id
    assert own.changed().before == page_runs["baseline"].id
    assert own.overview().sentence != ""


def test_bars_and_lines_are_fed_with_the_chosen_cell(own):
    own.common.choose("kaifeng", "hospital_beds_per_1000")
    bars = effects.effects(own.common.say, 200)
    effects.feed_effects(bars, own.common.effects())
    assert bars.source.data["year"] == own.common.years[1:]
    lines = trajectory.trajectory(own.common.say, 200)
    trajectory.feed_trajectory(lines, own.common.trajectory(), 2025)
    assert lines.source.data["best"] == own.common.trajectory()["best"].tolist()


def test_milestones_are_marks_on_the_line_and_words_below(own, page_runs):
    common = own.common
    common.run_id = page_runs["level-up"].id
    common.choose("zhengzhou", "toddler_places_per_1000")
    part = MarkedTrajectory(common)
    part.draw()
    frame, line = common.milestones(), common.trajectory().set_index("year")["city"]
    assert part.marks.data["value"] == [line[year] for year in frame["year"]]
    assert [one for one in part.marks.data["stage"] if one == one] == [2.0, 4.0]
    assert part.told.object.count("<p>") == len(frame)
    shown = {item.name: item.visible for item in part.picture.figure.legend[0].items}
    assert shown["milestone"]
    assert shown["stage"]
    common.choose("nanyang", "nurses_per_1000")
    part.draw()
    assert not any(part.picture.figure.legend[0].items[place].visible for place in (-1, -2))
    assert "测算期内没有" in part.told.object


def test_names_in_cards_are_escaped():
    row = {"card": "gap", "label": "<b>", "value": '"x"', "note": "<i>", "detail": '<u>"'}
    text = card(row, "")
    assert "<b>&lt;b&gt;" not in text
    for name in ("<i>", "<u>", '"x"'):
        assert name not in text
    assert "&lt;s&gt; 2" in parts([{"label": "<s>", "n": 2, "colour": "red"}])
