"""A run as one file: the same bytes for the same run, and nothing doubtful gets into a store."""

from __future__ import annotations

import json
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from simulator.errors import AnswerIsNo, InputError, MachineError
from simulator.results import archive, store
from simulator.results.contracts import FORMAT_VERSION
from simulator.results.frames import contract, frame
from simulator.results.manifest import about_run, canonical_json, sha256_text

pytestmark = pytest.mark.unit


@pytest.fixture
def run(tmp_path):
    kinds = {"text": ["baseline"], "int32": [2025], "float64": [1.5]}
    use = frame("use", {c.name: kinds[c.kind] for c in contract("use").columns})
    manifest = about_run("baseline", {"seed": 1}, {"horizon": {}})
    return store.write_run(tmp_path / "runs", manifest, {"use": use}, "label: 基准\n")


@pytest.fixture
def packed(run, tmp_path):
    path = tmp_path / "run.zip"
    archive.write_archive(run, path)
    return path


def members(path):
    with ZipFile(path) as file:
        return [(one, file.read(one)) for one in file.infolist()]


def repack(path, change=lambda name, data: (name, data), more=(), packing=ZIP_DEFLATED):
    """Return a copy with other members, packed as another program would."""
    made = path.with_name("other.zip")
    with ZipFile(made, "w", packing) as file:
        for one, data in members(path):
            changed = change(one.filename, data)
            if changed:
                file.writestr(*changed)
        for member in more:
            file.writestr(*member)
    return made


def refused(path, into):
    with pytest.raises(InputError) as caught:
        archive.read_archive(path, into)
    assert not into.exists()
    return [problem.code for problem in caught.value.problems]


def test_the_same_run_gives_the_same_file(run, packed, tmp_path):
    again = tmp_path / "again.zip"
    (run.path / "use.parquet").touch()
    archive.write_archive(run, again)
    assert again.read_bytes() == packed.read_bytes()


def test_a_run_comes_back_byte_for_byte(run, packed, tmp_path):
    found = archive.read_archive(packed, tmp_path / "other")
    assert found.verify() == []
    for file in run.path.iterdir():
        assert file.read_bytes() == (found.path / file.name).read_bytes()
    again = tmp_path / "again.zip"
    archive.write_archive(found, again)
    assert again.read_bytes() == packed.read_bytes()


def test_an_archive_packed_by_another_program_is_read(packed, run, tmp_path):
    other = repack(packed, more=[(f"{run.id}/", b"")])
    assert archive.read_archive(other, tmp_path / "other").id == run.id


def test_an_archive_says_which_run_it_holds(run, packed, tmp_path):
    assert archive.archived_run(packed) == run.id
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"no zip")
    with pytest.raises(InputError) as caught:
        archive.archived_run(broken)
    assert [problem.code for problem in caught.value.problems] == ["R220"]


def test_a_store_that_stood_there_empty_stays(packed, tmp_path):
    (tmp_path / "other").mkdir()
    other = repack(packed, lambda name, data: (name, data + b"x" * name.endswith("use.parquet")))
    with pytest.raises(InputError):
        archive.read_archive(other, tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []


def test_the_same_run_may_stand_there_already(run, packed, tmp_path):
    stamp = (run.path / "use.parquet").stat().st_mtime_ns
    assert archive.read_archive(packed, tmp_path / "runs").path == run.path
    assert (run.path / "use.parquet").stat().st_mtime_ns == stamp


def test_another_run_of_that_id_is_never_overwritten(run, packed, tmp_path):
    path = run.path / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["libraries"]["numpy"] = "1.0"
    del content["checksum"]
    content["checksum"] = sha256_text(canonical_json(content))
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        archive.read_archive(packed, tmp_path / "runs")
    assert [problem.code for problem in caught.value.problems] == ["R224"]
    assert json.loads(path.read_text(encoding="utf-8")) == content


def test_a_store_that_cannot_be_written_is_not_taken_for_another_run(packed, tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(store, "make_folder", refuse)
    with pytest.raises(MachineError) as caught:
        archive.read_archive(packed, tmp_path / "runs")
    assert [problem.code for problem in caught.value.problems] == ["R112"]


def test_a_damaged_run_in_the_store_is_not_overwritten(run, packed, tmp_path):
    (run.path / "use.parquet").write_bytes(b"x")
    with pytest.raises(AnswerIsNo):
        archive.read_archive(packed, tmp_path / "runs")
    assert (run.path / "use.parquet").read_bytes() == b"x"


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt",
        "/etc/outside",
        "{run}/../use.parquet",
        "{run}/sub/use.parquet",
        "{run}\\..\\use.parquet",
        "{run}/notes.txt",
        "tight-0123456789abcdef/use.parquet",
        "use.parquet",
        "C:/use.parquet",
    ],
)
def test_a_path_that_is_no_file_of_the_run_is_refused(packed, run, tmp_path, name):
    other = repack(packed, more=[(name.format(run=run.id), b"x")])
    assert refused(other, tmp_path / "other") == ["R221"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.zip", "run.zip", "runs"]


def test_a_link_is_refused(packed, run, tmp_path):
    link = ZipInfo(f"{run.id}/gaps.parquet")
    link.external_attr = 0o120777 << 16
    assert refused(repack(packed, more=[(link, "/etc/passwd")]), tmp_path / "other") == ["R221"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_stands_there_twice_is_refused(packed, run, tmp_path):
    twice = repack(packed, more=[(f"{run.id}/use.parquet", b"x")])
    assert refused(twice, tmp_path / "other") == ["R221"]


def test_a_packing_that_not_all_can_read_is_refused(packed, tmp_path):
    assert refused(repack(packed, packing=ZIP_BZIP2), tmp_path / "other") == ["R221"]


def test_a_changed_table_is_refused(packed, tmp_path):
    other = repack(packed, lambda name, data: (name, data + b"x" * name.endswith("use.parquet")))
    assert refused(other, tmp_path / "other") == ["R107", "R223"]


@pytest.mark.parametrize(
    ("left_out", "codes"), [("use.parquet", ["R106", "R223"]), ("manifest.json", ["R106"])]
)
def test_a_missing_file_is_refused(packed, tmp_path, left_out, codes):
    other = repack(packed, lambda name, data: None if name.endswith(left_out) else (name, data))
    assert refused(other, tmp_path / "other") == codes


def test_a_table_that_the_manifest_does_not_list_is_refused(packed, run, tmp_path):
    other = repack(packed, more=[(f"{run.id}/gaps.parquet", b"x")])
    assert refused(other, tmp_path / "other") == ["R108", "R223"]


@pytest.mark.parametrize("version", [1, FORMAT_VERSION + 1])
def test_another_format_is_refused_with_its_number(packed, tmp_path, version):
    def change(name, data):
        if not name.endswith("manifest.json"):
            return name, data
        return name, json.dumps({**json.loads(data), "format": version})

    with pytest.raises(InputError) as caught:
        archive.read_archive(repack(packed, change), tmp_path / "other")
    first, last = caught.value.problems
    assert (first.code, last.code) == ("R105", "R223")
    assert first.args["found"] == str(version)
    assert first.where.file.endswith("other.zip")


def test_a_renamed_run_is_refused(packed, run, tmp_path):
    other = repack(packed, lambda name, data: (name.replace(run.id, "tight-" + "0" * 16), data))
    assert refused(other, tmp_path / "other") == ["R116", "R223"]


@pytest.mark.parametrize(("limit", "value"), [("MAX_BYTES", 100), ("MAX_MANIFEST_BYTES", 10)])
def test_too_large_an_archive_is_refused(packed, tmp_path, monkeypatch, limit, value):
    monkeypatch.setattr(archive, limit, value)
    assert refused(packed, tmp_path / "other") == ["R222"]


def test_an_archive_that_unpacks_to_many_times_its_size_is_refused(packed, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_MANIFEST_BYTES", 1 << 18)
    bomb = repack(
        packed, lambda name, data: (name, data if "manifest" in name else bytes(40 << 20))
    )
    assert refused(bomb, tmp_path / "other") == ["R222"]


def test_what_is_no_archive_is_refused(packed, tmp_path):
    whole = packed.read_bytes()
    spoiled = whole.replace(b"PAR1", b"PAR2", 1)
    for content in (b"", b"text", whole[: len(whole) // 2], spoiled):
        packed.write_bytes(content)
        assert refused(packed, tmp_path / "other") == ["R220"]


def test_a_disk_that_is_full_leaves_nothing_behind(packed, tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.shutil, "copyfileobj", refuse)
    with pytest.raises(Exception, match="R112"):
        archive.read_archive(packed, tmp_path / "other")
    assert not (tmp_path / "other").exists()
