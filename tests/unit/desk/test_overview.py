"""Which run stood before, and that a glance at a year is kept."""

import os
import shutil

import pytest

from simulator.desk.overview import overview, run_before, run_changed
from simulator.desk.runs import open_run, run_scenario
from tests.shipped_runs import case_of

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    for at, seed in enumerate((1, 2)):
        run = run_scenario(case_of(until=2022), out=folder, draws=0, seed=seed)
        os.utime(run.path / "manifest.json", (at + 1, at + 1))
    return folder


def by_age(store):
    found = sorted(store.glob("*/manifest.json"), key=lambda one: one.stat().st_mtime)
    return [open_run(one.parent.name, store) for one in found]


def test_the_run_before_is_that_of_the_same_scenario_stored_earlier(store):
    first, second = by_age(store)
    assert run_before(second).id == first.id
    assert run_before(first) is None


def test_other_folders_and_broken_runs_are_no_run_before(store, tmp_path):
    _, second = by_age(store)
    shutil.copytree(second.path, tmp_path / second.id)
    (tmp_path / "baseline-0123456789abcdef").mkdir()
    (tmp_path / "baseline-0123456789abcdef" / "manifest.json").write_text("{}")
    (tmp_path / "notes").mkdir()
    assert run_before(open_run(second.id, tmp_path)) is None


def test_a_year_is_looked_at_once(store):
    first, _ = by_age(store)
    assert overview(first, 2022) is overview(first, 2022)
    assert overview(first, 2022) is not overview(first, 2021)


def test_what_changed_is_said_even_where_nothing_stood_before(store):
    first, second = by_age(store)
    assert run_changed(first, None, 2022).before == ""
    found = run_changed(second, first, 2022)
    assert list(found.inputs["kind"]) == ["experiment"]
    assert found.targets.empty
