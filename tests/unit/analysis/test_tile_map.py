"""Every city has a tile of its own, and a place without one stands below."""

import pandas as pd
import pytest

from simulator.analysis.tile_map import N_COLUMNS, TILES, tile_map
from simulator.desk.cases import params_of

pytestmark = pytest.mark.unit


def heatmap(*regions):
    rows = [{"region": one, "indicator": "beds", "indicator_label": "床位"} for one in regions]
    other = {"region": "kaifeng", "indicator": "nurses", "indicator_label": "护士"}
    return pd.DataFrame([*rows, other])


def test_all_cities_have_tiles_and_no_two_the_same():
    cities = {name for name, one in params_of(None).regions.items() if one.kind == "city"}
    assert set(TILES) == cities
    assert len(set(TILES.values())) == len(TILES)


def test_only_the_chosen_indicator_is_placed():
    frame = tile_map(heatmap("kaifeng", "zhengzhou"), "beds")
    assert frame["region"].tolist() == ["kaifeng", "zhengzhou"]
    assert frame["column"].tolist() == [3, 2]
    assert frame.attrs == {"indicator_label": "床位", "mark": ""}


def test_other_places_stand_below_beside_each_other():
    frame = tile_map(heatmap(*(f"town{at}" for at in range(N_COLUMNS + 1))), "beds")
    below = max(row for _, row in TILES.values())
    assert frame["row"].min() > below
    assert not frame[["column", "row"]].duplicated().any()


def test_an_indicator_without_cells_is_an_empty_map():
    assert tile_map(heatmap("kaifeng"), "doctors").empty
