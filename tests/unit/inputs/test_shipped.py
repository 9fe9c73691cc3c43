"""Shipped files and what overlays them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from simulator.errors import InputError
from simulator.inputs.shipped import (
    other_root,
    params_tree,
    scenario_folders,
    shipped_folder,
    shown_path,
)

pytestmark = pytest.mark.unit


def test_the_shipped_files_are_found_and_sorted(tmp_path: Path) -> None:
    tree = params_tree(beside=tmp_path)
    assert "sources.yaml" in tree.files
    assert list(tree.files) == sorted(tree.files)
    assert tree.shown("sources.yaml") == "params/sources.yaml"
    assert all(path.startswith("plans/") for path in tree.folder("plans"))


def test_the_same_path_replaces_and_a_new_path_adds(tmp_path: Path) -> None:
    own = tmp_path / "params" / "costs"
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "params" / "sources.yaml").write_text("b: 1\n", encoding="utf-8")
    (own / ".hidden.yaml").write_text("c: 1\n", encoding="utf-8")
    tree, shipped = params_tree(beside=tmp_path), params_tree(beside=tmp_path / "nothing")
    assert set(tree.files) - set(shipped.files) == {"costs/mine.yaml"}
    assert tree.digests()["sources.yaml"] == sha256(b"b: 1\n").hexdigest()
    assert tree.digests()["regions.yaml"] == shipped.digests()["regions.yaml"]


def test_a_named_folder_replaces_the_one_beside(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("b: 1\n", encoding="utf-8")
    tree = params_tree(tmp_path, beside=tmp_path)
    assert tree.shown("sources.yaml") == (tmp_path / "sources.yaml").as_posix()


def test_a_named_folder_must_exist(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        params_tree(tmp_path / "nothing")
    assert raised.value.problems[0].code == "P121"


def test_another_whole_root_is_no_part_of_the_shipped_one(tmp_path: Path) -> None:
    tree = params_tree(beside=tmp_path)
    assert not any(path.startswith("model-city/") for path in tree.files)
    alone = params_tree("model-city", beside=tmp_path)
    assert "population/base-census.csv" in alone.files
    assert "catalogue/henan-13.yaml" not in alone.files
    assert list(alone.files) == sorted(alone.files)
    assert alone.shown("regions.yaml") == "params/model-city/regions.yaml"


def test_a_root_of_ones_own_comes_before_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    own = tmp_path / "params" / "model-city"
    own.mkdir(parents=True)
    (own / "costs.yaml").write_text("a: 1\n", encoding="utf-8")
    assert other_root("model-city", beside=tmp_path) != own  # without regions it is no root
    (own / "regions.yaml").write_text("a: 1\n", encoding="utf-8")
    assert other_root("model-city", beside=tmp_path) == own
    assert set(params_tree("model-city", beside=tmp_path).files) == {"costs.yaml", "regions.yaml"}
    assert "model-city/costs.yaml" not in params_tree(beside=tmp_path).files


@pytest.mark.parametrize("name", ["nowhere", "", "..", ".", "plans", "params/model-city"])
def test_what_is_no_whole_root_is_none(tmp_path: Path, name: str) -> None:
    assert other_root(name, beside=tmp_path) is None


def test_own_scenarios_come_before_shipped_ones(tmp_path: Path) -> None:
    shipped = shipped_folder("scenarios")
    assert scenario_folders(tmp_path) == (tmp_path / "scenarios", shipped)
    assert scenario_folders(shipped.parent) == (shipped,)


def test_no_machine_path_is_shown_for_shipped_files() -> None:
    shipped = shipped_folder("scenarios")
    assert shown_path(shipped / "baseline.yaml", (shipped,)) == "scenarios/baseline.yaml"
