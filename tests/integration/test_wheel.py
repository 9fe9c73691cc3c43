"""The wheel holds all it needs: it runs from an empty folder in another environment."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def done(*command, folder):
    """Run a command that must succeed and return what it wrote."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    finished = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel with the backend at hand; nothing is downloaded."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", folder]
    done(sys.executable, "-m", "pip", "wheel", ROOT, *options, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def second(wheel, tmp_path_factory):
    """Return the folder of programs of a second environment that holds the wheel.

    A path entry shows it the packages of the first environment, but not the first one's own
    editable install: its path file is not read from there.
    """
    folder = tmp_path_factory.mktemp("second")
    venv.EnvBuilder(with_pip=False).create(folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(done(python, "-c", where, folder=folder).strip())
    first = sysconfig.get_path("purelib")
    (packages / "first.pth").write_text(f"{first}\n", encoding="utf-8")
    options = ["--no-deps", "--no-index", "--ignore-installed", wheel]
    done(python, "-m", "pip", "install", *options, folder=folder)
    return programs


def test_the_wheel_holds_programs_and_data(wheel):
    names = set(ZipFile(wheel).namelist())
    expected = {
        "dashboards/app.py",
        "simulator/py.typed",
        "simulator/shipped/params/model-city/expected.csv",
        "simulator/shipped/params/regions.yaml",
        "simulator/shipped/scenarios/baseline.yaml",
        "simulator/text/en/problems.toml",
        "simulator/text/zh/problems.toml",
    }
    assert expected - names == set()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {
        "dashboards",
        "simulator",
    }


def test_the_installed_package_is_not_the_checkout(second, tmp_path):
    where = done(
        second / "python", "-c", "import simulator; print(simulator.__file__)", folder=tmp_path
    )
    assert not Path(where.strip()).is_relative_to(ROOT / "simulator")


def test_baseline_runs_from_an_empty_folder(second, tmp_path):
    identifier = done(
        second / "equalise", "run", "baseline", "--draws", "0", "--quiet", folder=tmp_path
    ).strip()
    assert identifier.startswith("baseline-")
    assert (tmp_path / "runs" / identifier / "manifest.json").is_file()
