import pandas as pd
import pytest

from simulator.errors import InputError, MachineError
from simulator.reporting import parquet_folder
from simulator.reporting.parquet_folder import write_parquet_folder
from tests.example_tables import example_tables

pytestmark = pytest.mark.unit


def two_runs():
    runs = {"a": example_tables(), "b": example_tables(scenario="tight", lift=-0.2)}
    return {name: [(run, runs[run][name]) for run in runs] for name in ("gaps", "verdicts")}


def test_each_table_is_a_file_with_the_rows_of_every_run(tmp_path):
    tables = two_runs()
    folder = write_parquet_folder(tables, tmp_path / "runs.parquet")
    assert sorted(file.name for file in folder.iterdir()) == ["gaps.parquet", "verdicts.parquet"]
    found = pd.read_parquet(folder / "gaps.parquet")
    for run, stored in tables["gaps"]:
        rows = found[found["run"] == run].drop(columns="run").reset_index(drop=True)
        pd.testing.assert_frame_equal(rows, stored.reset_index(drop=True), check_dtype=False)


def test_an_existing_folder_is_not_touched(tmp_path):
    (tmp_path / "runs.parquet").mkdir()
    with pytest.raises(InputError) as caught:
        write_parquet_folder(two_runs(), tmp_path / "runs.parquet")
    assert [problem.code for problem in caught.value.problems] == ["R250"]
    assert list((tmp_path / "runs.parquet").iterdir()) == []


def test_nothing_is_left_of_a_folder_that_could_not_be_written(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parquet_folder, "_write", full)
    with pytest.raises(MachineError) as caught:
        write_parquet_folder(two_runs(), tmp_path / "runs.parquet")
    assert [problem.code for problem in caught.value.problems] == ["R161"]
    assert list(tmp_path.iterdir()) == []
