"""The JSON Schema and the text of a new scenario."""

from __future__ import annotations

import pytest

from simulator.inputs.scenario_schema import TEXTS, scenario_schema
from simulator.text import LANGUAGES

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_a_title_and_a_meaning(language: str) -> None:
    schema = scenario_schema(language)
    assert set(TEXTS) - {"ScenarioFile"} == set(schema["$defs"]) - {"JsonValue"}
    for definition in (schema, *schema["$defs"].values()):
        for entry in definition.get("properties", {}).values():
            assert entry["title"].strip()
            assert entry["description"].strip()


def test_units_stand_in_the_descriptions() -> None:
    levers = scenario_schema("zh")["$defs"]
    assert "单位：元" in levers["Transfers"]["properties"]["pool"]["description"]
    assert "单位：每年" in levers["Revenue"]["properties"]["growth"]["description"]


def test_the_schema_allows_what_a_scenario_file_has() -> None:
    schema = scenario_schema()
    assert schema["required"] == ["label", "question"]
    assert schema["additionalProperties"] is False
