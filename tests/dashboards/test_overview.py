"""The first page: what its choices give, and what its pictures are fed with."""

import pytest

from dashboards.charts import city_map, effects, heatmap, tile_map, trajectory
from dashboards.parts.glance import card, parts
from dashboards.parts.map_of_cities import MapOfCities
from dashboards.parts.milestones import MarkedTrajectory
from dashboards.state import State
from dashboards.states.overview import OverviewState
from simulator import api

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


def test_shapes_are_made_once_and_only_their_colours_and_words_are_fed(own):
    own.map_shown = "outline"
    shapes = own.drawn_map().shapes
    picture = city_map.city_map(own.common.say, 200, shapes, "mark")
    data = picture.source.data
    before = {name: data[name] for name in ("xs", "ys", "name_x", "name_y", "region")}
    for indicator in ("hospital_beds_per_1000", "toddler_places_per_1000"):
        own.common.choose("kaifeng", indicator)
        frame = own.city_map()
        city_map.feed_city_map(picture, frame, "percent_text", "kaifeng")
        assert data["shown"] == frame["percent_text"].tolist()
        assert data["colour"] == frame["colour"].tolist()
        assert [one != city_map.NO_HATCH for one in data["hatch"]] == frame["imputed"].tolist()
    assert picture.source.data is data
    assert all(data[name] is kept for name, kept in before.items())
    assert data["region"][picture.source.selected.indices[0]] == "kaifeng"


def test_shapes_have_the_colours_of_the_tiles(own):
    tiles, shapes = own.tile_map(), own.city_map()
    for name in ("region", "colour", "ink", "text", "reason", "imputed"):
        assert shapes[name].tolist() == tiles[name].tolist()
    assert shapes.attrs["mark"] == tiles.attrs["mark"] == own.common.heatmap().attrs["mark"] != ""


def test_an_own_map_is_offered_only_where_there_is_one(page_store):
    assert OverviewState(State(page_store)).maps == ("tiles", "outline")
    drawn = api.city_maps.outline()._replace(name="<b>.geojson")
    own = OverviewState(State(page_store, own_map=drawn))
    own.map_shown = "own"
    english = OverviewState(own.common.in_language("en"))
    assert (english.map_shown, english.drawn_map()) == ("own", drawn)
    part = MapOfCities(english)
    part.show()
    assert "&lt;b&gt;.geojson" in part.caption.object


def test_each_kind_of_map_is_made_when_it_is_first_chosen_and_kept(own):
    part = MapOfCities(own)
    part.show()
    tiles = part.pictures["tiles"]
    assert list(part.pictures) == ["tiles"]
    for kind in ("outline", "tiles", "outline"):
        own.map_shown = kind
        assert [one for one, chart in part.charts.items() if chart.visible] == [kind]
    assert part.pictures["tiles"] is tiles
    assert len(part.place) == 2


def test_a_city_that_the_run_does_not_have_is_not_chosen(own):
    own.map_shown = "outline"
    part = MapOfCities(own)
    part.show()
    regions = own.drawn_map().shapes.regions
    own.common.param["region"].objects = {"郑州市": "zhengzhou", "开封市": "kaifeng"}
    part._clicked("indices", [], [regions.index("anyang")])
    assert own.common.region == "zhengzhou"
    part._clicked("indices", [], [regions.index("kaifeng")])
    assert own.common.region == "kaifeng"


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
