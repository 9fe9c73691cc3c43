"""Exports that are stopped half way: a plain sentence, the status of Ctrl-C, nothing left."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simulator import api
from tests.integration.test_ensemble_processes import listen_to_interrupts

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no POSIX signals"),
]
ROOT = Path(__file__).parents[2]
SLOW = """
import sys, time
from contextlib import contextmanager
from simulator.cli import progress
from simulator.cli.main import main

def advance(done, total):
    print(done, total, flush=True)
    time.sleep(60)

@contextmanager
def shown(writer, description):
    yield advance

progress.progress = shown
sys.exit(main(sys.argv[1:]))
"""
"""The command, which says when the first step is done and then takes its time."""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("runs")
    api.run_scenario("baseline", draws=2, until=2025, out=store)
    return store


@pytest.fixture(scope="module")
def archive(store, tmp_path_factory):
    return api.export_run("baseline", tmp_path_factory.mktemp("archive") / "run.zip", store)


def stopped(words, sent, folder):
    """Run a command until its first step is done, stop it, and return status and errors."""
    (folder / "tmp").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder / "tmp"), "MPLCONFIGDIR": str(folder / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=listen_to_interrupts,
    )
    done, total = process.stdout.readline().split()
    assert int(done) == 1 <= int(total)
    process.send_signal(sent)
    _, err = process.communicate(timeout=60)
    return process.returncode, err


NAMES = ("r.xlsx", "r.csv", "r.docx", "r.pptx", "r.png.zip", "r.iamc.csv", "r.parquet")


@pytest.mark.parametrize("name", NAMES)
def test_ctrl_c_leaves_nothing_of_a_report(store, tmp_path, name):
    out = tmp_path / "out"
    out.mkdir()
    words = ["report", "baseline", "--runs", store, "--to", out / name]
    status, err = stopped(words, signal.SIGINT, tmp_path)
    assert (status, err.strip()) == (130, "已中断；没有留下只写了一半的文件")
    assert list(out.iterdir()) == []
    assert [one for one in (tmp_path / "tmp").iterdir() if one.name.startswith("equalise")] == []


def test_ctrl_c_leaves_what_stood_there_as_it_was(store, tmp_path):
    (tmp_path / "r.csv").write_text("before")
    words = ["report", "baseline", "--runs", store, "--to", tmp_path / "r.csv"]
    assert stopped(words, signal.SIGINT, tmp_path)[0] == 130
    assert sorted(one.name for one in tmp_path.iterdir()) == ["r.csv", "tmp"]
    assert (tmp_path / "r.csv").read_text() == "before"


def test_ctrl_c_leaves_nothing_of_an_exported_run(store, tmp_path):
    words = ["runs", "export", "baseline", "--runs", store, "--to", tmp_path / "run.zip"]
    assert stopped(words, signal.SIGINT, tmp_path)[0] == 130
    assert [one.name for one in tmp_path.iterdir()] == ["tmp"]


def test_ctrl_c_leaves_nothing_of_an_imported_run(archive, tmp_path):
    words = ["runs", "import", archive, "--runs", tmp_path / "runs"]
    assert stopped(words, signal.SIGINT, tmp_path)[0] == 130
    assert list(tmp_path.glob("runs/*")) == []


def test_what_a_killed_export_leaves_is_hidden_and_goes_a_day_later(store, tmp_path):
    path = tmp_path / "r.csv"
    words = ["report", "baseline", "--runs", store, "--to", path]
    assert stopped(words, signal.SIGKILL, tmp_path)[0] == -signal.SIGKILL
    assert not path.exists()
    (left,) = tmp_path.glob(".*")
    os.utime(left, (0, 0))
    api.write_report([api.open_run("baseline", store)], path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["r.csv", "tmp"]


def test_a_killed_import_leaves_no_run_and_the_next_one_goes_through(archive, tmp_path):
    store = tmp_path / "runs"
    words = ["runs", "import", archive, "--runs", store]
    assert stopped(words, signal.SIGKILL, tmp_path)[0] == -signal.SIGKILL
    assert api.list_runs(store) == []
    (left,) = store.glob(".partial/*")
    os.utime(left, (0, 0))
    found = api.import_run(archive, store)
    assert [one.name for one in store.iterdir()] == [found.id]
