"""Values a scenario replaces (the mistakes stand in ``tests/bad_inputs/scenarios``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator.inputs.indicators import load_indicators
from simulator.inputs.overrides import override_parameters, override_plans
from simulator.inputs.parameters import Parameter
from simulator.inputs.plans import load_plans
from simulator.inputs.regions import load_regions
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenarios import load_scenario
from simulator.inputs.shipped import params_tree
from simulator.inputs.validation import Bilingual

pytestmark = pytest.mark.unit
WORDS = {"zh": "试算", "en": "trial"}
REGIONS = ("henan", "kaifeng")
BED = Parameter(
    name="costs.bed",
    label=Bilingual(zh="床", en="Bed"),
    unit="yuan_per_bed",
    date=2020,
    value=100.0,
    low=50.0,
    high=150.0,
    bounds=False,
    grade="external",
    source="somewhere",
)


def scenario(*overrides: tuple[str, float, float]) -> Scenario:
    data: dict[str, Any] = {"label": WORDS, "question": WORDS}
    data["horizon"] = {"base": 2020, "end": 2030}
    data["overrides"] = [
        {"parameter": name, "value": value, "was": was, "why": WORDS}
        for name, value, was in overrides
    ]
    return load_scenario(data, ())


def test_an_overridden_value_is_assumed_and_has_no_range() -> None:
    trial = scenario(("costs.bed", 120.0, 100.0))
    changed, problems = override_parameters(trial, {"costs.bed": BED}, REGIONS)
    assert problems == []
    bed = changed["costs.bed"]
    assert (bed.value, bed.low, bed.high, bed.source) == (120.0, None, None, None)
    assert bed.grade == "assumed"
    assert bed.reason == Bilingual(**WORDS)
    assert BED.value == 100.0


def test_the_child_replaces_what_its_parent_replaced() -> None:
    trial = scenario(("costs.bed", 120.0, 100.0), ("costs.bed", 130.0, 120.0))
    changed, problems = override_parameters(trial, {"costs.bed": BED}, REGIONS)
    assert problems == []
    assert changed["costs.bed"].value == 130.0


def test_a_region_gets_its_own_value() -> None:
    trial = scenario(("costs.bed.kaifeng", 90.0, 100.0))
    changed, problems = override_parameters(trial, {"costs.bed": BED}, REGIONS)
    assert problems == []
    assert changed["costs.bed"].value == 100.0
    assert changed["costs.bed"].of("kaifeng").value == 90.0
    assert changed["costs.bed"].of("kaifeng").name == "costs.bed.kaifeng"


def test_all_mistakes_come_at_once() -> None:
    trial = scenario(("costs.bed", -1.0, 99.0), ("costs.bad", 1.0, 1.0), ("costs.bed.x", 1.0, 1.0))
    _, problems = override_parameters(trial, {"costs.bed": BED}, REGIONS)
    assert [problem.code for problem in problems] == ["S135", "S136", "S131", "S122"]


def test_a_figure_of_a_plan_keeps_its_print(tmp_path: Path) -> None:
    tree = params_tree(beside=tmp_path)
    regions = tuple(load_regions(tree)[0])
    plans, _ = load_plans(tree, regions, load_indicators(tree)[0])
    name = "toddler_places_per_1000"
    trial = scenario((f"plans.kaifeng-14.{name}.target", 4.0, 4.5))
    changed, problems = override_plans(trial, plans)
    assert problems == []
    before, after = plans["kaifeng-14"].row(name), changed["kaifeng-14"].row(name)
    assert before is not None
    assert after is not None
    assert (before.target.value, after.target.value, after.target.grade) == (4.5, 4.0, "assumed")
    assert after.target.as_printed == before.target.as_printed
    assert after.base == before.base
