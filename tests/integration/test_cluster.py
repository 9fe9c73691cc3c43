"""A Dask cluster on loopback: same bytes, also when a worker is killed; what is refused."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from distributed import LocalCluster

from simulator.ensemble.cluster import (
    LOOPBACK,
    NO_PAGES,
    Bond,
    check_address,
    connected,
    program,
    refusal,
)
from simulator.ensemble.executors import cluster
from simulator.ensemble.runner import run
from simulator.errors import InputError, MachineError
from simulator.results.parquet import write_table
from tests.fake_model import fake_ensemble

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[2]
DRAWS = 200
WORKER = """
import asyncio, sys
from distributed import Worker

async def work():
    scheduler, host = sys.argv[1:]
    async with Worker(scheduler, host=host, dashboard_address=f"{host}:0") as worker:
        await worker.finished()

asyncio.run(work())
"""


def started(workers):
    """Return a cluster that outlives its runs, as a scheduler of one's own does."""
    return LocalCluster(
        n_workers=workers, threads_per_worker=1, host=LOOPBACK, scheduler_kwargs=NO_PAGES
    )


@pytest.fixture(scope="module")
def two_workers():
    with started(2) as own:
        yield own


def contents(tables, folder):
    folder.mkdir()
    for name, table in tables.items():
        write_table(name, table, folder / name)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("expected")
    return contents(run(fake_ensemble(DRAWS), folder / "run"), folder / "tables")


def code_and_texts(error):
    (problem,) = error.value.problems
    return problem.code, problem.args


def test_a_run_on_a_cluster_leaves_the_same_bytes_and_no_scratch(tmp_path, two_workers, expected):
    crew = cluster(two_workers.scheduler_address, 1)
    seen = []
    tables = run(
        fake_ensemble(DRAWS, slow=0.01),
        tmp_path / "run",
        crew=crew,
        on_progress=lambda done, total: seen.append(done),
    )
    assert contents(tables, tmp_path / "tables") == expected
    assert seen == sorted(seen)
    assert seen[-1] == DRAWS + 1
    assert not list(tmp_path.glob("run/shared-*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no POSIX signals")
def test_when_a_worker_is_killed_another_goes_on_to_the_same_bytes(tmp_path, two_workers, expected):
    with two_workers.get_client() as client:
        victim = next(iter(client.run(os.getpid).values()))
    killed = []

    def kill(done, total):
        if done > 80 and not killed:
            os.kill(victim, signal.SIGKILL)
            killed.append(done)

    crew = cluster(two_workers.scheduler_address, 1)
    slow = fake_ensemble(DRAWS, slow=0.01)
    tables = run(slow, tmp_path / "run", crew=crew, on_progress=kill)
    assert killed
    assert contents(tables, tmp_path / "tables") == expected


def test_a_cluster_that_stops_on_the_way_says_so_and_the_blocks_stay(tmp_path, expected):
    own = started(1)

    def stop(done, total):
        if done > 80:
            own.close()

    with pytest.raises(MachineError) as caught:
        run(
            fake_ensemble(DRAWS, slow=0.01),
            tmp_path / "run",
            crew=cluster(own.scheduler_address, 1),
            on_progress=stop,
        )
    assert code_and_texts(caught)[0] == "R146"
    again = fake_ensemble(DRAWS)
    assert contents(run(again, tmp_path / "run"), tmp_path / "tables") == expected
    assert len(again.case.calls) < DRAWS


def test_a_worker_of_another_version_is_refused(tmp_path):
    shutil.copytree(ROOT / "simulator", tmp_path / "simulator")
    with (tmp_path / "simulator" / "version.py").open("a") as file:
        file.write("# changed\n")
    with started(0) as own:
        command = [sys.executable, "-c", WORKER, own.scheduler_address, LOOPBACK]
        other = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
        try:
            with pytest.raises(MachineError) as caught:
                run(fake_ensemble(1), tmp_path / "run", crew=cluster(own.scheduler_address, 1))
        finally:
            other.terminate()
            other.wait()
    code, args = code_and_texts(caught)
    assert code == "R144"
    assert args["worker"].startswith(f"tcp://{LOOPBACK}:")
    assert args["ours"] == program() != args["theirs"]
    assert args["theirs"].split(" (")[0] == args["ours"].split(" (")[0]


def test_a_worker_that_does_not_see_the_folder_is_refused(tmp_path):
    bond = Bond(program(), tmp_path / "run" / "shared-1")
    assert refusal(bond).code == "R145"
    bond.token.parent.mkdir()
    bond.token.touch()
    assert refusal(bond) is None


def test_a_scheduler_that_nobody_answers_for_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("simulator.ensemble.cluster.SECONDS_TO_ANSWER", 0.2)
    with pytest.raises(MachineError) as caught, connected("tcp://127.0.0.1:9", 1, tmp_path):
        pass
    code, args = code_and_texts(caught)
    assert code == "R142"
    assert args["address"] == "tcp://127.0.0.1:9"


def test_a_scheduler_without_workers_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("simulator.ensemble.cluster.SECONDS_TO_GATHER", 0.2)
    with started(0) as own, pytest.raises(MachineError) as caught:
        run(fake_ensemble(1), tmp_path / "run", crew=cluster(own.scheduler_address, 1))
    assert code_and_texts(caught)[0] == "R143"


@pytest.mark.parametrize("given", ["", "Local", "10.0.0.5:8786", "tcp://10.0.0.5", "http://a:1"])
def test_what_is_no_address_is_refused(given):
    with pytest.raises(InputError) as caught:
        check_address(given, 1)
    assert code_and_texts(caught) == ("R141", {"given": given})


def test_the_cluster_decides_how_many_workers_it_has():
    check_address("local", 8)
    with pytest.raises(InputError) as caught:
        check_address("tcp://10.0.0.5:8786", 8)
    assert code_and_texts(caught)[0] == "R147"


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setattr("simulator.ensemble.cluster.find_spec", lambda name: None)
    with pytest.raises(MachineError) as caught:
        check_address("local", 2)
    assert code_and_texts(caught) == ("R140", {"missing": "dask, distributed"})
