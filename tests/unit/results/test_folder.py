"""A stored run is checked to the last byte."""

from __future__ import annotations

import json

import pytest

from simulator.errors import InputError
from simulator.results import store
from simulator.results.contracts import FORMAT_VERSION
from simulator.results.folder import open_run
from simulator.results.frames import contract, frame
from simulator.results.manifest import about_run, canonical_json, sha256_file, sha256_text

pytestmark = pytest.mark.unit


@pytest.fixture
def run(tmp_path):
    kinds = {"text": ["baseline"], "int32": [2025], "float64": [1.5]}
    use = frame("use", {c.name: kinds[c.kind] for c in contract("use").columns})
    manifest = about_run("baseline", {"seed": 1}, {"assumed": []})
    return store.write_run(tmp_path / "runs", manifest, {"use": use}, "label: x\n")


def codes(problems):
    return [problem.code for problem in problems]


def refused(path):
    with pytest.raises(InputError) as caught:
        open_run(path)
    return codes(caught.value.problems)


def rewrite(run, change, *, seal=False):
    path = run.path / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    if seal:
        del content["checksum"]
        content["checksum"] = sha256_text(canonical_json(content))
    path.write_text(json.dumps(content), encoding="utf-8")


def test_a_changed_byte_is_found(run):
    file = run.path / "use.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert codes(open_run(run.path).verify()) == ["R107"]
    with pytest.raises(InputError) as caught:
        open_run(run.path).table("use")
    assert codes(caught.value.problems) == ["R107"]


def test_missing_extra_and_linked_files_are_found_together(run, tmp_path):
    (run.path / "resolved-scenario.yaml").unlink()
    (run.path / "notes.txt").write_text("x", encoding="utf-8")
    (run.path / "use.parquet").rename(tmp_path / "use.parquet")
    (run.path / "use.parquet").symlink_to(tmp_path / "use.parquet")
    assert sorted(codes(open_run(run.path).verify())) == ["R106", "R108", "R109"]


def test_a_changed_manifest_is_found(run):
    rewrite(run, lambda content: content.update(assumed=["nothing"]))
    assert codes(open_run(run.path).verify()) == ["R111"]


def test_a_forged_identity_is_found(run):
    rewrite(run, lambda content: content["identity"].update(seed=2), seal=True)
    assert codes(open_run(run.path).verify()) == ["R110"]


def test_a_table_of_another_scenario_is_found(run):
    data = run.table("use").assign(scenario="tight")
    from simulator.results.parquet import write_table

    file = run.path / "use.parquet"
    write_table("use", data, file)
    seal = {"rows": 1, "sha256": sha256_file(file)}
    rewrite(run, lambda content: content["files"].update({"use.parquet": seal}), seal=True)
    assert codes(open_run(run.path).verify()) == ["R107"]


def test_a_table_that_was_not_kept_is_said_so(run):
    with pytest.raises(InputError) as caught:
        run.table("draws")
    assert codes(caught.value.problems) == ["R113"]


def test_a_caller_cannot_change_what_is_kept(run):
    taken = run.table("use")
    taken.loc[0, "use"] = 99.0
    assert run.table("use")["use"].tolist() == [1.5]


def test_a_later_format_is_refused(run):
    rewrite(run, lambda content: content.update(format=FORMAT_VERSION + 1))
    assert refused(run.path) == ["R105"]


def test_a_renamed_folder_is_refused(run):
    renamed = run.path.rename(run.path.with_name("baseline-final"))
    assert refused(renamed) == ["R116"]


def test_a_linked_folder_is_refused(run, tmp_path):
    link = tmp_path / run.id
    link.symlink_to(run.path)
    assert refused(link) == ["R109"]


@pytest.mark.parametrize(
    "name", ["../outside.parquet", "/etc/passwd", "other.parquet", "manifest.json"]
)
def test_a_manifest_that_names_files_elsewhere_is_refused(run, name):
    rewrite(run, lambda content: content["files"].update({name: {"sha256": "0"}}), seal=True)
    assert refused(run.path) == ["R104"]


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '"\ud83d"'])
def test_a_manifest_that_is_none_is_refused(run, text):
    (run.path / "manifest.json").write_text(text, encoding="utf-8", errors="surrogatepass")
    assert refused(run.path) == ["R104"]


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    assert refused(tmp_path / "nowhere") == ["R104"]
