"""Same inputs, same bytes: any number of workers, any hash seed, after Ctrl-C and after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulator.results.find import find_run

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[2]
DRAWS = 200


def start(store, crew, hash_seed="0", seconds=0.0):
    command = [sys.executable, "-W", "error", "-m", "tests.fake_run"]
    return subprocess.Popen(
        [*command, str(store), crew, str(DRAWS), str(seconds)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=None if os.name == "nt" else listen_to_interrupts,
    )


def listen_to_interrupts():
    """Undo what a shell does to its background jobs: they ignore Ctrl-C, and so would ours."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def finish(process):
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    return out


def contents(store):
    run = find_run(store, "baseline")
    assert run.verify() == []
    return {path.name: path.read_bytes() for path in sorted(run.path.iterdir())}


def wait_for_a_block(store):
    until = time.monotonic() + 60
    while not list(store.glob(".partial/*/block-00001-*.draws")):
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    store = tmp_path_factory.mktemp("expected")
    run_id = finish(start(store, "here", hash_seed="1"))
    return run_id, contents(store)


@pytest.mark.parametrize("crew", ["processes", "threads", "cluster"])
def test_workers_and_another_hash_seed_give_the_same_id_and_bytes(tmp_path, expected, crew):
    run_id, files = expected
    assert finish(start(tmp_path, crew, hash_seed="2")) == run_id
    assert contents(tmp_path) == files
    assert [path.name for path in tmp_path.iterdir()] == [run_id]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no POSIX signals")
@pytest.mark.parametrize(("sent", "status"), [("SIGINT", 3), ("SIGKILL", -9)])
@pytest.mark.parametrize("crew", ["processes", "threads", "cluster"])
def test_a_run_stopped_half_way_goes_on_to_the_same_bytes(tmp_path, expected, crew, sent, status):
    # slow draws: a second or two lie between the first block and the last
    process = start(tmp_path, crew, seconds=0.02)
    wait_for_a_block(tmp_path)
    # to the whole group, as a terminal does
    os.killpg(process.pid, getattr(signal, sent))
    _, err = process.communicate(timeout=60)
    assert process.returncode == status
    assert "Traceback" not in err
    assert not list(tmp_path.glob("baseline-*"))
    assert list(tmp_path.glob(".partial/*/block-00001-*.draws"))

    process = start(tmp_path, "here")
    run_id, files = expected
    assert finish(process) == run_id
    assert contents(tmp_path) == files
