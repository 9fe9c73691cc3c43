from __future__ import annotations

import json

import pytest

from simulator.desk.manifest import about
from tests.shipped_runs import case_of

pytestmark = pytest.mark.unit


def test_the_manifest_names_every_assumption_with_its_reason():
    found = about(case_of())
    assumed = [one for one in found["evidence"] if one["grade"] == "assumed"]
    assert found["evidence"][: len(assumed)] == assumed
    assert all(one["reason"]["zh"] and one["reason"]["en"] for one in assumed)
    assert any(one["name"] == "projects.hospital_lot" for one in assumed)


def test_it_names_every_doubt_and_every_input_file_and_is_plain_json():
    found = about(case_of())
    assert any("kaifeng" in one["id"] for one in found["doubts"])
    assert "plans/kaifeng-14.yaml" in found["inputs"]
    assert json.loads(json.dumps(found)) == found


def test_every_figure_has_a_grade_and_a_source():
    found = about(case_of())["figures"]
    assert {one["kind"] for one in found} == {"plan", "data"}
    assert all(one["grade"] and (one.get("source") or one["from"]) for one in found)
    names = [one["name"] for one in found]
    base = found[names.index("plans.kaifeng-14.toddler_places_per_1000.base")]
    assert (base["value"], base["as_printed"], base["grade"]) == (0.88, "0.88", "stated")
    assert base["source"].startswith("kaifeng-14:")
