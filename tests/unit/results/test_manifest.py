"""Identity of runs: canonical text, model version, id."""

from __future__ import annotations

import math
from types import MappingProxyType

import pytest

from simulator.errors import ModelError
from simulator.results import manifest
from simulator.results.manifest import ModelVersion, canonical_json
from simulator.version import VERSION

pytestmark = pytest.mark.unit

MODEL = ModelVersion("0.1.0", "ab" * 32)


def test_one_value_has_one_text():
    left = {"b": [1, 2.5, None, True], "a": {"y": "补短板", "x": 1e-7}}
    right = MappingProxyType({"a": {"x": 1e-7, "y": "补短板"}, "b": (1, 2.5, None, True)})
    assert canonical_json(left) == canonical_json(right)
    assert canonical_json(left) == '{"a":{"x":1e-07,"y":"补短板"},"b":[1,2.5,null,true]}'


def test_an_integer_is_not_a_decimal():
    assert canonical_json(5) != canonical_json(5.0)


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"a": [1.0, math.nan]}, "$.a[1]"),
        ({"a": math.inf}, "$.a"),
        ({1: "a"}, "$"),
        ({"a": {None: 1}}, "$.a"),
        ({"a": b"bytes"}, "$.a"),
        ({"a": {1, 2}}, "$.a"),
        ({"a": "\ud800"}, "$.a"),
    ],
)
def test_what_has_no_canonical_text_is_refused_with_its_place(value, place):
    with pytest.raises(ModelError) as caught:
        canonical_json(value)
    assert caught.value.problems[0].code == "M186"
    assert caught.value.problems[0].where.key == place


def test_the_id_is_pinned():
    # sha256 of {"identity":{"draws":0},"model":{"digest":"abab…","version":"0.1.0"}}
    found = manifest.run_id_of("level-up", {"draws": 0}, MODEL)
    assert found == "level-up-ccac6ca4b7c4fd63"
    assert manifest.RUN_ID.fullmatch(found)


@pytest.mark.parametrize("identity", [{"draws": 1}, {"draws": 0, "seed": 1}, {"draws": 0.0}])
def test_another_identity_has_another_id(identity):
    assert manifest.run_id_of("level-up", identity, MODEL) != manifest.run_id_of(
        "level-up", {"draws": 0}, MODEL
    )


@pytest.mark.parametrize(
    ("entries", "stem"),
    [
        ({}, "tight"),
        ({"taken_over": None}, "tight"),
        ({"taken_over": {"year": 2023, "stocks": []}}, "tight-restated"),
        ({"known_on": "2023-06-30"}, "tight-as-known"),
        (
            {"known_on": "2023-06-30", "taken_over": {"year": 2022, "stocks": []}},
            "tight-restated-as-known",
        ),
    ],
)
def test_what_sets_a_run_apart_stands_in_its_id(entries, stem):
    found = manifest.run_id_of("tight", {"draws": 0, **entries}, MODEL)
    assert manifest.RUN_ID.fullmatch(found)["stem"] == stem


def test_the_longest_scenario_name_has_room_for_what_sets_a_run_apart():
    entries = {"known_on": "2023-06-30", "taken_over": {"year": 2022}}
    found = manifest.run_id_of("a" * 64, entries, MODEL)
    assert manifest.RUN_ID.fullmatch(found)["stem"] == "a" * 64 + "-restated-as-known"


def test_another_model_has_another_id():
    changed = MODEL._replace(digest="cd" * 32)
    assert manifest.run_id_of("a", {}, MODEL) != manifest.run_id_of("a", {}, changed)


@pytest.mark.parametrize("name", ["", "../x", "a/b", "A", "补短板", "-a", "a.b", "a" * 65, "a\n"])
def test_a_name_that_may_not_stand_in_a_path_is_refused(name):
    with pytest.raises(ModelError) as caught:
        manifest.run_id(name, {})
    assert caught.value.problems[0].code == "M187"


def test_the_digest_of_sources_sees_text_and_names_not_line_ends(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, newline in ((first, b"\n"), (second, b"\r\n")):
        (folder / "part").mkdir(parents=True)
        (folder / "part" / "rules.py").write_bytes(b"x = 1" + newline + b"y = 2" + newline)
        (folder / "model.py").write_bytes(b"")
    (second / "__pycache__").mkdir()
    (second / "__pycache__" / "model.pyc").write_bytes(b"compiled")
    assert manifest.source_digest(first) == manifest.source_digest(second)
    (second / "model.py").write_bytes(b"z = 3\n")
    assert manifest.source_digest(first) != manifest.source_digest(second)
    (first / "model.py").rename(first / "models.py")
    (second / "model.py").write_bytes(b"")
    assert manifest.source_digest(first) != manifest.source_digest(second)


def test_the_model_version_names_package_and_sources():
    version = manifest.model_version()
    assert version.version.split(".")[0] == VERSION.split(".")[0]
    assert len(version.digest) == 64


def test_the_manifest_says_what_the_run_rests_on():
    about = {"horizon": {"base": 2020}, "assumed": [{"name": "costs.hospital_bed"}]}
    made = manifest.about_run("baseline", {"draws": 0}, about)
    assert made["run"] == manifest.run_id("baseline", {"draws": 0})
    assert made["horizon"] == {"base": 2020}
    assert set(made["libraries"]) == set(manifest.LIBRARIES)
    assert not {"jobs", "engine", "host", "time"} & set(made)


@pytest.mark.parametrize("name", ["run", "checksum", "files", "identity"])
def test_a_reserved_entry_is_refused(name):
    with pytest.raises(ModelError) as caught:
        manifest.about_run("baseline", {}, {name: 1})
    assert caught.value.problems[0].code == "M188"
