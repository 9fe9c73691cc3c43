"""The folder for offices behind a wall: whole, unchanged, and honest about what it lacks."""

from __future__ import annotations

import subprocess
import sys
from zipfile import ZipFile

import pytest

from delivery import bundle
from delivery.bundle_files import checksums, install
from delivery.wheels import lacking

pytestmark = pytest.mark.unit


def wheel(folder, name, *requires, tag="py3-none-any"):
    """Put a wheel that needs others into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    head = "".join(f"Requires-Dist: {one}\n" for one in requires)
    with ZipFile(folder / f"{name}-1.0-{tag}.whl", "w") as archive:
        archive.writestr(
            f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\n{head}"
        )


def test_a_folder_with_all_that_its_wheels_need_lacks_nothing(tmp_path):
    wheel(tmp_path, "equalise", "a>=1", "salib; extra == 'sensitivity'", "x; extra == 'test'")
    wheel(tmp_path, "a", "b[fast]", tag="cp311-cp311-win_amd64")
    wheel(tmp_path, "b", "c; extra == 'fast'", tag="cp39-abi3-win_amd64")
    for name in ("c", "salib"):
        wheel(tmp_path, name)
    assert lacking(tmp_path, "windows", "3.11") == []
    assert lacking(tmp_path, "linux", "3.11") == ["a (equalise)"]
    assert lacking(tmp_path, "windows", "3.12") == ["a (equalise)"]


def test_what_only_windows_needs_is_missed_there_only(tmp_path):
    wheel(tmp_path, "equalise", "a", "old>=2")
    wheel(tmp_path, "a", "colorama; platform_system == 'Windows'")
    wheel(tmp_path, "old")
    assert lacking(tmp_path, "linux", "3.11") == ["old>=2 (equalise)"]
    assert lacking(tmp_path, "windows", "3.11") == ["colorama (a)", "old>=2 (equalise)"]


@pytest.fixture
def packed(tmp_path, monkeypatch):
    """Return a folder laid out as it is handed on, with two wheels that hold nothing."""
    monkeypatch.setattr(bundle, "REFERENCE", ("LICENSE", "SECURITY.md"))
    for name in ("equalise", "numpy"):
        wheel(tmp_path / "wheels", name, tag=f"cp3{sys.version_info[1]}-none-any")
    bundle.lay_out(tmp_path)
    return tmp_path


def test_a_folder_as_packed_is_found_unchanged(packed):
    assert checksums.changed(packed) == []
    names = {path.name for path in packed.iterdir()}
    assert {"install.py", "install.sh", "install.bat", "README.md", "SHA256SUMS"} <= names
    assert b"\r\n" in (packed / "install.bat").read_bytes()
    assert b"\r\n" not in (packed / "install.sh").read_bytes()
    (packed / "install.bat").read_bytes().decode("ascii")


def test_constraints_of_the_folder_hold_names_and_versions_only(packed):
    lines = (packed / "constraints.txt").read_text(encoding="utf-8").split()
    assert "colorama==0.4.6" in lines
    assert all(len(line.split("==")) == 2 and "/" not in line for line in lines)


@pytest.mark.parametrize("change", ["altered", "lost", "slipped in"])
def test_a_folder_that_was_changed_is_not_installed(packed, change):
    one = packed / "wheels" / "equalise-1.0-cp311-none-any.whl"
    if change == "altered":
        one = next((packed / "wheels").glob("equalise-*"))
        one.write_bytes(one.read_bytes() + b"x")
    elif change == "lost":
        one = packed / "reference" / "LICENSE"
        one.unlink()
    else:
        one = packed / "wheels" / "evil-1.0-py3-none-any.whl"
        one.write_bytes(b"x")
    done = subprocess.run(
        [sys.executable, "install.py", "venv"], cwd=packed, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 2
    assert one.name in done.stdout
    assert not (packed / "venv").exists()


def test_a_python_without_wheels_is_refused_by_name(packed, monkeypatch):
    monkeypatch.setattr(install, "HERE", packed)
    assert install.unfit() == ""
    (old,) = (packed / "wheels").glob("numpy-*")
    old.rename(old.with_name("numpy-1.0-cp38-none-any.whl"))
    assert "3.8" in install.unfit()
