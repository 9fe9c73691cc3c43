"""The shipped outline is whole, and a planner's own map is read by the codes of ``params/``."""

from hashlib import sha256

import pytest

from simulator.desk.cases import params_of
from simulator.desk.city_maps import OUTLINE, OUTLINE_SOURCE, outline, try_own_map
from simulator.inputs.shipped import shipped_folder

pytestmark = pytest.mark.unit


def test_the_outline_shows_every_city_and_names_its_source():
    cities = [name for name, one in params_of(None).regions.items() if one.kind == "city"]
    for language in ("zh", "en"):
        found = outline(language)
        assert list(found.shapes.regions) == cities
        assert found.name == params_of(None).sources[OUTLINE_SOURCE].title.say(language)


def test_the_outline_is_the_archived_file():
    file = shipped_folder("params") / OUTLINE
    kept = (file.parent / "SHA256SUMS").read_text(encoding="utf-8").split()
    assert kept == [sha256(file.read_bytes()).hexdigest(), file.name]


def test_a_map_without_mistakes_bears_its_file_s_name():
    file = shipped_folder("params") / OUTLINE
    found, problems = try_own_map(file)
    assert problems == []
    assert found is not None
    assert (found.name, found.shapes) == (file.name, outline().shapes)


def test_a_map_with_a_mistake_is_none(tmp_path):
    file = tmp_path / "map.geojson"
    file.write_text("no", encoding="utf-8")
    found, problems = try_own_map(file)
    assert found is None
    assert [one.code for one in problems] == ["R276"]
