"""The same inputs give the same bytes: any machine, clock and order of files, stopped or not.

``python -m benchmarks.determinism`` tries more ways on shipped scenarios.
"""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pytest

from benchmarks import determinism
from benchmarks.determinism import Way, digests, turn_folders
from simulator.desk.again import resume_run
from simulator.desk.cases import load_case, params_of
from simulator.desk.runs import run_scenario
from simulator.errors import InputError, Interrupted
from tests.shipped_runs import content

pytestmark = pytest.mark.slow
DRAWS, UNTIL = 66, 2021
"""Two blocks of draws (64 and 2) on the compiled engine, one simulated year."""
LARGE_LOTS = 20
"""Lots are this many times the shipped size, so that there are few projects to follow."""


def few_projects():
    """Return a scenario with large lots."""
    parameters = params_of(None).parameters
    why = {"zh": "少几个项目，测试更快", "en": "fewer projects, a faster test"}
    overrides = [
        {"parameter": name, "was": one.value, "value": one.value * LARGE_LOTS, "why": why}
        for name, one in parameters.items()
        if name.startswith("projects.") and name.endswith("_lot")
    ]
    return content({"overrides": overrides})


def start(folder, way):
    """Start the real command in a process of its own."""
    words = ["few.yaml", "--draws", str(DRAWS), "--until", str(UNTIL), "--keep-draws"]
    return determinism.start(folder, way, words)


ALONE = {"PYTHONUTF8": "1"}
ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
WAYS = (
    Way("one worker", "", {**ALONE, "PYTHONHASHSEED": "1", "TZ": "UTC"}),
    Way("four workers", "--jobs 4", {**ALONE, "PYTHONHASHSEED": "4242"}),
    Way("a cluster", "--jobs 2 --cluster local", {**ALONE, "PYTHONHASHSEED": "7"}),
    Way("simpy", "--engine simpy --jobs 2", {"TZ": "Asia/Shanghai"}),
    Way("locale C, folders backwards", "--lang en", {**ASCII, "TZ": "Pacific/Apia"}, turned=True),
    Way("parameters copied backwards", rewritten=True),
)


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """Return the stores and ids of processes that know nothing of each other."""
    found = []
    # one after the other: the first compiles for all
    for number, way in enumerate(WAYS):
        folder = tmp_path_factory.mktemp(f"way{number}")
        text = json.dumps(few_projects(), ensure_ascii=False)
        (folder / "few.yaml").write_text(text, encoding="utf-8")
        process = start(folder, way)
        out, err = process.communicate(timeout=300)
        assert (process.returncode, err) == (0, ""), way.what
        found.append((folder / "runs", out.strip()))
    return found


def test_neither_machine_nor_clock_nor_order_of_files_changes_id_or_bytes(stores):
    (one, first), *others = stores
    for way, (other, second) in zip(WAYS[1:], others, strict=True):
        assert first == second, way.what
        assert digests(one / first) == digests(other / second), way.what
    assert {"manifest.json", "indicators.parquet", "draws.parquet"} <= set(digests(one / first))


def test_no_scratch_is_left(stores):
    for store, name in stores:
        assert [file.name for file in (store / ".partial").glob("*")] == []
        assert (store / name).is_dir()


def case(folder):
    """Return the case of both processes."""
    file = folder / "few.yaml"
    text = json.dumps(few_projects(), ensure_ascii=False)
    file.write_text(text, encoding="utf-8")
    return load_case(file, until=UNTIL)


def interrupted(folder):
    """Stop a run after its first block and return its store and its id."""

    def stop(done, total):
        if 0 < done < total:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted):
        run_scenario(
            case(folder), draws=DRAWS, out=folder / "runs", keep_draws=True, on_progress=stop
        )
    (left,) = (folder / "runs" / ".partial").iterdir()
    return folder / "runs", left.name


def test_an_interrupted_run_resumes_to_the_same_bytes(stores, tmp_path):
    (reference, name), *_ = stores
    store, stopped = interrupted(tmp_path)
    assert stopped == name
    assert not (store / name).exists()
    blocks = digests(store / ".partial" / name)
    assert len(blocks) >= 2
    assert resume_run(name, store).id == name
    assert digests(store / name) == digests(reference / name)
    with pytest.raises(InputError) as caught:
        resume_run("few-0000000000000000", store)
    assert [problem.code for problem in caught.value.problems] == ["R160"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill that cannot be heard")
def test_a_run_killed_on_the_compiled_engine_resumes_to_the_same_bytes(stores, tmp_path):
    (reference, name), *_ = stores
    case(tmp_path)
    process = start(tmp_path, WAYS[0])
    until = time.monotonic() + 300
    while not list(tmp_path.glob(f"runs/.partial/{name}/block-00001-*.draws")):
        assert time.monotonic() < until
        time.sleep(0.005)
    process.kill()
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert not (tmp_path / "runs" / name).exists()
    assert resume_run(name, tmp_path / "runs").id == name
    assert digests(tmp_path / "runs" / name) == digests(reference / name)


def test_a_finished_run_is_returned_and_not_run_again(stores):
    (store, name), *_ = stores
    before = digests(store / name)
    assert (
        run_scenario(case(Path(store).parent), draws=DRAWS, out=store, keep_draws=True).id == name
    )
    assert digests(store / name) == before


def test_turned_folders_are_listed_from_the_last_name_to_the_first(tmp_path, monkeypatch):
    for name in "bca":
        (tmp_path / name).touch()
    monkeypatch.setattr(os, "listdir", os.listdir)
    monkeypatch.setattr(os, "scandir", os.scandir)
    turn_folders()
    assert [file.name for file in tmp_path.iterdir()] == ["c", "b", "a"]
    assert [file.name for file in tmp_path.rglob("*")] == ["c", "b", "a"]
