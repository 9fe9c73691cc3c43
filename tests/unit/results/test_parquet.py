"""Tables survive the way to the disk and back, and equal tables are equal bytes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulator.errors import ModelError
from simulator.results.contracts import TABLES
from simulator.results.frames import frame
from simulator.results.parquet import read_table, write_table

pytestmark = pytest.mark.unit


def example(name, rows=3):
    """A table with Chinese text, nulls and extreme numbers."""
    numbers = np.array([1.5, np.nan, -(2.0**60)])[:rows]
    kinds = {
        "text": ["新乡", "", "x"][:rows],
        "int32": np.arange(rows),
        "int64": np.array([1, -(2**62), 2**62])[:rows],
        "float64": numbers,
        "bool": np.array([True, False, True])[:rows],
        "nullable_bool": np.array([1.0, np.nan, 0.0])[:rows],
    }
    return frame(name, {column.name: kinds[column.kind] for column in TABLES[name].columns})


@pytest.mark.parametrize("name", list(TABLES))
@pytest.mark.parametrize("rows", [0, 3])
def test_a_table_comes_back_as_it_was(tmp_path, name, rows):
    before = example(name, rows)
    write_table(name, before, tmp_path / "t.parquet")
    pd.testing.assert_frame_equal(read_table(name, tmp_path / "t.parquet"), before)


@pytest.mark.parametrize("name", ["verdicts", "events"])
def test_equal_tables_are_equal_bytes_whatever_made_them(tmp_path, name):
    before = example(name)
    write_table(name, before, tmp_path / "a.parquet")
    write_table(name, read_table(name, tmp_path / "a.parquet"), tmp_path / "b.parquet")
    pieces = [before.iloc[:1], before.iloc[1:]]
    write_table(name, pd.concat(pieces), tmp_path / "c.parquet")
    contents = {(tmp_path / f"{file}.parquet").read_bytes() for file in "abc"}
    assert len(contents) == 1


def test_nothing_of_pandas_or_this_machine_is_in_the_file(tmp_path):
    import pyarrow.parquet as pq

    write_table("gaps", example("gaps"), tmp_path / "t.parquet")
    with pq.ParquetFile(tmp_path / "t.parquet") as file:
        assert file.metadata.metadata is None
        assert file.metadata.row_group(0).column(0).compression == "ZSTD"
        nullable = {field.name for field in file.schema_arrow if field.nullable}
    kinds = {column.name: column.kind for column in TABLES["gaps"].columns}
    assert nullable == {name for name, kind in kinds.items() if kind == "float64"}


def test_a_missing_number_is_null_not_a_number_that_is_none(tmp_path):
    import pyarrow.parquet as pq

    write_table("gaps", example("gaps"), tmp_path / "t.parquet")
    with pq.ParquetFile(tmp_path / "t.parquet") as file:
        assert file.read(["gap"])["gap"].null_count == 1


def test_a_frame_that_does_not_fit_is_not_written(tmp_path):
    wrong = example("gaps").drop(columns="gap")
    with pytest.raises(ModelError):
        write_table("gaps", wrong, tmp_path / "t.parquet")
    assert not (tmp_path / "t.parquet").exists()


def test_a_file_of_another_table_is_refused(tmp_path):
    write_table("gaps", example("gaps"), tmp_path / "t.parquet")
    with pytest.raises(ModelError):
        read_table("use", tmp_path / "t.parquet")
