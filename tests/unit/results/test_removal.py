"""Deleting a run deletes that run and nothing else."""

from __future__ import annotations

import pytest

from simulator.errors import InputError, MachineError
from simulator.results import removal, store
from simulator.results.frames import contract, frame
from simulator.results.manifest import about_run

pytestmark = pytest.mark.unit


def write(folder, scenario="baseline", seed=1):
    kinds = {"text": [scenario], "int32": [2025], "float64": [1.5]}
    use = frame("use", {c.name: kinds[c.kind] for c in contract("use").columns})
    manifest = about_run(scenario, {"seed": seed}, {})
    return store.write_run(folder, manifest, {"use": use}, "label: x\n")


def refused(folder, run):
    with pytest.raises(InputError) as caught:
        removal.removable(folder, run)
    return [problem.code for problem in caught.value.problems]


def test_one_run_goes_and_all_else_stays(tmp_path):
    gone, stays = write(tmp_path, "tight"), write(tmp_path)
    blocks = store.partial_folder(tmp_path, gone.id)
    blocks.mkdir(parents=True)
    removal.remove(removal.removable(tmp_path, "tight"))
    assert not gone.path.exists()
    assert stays.verify() == []
    assert blocks.is_dir()
    blocks.rmdir()
    removal.remove(removal.removable(tmp_path, str(stays.path)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["t", "nothing", "", ".", "..", ".partial"])
def test_what_names_no_single_run_is_refused(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    runs = [write(tmp_path, "tight"), write(tmp_path, "tight", seed=2)]
    assert refused(tmp_path, name)[0] in ("R101", "R103", "R104")
    assert all(run.verify() == [] for run in runs)


def test_a_damaged_run_and_one_of_another_format_may_be_deleted(tmp_path):
    run = write(tmp_path)
    (run.path / "manifest.json").write_text('{"format": 1}', encoding="utf-8")
    (run.path / "flows.parquet").write_bytes(b"x")
    removal.remove(removal.removable(tmp_path, run.id))
    assert list(tmp_path.iterdir()) == []


def test_files_of_somebody_else_are_never_deleted(tmp_path):
    run = write(tmp_path)
    (run.path / "notes.docx").write_bytes(b"x")
    (run.path / "more").mkdir()
    assert refused(tmp_path, run.id) == ["R108", "R108"]
    assert (run.path / "manifest.json").is_file()


def test_a_link_is_not_followed(tmp_path):
    run = write(tmp_path / "here")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / run.id).symlink_to(run.path)
    assert refused(tmp_path / "there", run.id) == ["R109"]
    (run.path / "use.parquet").rename(tmp_path / "use.parquet")
    (run.path / "use.parquet").symlink_to(tmp_path / "use.parquet")
    assert refused(tmp_path / "here", run.id) == ["R108"]


def test_a_folder_that_cannot_be_moved_is_said_so(tmp_path, monkeypatch):
    run = write(tmp_path)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(run.path), "rename", refuse)
    with pytest.raises(MachineError) as caught:
        removal.remove(run.path)
    assert caught.value.problems[0].code == "R225"
    assert run.verify() == []
    assert [path.name for path in tmp_path.iterdir()] == [run.id]
