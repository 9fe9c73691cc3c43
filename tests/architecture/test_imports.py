"""Who may import what: layers, rules, and what stays unloaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.sources import PACKAGES, ROOT, imported, python_files, short

FORBIDDEN_AT_START = (
    "bokeh",
    "dashboards",
    "dask",
    "distributed",
    "duckdb",
    "matplotlib",
    "numba",
    "openpyxl",
    "panel",
    "param",
    "pyarrow.dataset",
    "pydantic",
    "rich",
    "scipy.stats",
    "simpy",
    "xlsxwriter",
    "yaml",
)
FORBIDDEN_BEFORE_WORK = (
    "bokeh",
    "cn2an",
    "dashboards",
    "dask",
    "duckdb",
    "holoviews",
    "matplotlib",
    "numba",
    "openpyxl",
    "panel",
    "param",
    "pyarrow.dataset",
    "scipy",
)
"""What neither the api nor a command needs before it knows what to do."""
RULES_MAY_IMPORT = ("__future__", "math", "numpy", "typing", "collections.abc", "simulator")


@pytest.mark.integration
def test_a_module_imports_only_from_rows_below_it():
    script = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.integration
def test_importing_the_package_loads_no_heavy_module():
    script = "import sys, simulator; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) & set(FORBIDDEN_AT_START) == set()


@pytest.mark.integration
@pytest.mark.parametrize(
    "start", ["import simulator.api", "from simulator.cli import main; main(['--help'])"]
)
def test_a_start_loads_no_heavy_module(start):
    script = f"import sys; {start}; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert set(done.stdout.split()) & set(FORBIDDEN_BEFORE_WORK) == set()


@pytest.mark.integration
def test_fitting_distributions_needs_no_optimiser():
    script = (
        "import sys; from simulator.distributions.spread import Spread\n"
        "from simulator.distributions.triangular import triangular\n"
        "triangular(Spread(0.2, 0.5, 0.9)); print('\\n'.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "scipy" not in done.stdout.split()


@pytest.mark.unit
def test_rules_import_numpy_and_math_only():
    wrong = {
        short(file): sorted(name for name in imported(file) if not is_allowed_in_rules(name))
        for file in python_files("simulator")
        if file.name == "rules.py"
    }
    assert {name: found for name, found in wrong.items() if found} == {}


def is_allowed_in_rules(name):
    return any(name == allowed or name.startswith(f"{allowed}.") for allowed in RULES_MAY_IMPORT)


@pytest.mark.unit
def test_the_state_of_the_pages_knows_no_panel():
    for file in python_files("dashboards"):
        if file.name in ("state.py", "jobs.py") or file.parent.name == "states":
            assert not {name for name in imported(file) if name.split(".")[0] == "panel"}


@pytest.mark.unit
def test_nothing_inside_imports_the_package_root():
    public = {"run", "compare", "load_case", "open_run", "write_report", "Run", "Comparison"}
    wrong = [
        f"{short(file)}: {name}"
        for file in python_files(*PACKAGES)
        for name in imported(file)
        if name.startswith("simulator.") and name.removeprefix("simulator.") in public
        if file.name != "__init__.py"
    ]
    assert wrong == []
