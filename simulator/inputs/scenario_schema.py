"""The JSON Schema of a scenario file, generated from the models, with titles a planner reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.inputs.scenario_file import ScenarioFile
from simulator.text import say

TEXTS: Mapping[str, str] = {
    "ScenarioFile": "",
    "Bilingual": "words",
    "HorizonFile": "horizon",
    "ExperimentFile": "experiment",
    "Override": "overrides",
    "Series": "series",
    "Levers": "levers",
    "Revenue": "levers.revenue",
    "CarryOver": "levers.carry_over",
    "Transfers": "levers.transfers",
    "Allocation": "levers.allocation",
    "Start": "levers.allocation.starts",
    "PopulationLevers": "levers.population",
    "Variants": "levers.population.variant",
    "Workforce": "levers.workforce",
    "ProjectSlots": "levers.slots",
    "ProjectChange": "levers.projects",
    "Affordability": "levers.affordability",
    "Shock": "levers.shocks",
    "ServedIn": "levers.served_in",
}
"""Model -> where the texts of its keys stand in ``text/<language>/scenario.toml``."""


def scenario_schema(language: str = "zh") -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12); descriptions name the units."""
    schema = ScenarioFile.model_json_schema()
    for name, definition in {"ScenarioFile": schema, **schema["$defs"]}.items():
        definition.pop("description", None)
        for key, entry in definition.get("properties", {}).items():
            path = f"{TEXTS[name]}.{key}".lstrip(".")
            entry["title"] = say(language, "scenario", f"{path}.title")
            entry["description"] = say(language, "scenario", f"{path}.about")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
