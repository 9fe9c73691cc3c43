"""Shapes lie flat on one grid, names inside their city, and colours are those of the heat map."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.city_map import N_CELLS, NOTHING, WORDS, city_map, city_shapes

pytestmark = pytest.mark.unit

SQUARE = [(113.0, 34.0), (114.0, 34.0), (114.0, 35.0), (113.0, 35.0), (113.0, 34.0)]
EAST = [(114.0, 34.0), (115.0, 34.0), (115.0, 35.0), (114.0, 35.0), (114.0, 34.0)]
HOLE = [(113.2, 34.2), (113.9, 34.2), (113.9, 34.8), (113.2, 34.8), (113.2, 34.2)]


def inside(xs, ys, x, y):
    """Return whether a point lies in a polygon with holes: an odd number of borders to its east."""
    n = 0
    for ring_x, ring_y in zip(xs, ys, strict=True):
        ends = [*zip(ring_x, ring_y, strict=True)]
        for (ax, ay), (bx, by) in zip(ends, ends[1:] + ends[:1], strict=True):
            n += (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay)
    return n % 2 == 1


def test_a_degree_to_the_east_is_shortened_at_the_middle_latitude():
    shapes = city_shapes({"town": [[SQUARE]]})
    assert max(shapes.ys[0][0][0]) == N_CELLS
    assert max(shapes.xs[0][0][0]) == round(N_CELLS * math.cos(math.radians(34.5)))


def test_neighbours_keep_their_common_border():
    shapes = city_shapes({"west": [[SQUARE]], "east": [[EAST]]})
    assert max(shapes.xs[0][0][0]) == min(shapes.xs[1][0][0])


def test_corners_finer_than_the_grid_are_drawn_once():
    fine = [*SQUARE[:1], (113.0 + 1e-6, 34.0), *SQUARE[1:]]
    assert city_shapes({"town": [[fine]]}).xs == city_shapes({"town": [[SQUARE]]}).xs


def test_holes_stay_and_a_name_keeps_out_of_them():
    shapes = city_shapes({"town": [[SQUARE, HOLE]]})
    assert len(shapes.xs[0][0]) == 2
    assert inside(shapes.xs[0][0], shapes.ys[0][0], shapes.name_x[0], shapes.name_y[0])


@given(st.lists(st.floats(0.05, 1.0), min_size=3, max_size=30))
def test_a_name_lies_inside_however_a_city_bends(radii):
    turns = [2 * math.pi * at / len(radii) for at in range(len(radii))]
    ring = [
        (113 + r * math.cos(turn), 34 + r * math.sin(turn))
        for r, turn in zip(radii, turns, strict=True)
    ]
    shapes = city_shapes({"town": [[[*ring, ring[0]]]]})
    assert inside(shapes.xs[0][0], shapes.ys[0][0], shapes.name_x[0], shapes.name_y[0])


def test_a_city_smaller_than_a_cell_still_has_a_place():
    speck = [(x / 1e9, y / 1e9) for x, y in SQUARE]
    shapes = city_shapes({"town": [[SQUARE]], "speck": [[speck]]})
    assert (shapes.name_x[1], shapes.name_y[1]) == (0.0, 0.0)


def heatmap(*regions):
    words = dict.fromkeys(WORDS, "-")
    rows = [
        words
        | {"region": one, "region_label": one.upper(), "indicator": "beds", "imputed": True}
        | {"indicator_label": "床位", "colour": "#123456", "ink": "#ffffff", "gap": 1.0}
        for one in regions
    ]
    other = rows[0] | {"indicator": "nurses", "indicator_label": "护士"}
    frame = pd.DataFrame([*rows, other])
    frame.attrs = {"mark": "回顾（反事实）"}
    return frame


def test_shapes_are_coloured_in_their_own_order_and_white_without_a_figure():
    names = {"kaifeng": "开封市", "luoyang": "洛阳市", "zhengzhou": "郑州市"}
    frame = city_map(heatmap("zhengzhou", "kaifeng", "town"), "beds", list(names), names)
    assert frame["region_label"].tolist() == list(names.values())
    assert frame["colour"].tolist() == ["#123456", NOTHING, "#123456"]
    assert frame["imputed"].tolist() == [True, False, True]
    assert frame["text"].tolist() == ["-", "", "-"]
    want = {"indicator_label": "床位", "mark": "回顾（反事实）", "shapeless": ["TOWN"]}
    assert frame.attrs == want


def test_an_indicator_without_cells_leaves_all_shapes_white():
    frame = city_map(heatmap("kaifeng"), "doctors", ["kaifeng"], {"kaifeng": "开封市"})
    assert frame["colour"].tolist() == [NOTHING]
