import pandas as pd
import pytest

from simulator.reporting.report import write_report
from tests.example_catalogue import catalogue, run_view

pytestmark = pytest.mark.unit


def test_the_suffix_decides_the_form(tmp_path):
    runs = [run_view(), run_view("tight", lift=-0.2)]
    assert write_report(runs, tmp_path / "r.xlsx", catalogue()).read_bytes()[:2] == b"PK"
    found = pd.read_csv(write_report(runs, tmp_path / "r.csv", catalogue()))
    assert set(found["run"]) == {run.id for run in runs}
    assert set(found["year"]) == {2025, 2030}
    assert set(found["nature"]) == {"回顾（反事实）", "展望"}
