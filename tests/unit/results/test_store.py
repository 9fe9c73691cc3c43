"""The store: a run is whole or absent, found by its id, and never replaced silently."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from simulator.errors import AnswerIsNo, InputError, MachineError, ModelError
from simulator.results import find, manifest, store
from simulator.results.frames import contract, frame
from simulator.results.manifest import about_run

pytestmark = pytest.mark.unit


def table(scenario="baseline"):
    kinds = {"text": ["x"], "int32": [2025], "float64": [1.5]}
    columns = {c.name: kinds[c.kind] for c in contract("use").columns}
    return frame("use", {**columns, "scenario": [scenario]})


def write(folder, scenario="baseline", seed=1, **entries):
    identity = {"seed": seed, **entries}
    manifest = about_run(scenario, identity, {"horizon": {"base": 2020}, "doubts": ["开封"]})
    return store.write_run(folder, manifest, {"use": table(scenario)}, "label: 基准\n")


def codes(error):
    return [problem.code for problem in error.value.problems]


def test_a_run_holds_its_manifest_its_scenario_and_its_tables_and_nothing_else(tmp_path):
    run = write(tmp_path / "runs")
    names = {path.name for path in run.path.iterdir()}
    assert names == {"manifest.json", "resolved-scenario.yaml", "use.parquet"}
    assert [path.name for path in (tmp_path / "runs").iterdir()] == [run.id]
    assert run.verify() == []
    assert run.tables() == ("use",)
    assert run.table("use")["use"].tolist() == [1.5]
    assert run.resolved_scenario() == "label: 基准\n"
    assert run.manifest["doubts"] == ["开封"]


def test_writing_twice_gives_the_same_bytes(tmp_path):
    first, second = write(tmp_path / "a"), write(tmp_path / "b")
    for file in first.path.iterdir():
        assert file.read_bytes() == (second.path / file.name).read_bytes()


def test_an_existing_run_is_returned_and_left_alone(tmp_path):
    first = write(tmp_path)
    stamp = (first.path / "use.parquet").stat().st_mtime_ns
    assert store.existing_run(tmp_path, first.id).id == first.id
    assert write(tmp_path).id == first.id
    assert (first.path / "use.parquet").stat().st_mtime_ns == stamp
    assert [path.name for path in tmp_path.iterdir() if path.name != ".partial"] == [first.id]


def test_a_damaged_run_is_named_and_not_overwritten(tmp_path):
    run = write(tmp_path)
    (run.path / "use.parquet").write_bytes(b"x")
    with pytest.raises(AnswerIsNo) as caught:
        store.existing_run(tmp_path, run.id)
    assert codes(caught) == ["R107", "R114"]
    with pytest.raises(AnswerIsNo):
        write(tmp_path)
    assert (run.path / "use.parquet").read_bytes() == b"x"


def test_the_blocks_of_a_finished_run_are_removed(tmp_path):
    manifest = about_run("baseline", {"seed": 1}, {})
    partial = store.partial_folder(tmp_path, manifest["run"])
    partial.mkdir(parents=True)
    (partial / "block-00000.npz").write_bytes(b"")
    other = store.partial_folder(tmp_path, "baseline-0000000000000000")
    other.mkdir()
    store.write_run(tmp_path, manifest, {}, "")
    assert not partial.exists()
    assert other.exists()


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store, "write_table", refuse)
    with pytest.raises(MachineError) as caught:
        write(tmp_path)
    assert codes(caught) == ["R112"]
    assert caught.value.problems[0].args["reason"] == "No space left on device"
    assert not (tmp_path / ".partial").exists()
    assert store.list_runs(tmp_path) == ([], [])


def test_a_table_that_does_not_fit_leaves_nothing_behind(tmp_path):
    manifest = about_run("baseline", {"seed": 1}, {})
    for tables in ({"use": table().drop(columns="use")}, {"uses": table()}):
        with pytest.raises(ModelError):
            store.write_run(tmp_path, manifest, tables, "")
    assert store.list_runs(tmp_path) == ([], [])
    assert not (tmp_path / ".partial").exists()


def test_runs_are_listed_by_id_and_broken_ones_reported(tmp_path):
    ids = sorted([write(tmp_path, "tight").id, write(tmp_path).id, write(tmp_path, seed=2).id])
    (tmp_path / "notes").mkdir()
    (tmp_path / "readme.txt").write_text("x", encoding="utf-8")
    runs, problems = store.list_runs(tmp_path)
    assert [run.id for run in runs] == ids
    assert problems == []
    (tmp_path / ids[0] / "manifest.json").write_text("[]", encoding="utf-8")
    runs, problems = store.list_runs(tmp_path)
    assert [run.id for run in runs] == ids[1:]
    assert [problem.code for problem in problems] == ["R104"]
    assert store.list_runs(tmp_path / "nowhere") == ([], [])


def test_a_run_is_found_by_id_beginning_and_path(tmp_path, monkeypatch):
    tight, first = write(tmp_path, "tight"), write(tmp_path)
    for name in (tight.id, "tight", "tigh", tight.id[:-4], str(tight.path)):
        assert find.find_run(tmp_path, name).id == tight.id
    assert find.find_run(tmp_path / "elsewhere", str(first.path)).id == first.id
    monkeypatch.chdir(tight.path)
    assert find.find_run(Path("nowhere"), ".").id == tight.id
    monkeypatch.chdir(tmp_path)
    assert find.find_run(Path("nowhere"), f"./{tight.id}").id == tight.id


def test_a_scenarios_name_means_its_own_run_and_not_those_set_apart(tmp_path):
    plain = write(tmp_path)
    restated = write(tmp_path, taken_over={"year": 2023, "stocks": []})
    known = write(tmp_path, known_on="2023-06-30")
    stem = plain.id[:-17]
    assert (restated.id[:-17], known.id[:-17]) == (f"{stem}-restated", f"{stem}-as-known")
    assert all(run.verify() == [] for run in (plain, restated, known))
    for name, run in (
        (stem, plain),
        (f"{stem}-restated", restated),
        (f"{stem}-as", known),
        (restated.id[:-3], restated),
    ):
        assert find.find_run(tmp_path, name).id == run.id
    with pytest.raises(InputError) as caught:
        find.find_run(tmp_path, stem[:-1])
    assert codes(caught) == ["R103"]
    again = write(tmp_path, seed=2)
    with pytest.raises(InputError) as caught:
        find.find_run(tmp_path, stem)
    listed = caught.value.problems[0].args["runs"].split(", ")
    assert listed == sorted([plain.id, again.id])


def test_a_scenarios_name_means_the_only_run_of_this_program(tmp_path, monkeypatch):
    now = manifest.model_version()
    monkeypatch.setattr(manifest, "model_version", lambda: now._replace(digest="0" * 64))
    old = write(tmp_path)
    monkeypatch.undo()
    new = write(tmp_path)
    assert find.find_run(tmp_path, "baseline").id == new.id
    assert find.chosen_run(tmp_path, "baseline") == (new.id, (old.id,))
    assert find.find_run(tmp_path, old.id).id == old.id
    assert find.chosen_run(tmp_path, old.id) is None
    with pytest.raises(InputError) as caught:  # nothing is deleted by a name that several bear
        find.find_folder(tmp_path, "baseline")
    assert codes(caught) == ["R103"]
    write(tmp_path, seed=2)
    with pytest.raises(InputError) as caught:
        find.find_run(tmp_path, "baseline")
    assert codes(caught) == ["R103"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("tihgt", "R102"),
        ("tight-0000000000000000", "R102"),
        ("quite-another", "R101"),
        ("", "R101"),
        ("t", "R103"),
        ("./nowhere", "R104"),
        ("..", "R104"),
        (".partial", "R101"),
    ],
)
def test_a_run_that_is_not_there_is_said_so(tmp_path, name, code, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "tight"), write(tmp_path, "tight", seed=2)
    with pytest.raises(InputError) as caught:
        find.find_run(tmp_path, name)
    assert codes(caught) == [code]


def test_the_nearest_id_is_suggested(tmp_path):
    run = write(tmp_path, "tight")
    with pytest.raises(InputError) as caught:
        find.find_run(tmp_path, f"tihgt{run.id[5:]}")
    assert caught.value.problems[0].args["nearest"] == run.id


@pytest.mark.parametrize("name", ["..", "a/b-0000000000000000", "补-0000000000000000", "baseline"])
def test_only_ids_stand_in_paths(tmp_path, name):
    for call in (store.partial_folder, store.existing_run):
        with pytest.raises(ModelError) as caught:
            call(tmp_path, name)
        assert codes(caught) == ["M187"]
