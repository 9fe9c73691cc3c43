"""Distributions and groups of parameters (one mistake a file stands in ``tests/bad_inputs``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.distributions.spread import Outcome
from simulator.inputs.parameters import load_parameters
from simulator.inputs.shipped import ParamsTree
from simulator.inputs.uncertainty import drawn_by_project, drawn_once

pytestmark = pytest.mark.unit
BED = """label: {zh: 床位投资, en: Cost per bed}
unit: yuan_per_bed
date: 2020
value: 1100000
low: 750000
high: 1550000
grade: assumed
reason: {zh: 试算, en: trial}
"""
CLOSELY = """label: {zh: 相关系数, en: Correlation}
unit: correlation
date: 2020
value: 0.5
low: 0.0
high: 0.8
grade: assumed
reason: {zh: 试算, en: trial}
"""
GROUP = "group: {name: economy, correlation: uncertainty.closely}\n"
TERM = """label: {zh: 期限, en: Term}
unit: year
date: 2020
value: 15
low: 5
high: 30
bounds: true
distribution: discrete
outcomes:
  - {value: 5, probability: 0.2}
  - {value: 15, probability: 0.5}
  - {value: 30, probability: 0.3}
grade: assumed
reason: {zh: 试算, en: trial}
"""


def load(folder: Path, **files: str):
    """Return the parameters of files named ``folder__file``, and code and place of problems."""
    paths = {}
    for name, text in files.items():
        relative = f"{name.replace('__', '/')}.yaml"
        paths[relative] = folder / relative
        paths[relative].parent.mkdir(exist_ok=True)
        paths[relative].write_text(text, encoding="utf-8")
    parameters, problems = load_parameters(ParamsTree(paths, {}))
    return parameters, [(one.code, one.where.line) for one in problems]


def test_what_says_nothing_is_a_triangle_in_no_group(tmp_path: Path) -> None:
    parameters, problems = load(tmp_path, costs__bed=BED)
    assert problems == []
    bed = parameters["costs.bed"]
    assert (bed.distribution, bed.outcomes, bed.group) == ("triangular", (), None)


def test_a_parameter_names_its_distribution_and_its_group(tmp_path: Path) -> None:
    text = BED + "distribution: pert\n" + GROUP
    parameters, problems = load(tmp_path, costs__bed=text, uncertainty__closely=CLOSELY)
    assert problems == []
    bed = parameters["costs.bed"]
    assert bed.distribution == "pert"
    assert bed.group is not None
    assert (bed.group.name, bed.group.correlation) == ("economy", "uncertainty.closely")


def test_outcomes_are_values_with_probabilities(tmp_path: Path) -> None:
    parameters, problems = load(tmp_path, budget__term=TERM)
    assert problems == []
    expected = (Outcome(5.0, 0.2), Outcome(15.0, 0.5), Outcome(30.0, 0.3))
    assert parameters["budget.term"].outcomes == expected


def test_a_region_has_the_distribution_of_the_file_unless_it_names_one(tmp_path: Path) -> None:
    own = "{value: 2, low: 1, high: 4, grade: external, source: x, %s}"
    text = BED.replace("1100000", "2").replace("750000", "1").replace("1550000", "4")
    text += "distribution: pert\nregions:\n"
    text += f"  kaifeng: {own % 'bounds: true'}\n  xinxiang: {own % 'distribution: lognormal'}\n"
    parameters, problems = load(tmp_path, costs__bed=text)
    assert problems == []
    bed = parameters["costs.bed"]
    assert bed.of("kaifeng").distribution == "pert"
    assert bed.of("xinxiang").distribution == "lognormal"


def test_a_region_with_a_range_needs_outcomes_of_its_own(tmp_path: Path) -> None:
    text = TERM + "regions:\n  kaifeng: {value: 5, grade: external, source: x}\n"
    assert load(tmp_path, budget__term=text)[1] == []
    text = text.replace("value: 5, grade", "value: 5, low: 4, high: 6, grade")
    assert load(tmp_path, budget__term=text)[1] == [("P218", 16)]


@pytest.mark.parametrize("name", ["durations__bed_months", "population__bed"])
def test_what_is_not_drawn_once_a_draw_moves_with_no_group(tmp_path: Path, name: str) -> None:
    files = {name: BED + GROUP, "uncertainty__closely": CLOSELY}
    assert load(tmp_path, **files)[1] == [("P229", 9)]


def test_a_group_needs_a_range_but_for_the_migration_error(tmp_path: Path) -> None:
    text = BED.replace("low: 750000\nhigh: 1550000\ngrade: assumed", "grade: external\nsource: x")
    files = {"costs__bed": text + GROUP, "uncertainty__closely": CLOSELY}
    assert load(tmp_path, **files)[1] == [("P226", 8)]
    files["population__migration_error_province"] = files.pop("costs__bed")
    (tmp_path / "costs" / "bed.yaml").unlink()
    assert load(tmp_path, **files)[1] == []


def test_which_parameters_take_one_value_in_a_draw() -> None:
    assert drawn_once("costs.hospital_bed_capital")
    assert not drawn_once("durations.hospital_months")
    assert drawn_by_project("durations.hospital_months")
    assert not drawn_once("population.tfr_error")
    assert not drawn_once("uncertainty.prices_with_economy")
