"""Scenarios: inheritance, origins, the plain form (mistakes stand in ``tests/bad_inputs``)."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
import yaml

from simulator.errors import InputError
from simulator.inputs.scenario import (
    Experiment,
    Horizon,
    Scenario,
    resolved_yaml,
    scenario_from_plain,
)
from simulator.inputs.scenario_names import Vocabulary, name_problems
from simulator.inputs.scenarios import (
    list_scenarios,
    load_scenario,
    resolved_values,
    try_load_scenario,
    with_levers,
)
from simulator.inputs.series import Series
from simulator.inputs.shipped import SCENARIOS, shipped_folder
from simulator.text import LANGUAGES, sentences

pytestmark = pytest.mark.unit

ROOT = """label: {zh: 基准, en: Baseline}
question: {zh: 怎样？, en: What?}
horizon: {base: 2020, end: 2030}
plans: [kaifeng-14]
levers:
  revenue: {level: 0.9, shares: {nurses: 0.2}}
  transfers:
    rule: by_shortfall
    pool: {unit: yuan, at: {2021: 1.0e9}, growth: 0.05}
overrides:
  - {parameter: costs.bed, value: 2, was: 1, why: {zh: 试算, en: trial}}
experiment: {draws: 10, seed: 7}
"""
CHILD = """label: {zh: 子, en: Child}
question: {zh: 怎样？, en: What?}
extends: root
horizon: {as_of: 2022}
levers:
  revenue: {level: null, shares: {physicians: 0.3}}
  transfers:
    pool: {unit: yuan, at: {2023: 5.0e8}}
overrides:
  - {parameter: costs.bed, value: 3, was: 2, why: {zh: 试算, en: trial}}
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, ...]:
    """A folder with a root and its child."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    for name, text in {"root": ROOT, "child": CHILD}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return (folder,)


@pytest.fixture
def child(folders: tuple[Path, ...]) -> Scenario:
    """The child."""
    return load_scenario("child", folders)


def test_a_child_inherits_in_full_and_replaces_what_it_says(child: Scenario) -> None:
    assert child.chain == ("root", "child")
    assert child.label.en == "Child"
    assert child.horizon == Horizon(2020, 2022, 2030)
    assert child.experiment == Experiment(10, 7)
    assert child.plans == ("kaifeng-14",)
    assert child.levers.revenue.shares == {"nurses": 0.2, "physicians": 0.3}
    assert child.levers.transfers.rule == "by_shortfall"
    assert [override.value for override in child.overrides] == [2.0, 3.0]


def test_a_series_is_replaced_whole(child: Scenario) -> None:
    assert child.levers.transfers.pool == Series(unit="yuan", at={2023: 5e8})


def test_null_returns_to_the_parameter(child: Scenario) -> None:
    assert child.baseline_levers.revenue.level_in(2021) == 0.9
    assert child.levers.revenue.level is None


def test_the_roots_levers_hold_up_to_as_of(child: Scenario) -> None:
    assert child.levers_in(2022).transfers.pool_in(2022) == 1e9 * 1.05
    assert child.levers_in(2023).transfers.pool_in(2023) == 5e8


def test_as_of_is_the_base_year_unless_given(folders: tuple[Path, ...]) -> None:
    assert load_scenario("root", folders).horizon.as_of == 2020


def test_every_value_knows_its_place(child: Scenario) -> None:
    places = {value.path: str(value.origin) for value in resolved_values(child)}
    assert places["horizon.base"] == "scenarios/root.yaml:3: horizon.base"
    assert places["horizon.as_of"] == "scenarios/child.yaml:4: horizon.as_of"
    shares = "levers.revenue.shares"
    assert places[f"{shares}.nurses"] == f"scenarios/root.yaml:6: {shares}.nurses"
    assert places[f"{shares}.physicians"] == f"scenarios/child.yaml:6: {shares}.physicians"
    pool = "levers.transfers.pool.at.2023"
    assert places[pool] == f"scenarios/child.yaml:8: {pool}"
    assert places["overrides.1.was"] == "scenarios/child.yaml:10: overrides.1.was"
    assert places["levers.fungible"] == "levers.fungible"


def test_the_plain_form_reads_back_and_has_one_spelling(child: Scenario) -> None:
    plain = child.to_plain()
    again = scenario_from_plain(json.loads(json.dumps(plain)))
    assert again.to_plain() == plain
    assert again.levers == child.levers
    assert yaml.safe_load(resolved_yaml(child)) == plain
    assert list(plain) == sorted(plain)
    assert "root" not in resolved_yaml(child)


def test_a_scenario_travels_to_other_processes(child: Scenario) -> None:
    assert pickle.loads(pickle.dumps(child)) == child


def test_plain_data_is_a_scenario_too(folders: tuple[Path, ...]) -> None:
    words = {"zh": "试算", "en": "Trial"}
    data = {"label": words, "question": words, "extends": "child", "levers": {"fungible": 0.1}}
    scenario = load_scenario(data, folders, "trial")
    assert (scenario.id, scenario.chain) == ("trial", ("root", "child", "trial"))
    assert scenario.levers.fungible == 0.1


def test_a_parent_is_looked_for_beside_its_child(folders: tuple[Path, ...]) -> None:
    assert load_scenario(folders[0] / "child.yaml", ()).chain == ("root", "child")


def test_problems_of_child_and_parent_come_together(folders: tuple[Path, ...]) -> None:
    root, child = (folders[0] / f"{name}.yaml" for name in ("root", "child"))
    root.write_text(ROOT.replace("level: 0.9", "level: -1"), encoding="utf-8")
    child.write_text(CHILD.replace("as_of", "as_off"), encoding="utf-8")
    _, problems = try_load_scenario("child", folders)
    assert [(one.code, one.where.file) for one in problems] == [
        ("S101", "scenarios/child.yaml"),
        ("S110", "scenarios/root.yaml"),
    ]


@pytest.mark.parametrize(("source", "code"), [("chld", "S116"), ("none/chld.yaml", "P101")])
def test_an_unknown_scenario(folders: tuple[Path, ...], source: str, code: str) -> None:
    with pytest.raises(InputError) as raised:
        load_scenario(source, folders)
    (problem,) = raised.value.problems
    assert problem.code == code
    assert all(sentences(problem, language) for language in LANGUAGES)


def test_levers_change_by_dotted_path_or_nested(child: Scenario) -> None:
    changed = with_levers(child, {"transfers.pool": 3e9, "revenue": {"level": 1.1}})
    assert changed.levers.transfers.pool == 3e9
    assert changed.levers.transfers.rule == "by_shortfall"
    assert changed.levers.revenue.level == 1.1
    assert changed.levers.revenue.shares == child.levers.revenue.shares
    assert child.levers.revenue.level is None
    assert changed.baseline_levers == child.baseline_levers


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"revenue.levl": 1.0}, "S101"),
        ({"revenue.level": -1.0}, "S110"),
        ({"allocation.rule": "fixed_shares"}, "S117"),
        ({"workforce.retirement_age": 65.0}, "S110"),
        ({"served_in": [{"from": "kaifeng", "to": "kaifeng", "share": 0.1}]}, "S145"),
    ],
)
def test_changed_levers_are_checked(child: Scenario, changes: dict[str, object], code: str) -> None:
    with pytest.raises(InputError) as raised:
        with_levers(child, changes)  # type: ignore[arg-type]
    assert [problem.code for problem in raised.value.problems] == [code]


def test_no_starts_at_all_are_a_table_too_where_they_are_written(child: Scenario) -> None:
    changed = with_levers(child, {"allocation.rule": "fixed_starts", "allocation.starts": []})
    assert changed.levers.allocation.starts == ()


def test_names_are_held_against_those_that_exist(child: Scenario) -> None:
    vocabulary = Vocabulary(("henan", "kaifeng"), ("kaifeng",), ("nurses",), (), ())
    problems = name_problems(child, vocabulary)
    assert [(one.code, one.args["found"]) for one in problems] == [
        ("S121", "physicians"),
        ("S125", "kaifeng-14"),
    ]


def test_scenarios_are_listed_even_when_one_is_broken(folders: tuple[Path, ...]) -> None:
    (folders[0] / "broken.yaml").write_text("label: [\n", encoding="utf-8")
    listed = {one.id: one for one in list_scenarios(folders)}
    assert list(listed) == ["broken", "child", "root"]
    assert listed["broken"].label is None
    assert (listed["child"].extends, listed["child"].file) == ("root", "scenarios/child.yaml")


def test_all_shipped_scenarios_load() -> None:
    folders = (shipped_folder(SCENARIOS),)
    found = [load_scenario(one.id, folders) for one in list_scenarios(folders)]
    assert {"baseline", "tight", "growth", "level-up"} <= {one.id for one in found}
    assert {one.chain[0] for one in found if one.params is None} == {"baseline"}
