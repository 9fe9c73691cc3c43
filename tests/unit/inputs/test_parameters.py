"""Parameter files (the mistakes stand in ``tests/bad_inputs/params``)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.inputs.parameters import limits_of, load_parameters, parameter_files
from simulator.inputs.params import try_load_params
from simulator.inputs.regions import load_regions
from simulator.inputs.shipped import ParamsTree, params_tree, shipped_folder
from simulator.inputs.sources import load_sources

pytestmark = pytest.mark.unit

TEXT = """label: {zh: 床位投资, en: Cost per bed}
unit: yuan_per_bed
date: 2020
value: 1100000
low: 750000
high: 1550000
grade: assumed
reason: {zh: 试算, en: trial}
regions:
  zhengzhou: {value: 1200000, date: 2022, grade: external, source: some-source}
"""


@pytest.fixture
def tree(tmp_path: Path) -> ParamsTree:
    for name in ("costs/bed.yaml", "projects/kaifeng-14.yaml", "plans/kaifeng-14.yaml"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(TEXT, encoding="utf-8")
    names = sorted(tmp_path.rglob("*.yaml"))
    return ParamsTree({file.relative_to(tmp_path).as_posix(): file for file in names}, {})


def test_lists_of_named_projects_are_no_parameters(tree: ParamsTree) -> None:
    assert parameter_files(tree) == ["costs/bed.yaml"]


def test_a_parameter_and_the_value_of_a_region(tree: ParamsTree) -> None:
    parameters, problems = load_parameters(tree, sources=["some-source"], regions=["zhengzhou"])
    assert problems == []
    bed = parameters["costs.bed"]
    assert (bed.value, bed.low, bed.high, bed.unit) == (1.1e6, 7.5e5, 1.55e6, "yuan_per_bed")
    assert str(bed.where) == "params/costs/bed.yaml:4: costs.bed"
    own = bed.of("zhengzhou")
    assert (own.name, own.value, own.date, own.low) == ("costs.bed.zhengzhou", 1.2e6, 2022, None)
    assert (own.unit, own.label, own.line) == (bed.unit, bed.label, 10)
    assert bed.of("kaifeng") is bed


def test_limits_by_unit() -> None:
    assert limits_of("share") == (0.0, 1.0)
    assert limits_of("bed")[0] == 0.0


def test_the_shipped_parameters_are_sound(tmp_path: Path) -> None:
    shipped = params_tree(beside=tmp_path)
    sources, regions = load_sources(shipped)[0], load_regions(shipped)[0]
    parameters, problems = load_parameters(shipped, sources=sources, regions=regions)
    assert problems == []
    assert "budget.revenue_growth" in parameters


def test_a_parameter_that_every_run_reads_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "params" / "small"
    shutil.copytree(shipped_folder("params") / "model-city", root)
    (root / "budget" / "bond_term_years.yaml").unlink()
    monkeypatch.chdir(tmp_path)
    _, problems = try_load_params("small")
    assert [(one.code, one.args["found"]) for one in problems] == [
        ("P233", "budget.bond_term_years")
    ]
