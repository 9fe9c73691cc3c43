"""A planner's map: polygons by region code, all mistakes at once."""

import json

import pytest

from simulator.inputs import city_polygons
from simulator.inputs.city_polygons import read_city_polygons
from simulator.text import LANGUAGES, sentences

pytestmark = pytest.mark.unit

CODES = {410100: "zhengzhou", 410200: "kaifeng"}
SQUARE = [[113, 34], [114, 34], [114, 35], [113, 35], [113, 34]]
HOLE = [[113.4, 34.4], [113.6, 34.4], [113.6, 34.6], [113.4, 34.4]]


def feature(code, coordinates=None, kind="Polygon", key="code"):
    geometry = {"type": kind, "coordinates": coordinates or [SQUARE]}
    return {"type": "Feature", "properties": {key: code}, "geometry": geometry}


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


BOTH = (feature(410100), feature(410200))


def read(tmp_path, layer, codes=CODES):
    file = tmp_path / "map.geojson"
    text = layer if isinstance(layer, str) else json.dumps(layer)
    file.write_text(text, encoding="utf-8")
    return read_city_polygons(file, "map.geojson", codes)


def told(problems):
    """Return codes and places; every problem can be told in both languages."""
    for problem in problems:
        assert all(sentences(problem, language) for language in LANGUAGES)
    return [(one.code, one.where.line, one.where.key) for one in problems]


def test_polygons_with_holes_and_several_parts_are_read(tmp_path):
    layer = collection(
        feature(410200, [[SQUARE], [SQUARE, HOLE]], "MultiPolygon"), feature(410100, [SQUARE, HOLE])
    )
    found, problems = read(tmp_path, layer)
    assert problems == []
    assert list(found) == ["zhengzhou", "kaifeng"]
    assert found["zhengzhou"] == [[[tuple(p) for p in SQUARE], [tuple(p) for p in HOLE]]]
    assert [len(rings) for rings in found["kaifeng"]] == [1, 2]


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (410100, "code"),
        (410100.0, "ADCODE"),
        ("410100", "行政区划代码"),
        ("156410100", "gb"),
        ("410100000000", "Id"),
    ],
)
def test_codes_are_found_as_maps_in_use_write_them(tmp_path, code, key):
    found, problems = read(tmp_path, collection(feature(code, key=key), feature(410200)))
    assert problems == []
    assert list(found) == ["zhengzhou", "kaifeng"]


def test_counties_that_bear_their_city_s_code_are_one_city(tmp_path):
    found, problems = read(tmp_path, collection(*BOTH, feature(410100)))
    assert problems == []
    assert len(found["zhengzhou"]) == 2


def test_heights_and_a_byte_order_mark_are_left_away(tmp_path):
    high = [[*point, 104.5] for point in SQUARE]
    text = "\ufeff" + json.dumps(collection(feature(410100, [high]), feature(410200)))
    found, problems = read(tmp_path, text)
    assert problems == []
    assert found["zhengzhou"] == [[[tuple(point) for point in SQUARE]]]


def spoilt(coordinates):
    return collection(BOTH[0], feature(410200, coordinates))


@pytest.mark.parametrize(
    ("layer", "code", "line", "key"),
    [
        ('{"type":\n "FeatureCollection",}', "R276", 2, ""),
        ("[" * 5000, "R276", 1, ""),
        ("[]", "R276", 0, ""),
        (feature(410100), "R276", 0, ""),
        (collection(), "R276", 0, ""),
        (collection(BOTH[0], feature(410200, kind="Point")), "R276", 0, "features[1].geometry"),
        (collection(BOTH[0], BOTH[1] | {"geometry": None}), "R276", 0, "features[1].geometry"),
        (spoilt([SQUARE[:3]]), "R276", 0, "features[1].geometry"),
        (spoilt([[[3801234.5, 38512345.6]] * 4]), "R276", 0, "features[1].geometry"),
        (spoilt([[[34.0, 113.0]] * 4]), "R276", 0, "features[1].geometry"),
        (spoilt([[[float("nan"), 34.0]] * 4]), "R276", 0, "features[1].geometry"),
        (collection(*BOTH, feature("郑州市", key="name")), "R277", 0, "features[2].properties"),
        (collection(*BOTH, 7), "R277", 0, "features[2].properties"),
        (collection(*BOTH, feature(410000)), "R278", 0, "features"),
        (collection(BOTH[0]), "R279", 0, "features"),
    ],
)
def test_each_mistake_is_refused(tmp_path, layer, code, line, key):
    assert told(read(tmp_path, layer)[1]) == [(code, line, key)]


def test_all_mistakes_are_told_at_once(tmp_path):
    layer = collection(feature(410100, [SQUARE[:2]]), feature("", key="name"), feature(110000))
    assert [code for code, *_ in told(read(tmp_path, layer)[1])] == ["R276", "R277", "R278", "R279"]


def test_a_file_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(city_polygons, "LARGEST_BYTES", 50)
    assert told(read(tmp_path, collection(*BOTH))[1]) == [("R275", 0, "")]


def test_a_file_that_is_not_there_is_named_with_what_looks_like_it(tmp_path):
    (tmp_path / "henan.geojson").write_text("{}", encoding="utf-8")
    problems = read_city_polygons(tmp_path / "hennan.geojson", "hennan.geojson", CODES)[1]
    assert told(problems) == [("P101", 0, "")]
    assert problems[0].args["nearest"] == "henan.geojson"


def test_many_unknown_codes_are_cut(tmp_path):
    layer = collection(*BOTH, *(feature(110000 + at) for at in range(40)))
    problem = read(tmp_path, layer)[1][0]
    assert problem.args["n"] == "40"
    assert "110009, …" in sentences(problem, "en")
