"""Tables to and from Parquet with fixed settings, so that equal tables are equal bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from simulator.results.contracts import COMPRESSION, COMPRESSION_LEVEL, Table
from simulator.results.frames import check_names, column_of, contract, frame

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_PER_GROUP = 1 << 20
SUFFIX = ".parquet"


def schema_of(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table: numbers and ``met`` may be null, the rest never."""
    import pyarrow as pa

    kinds = {
        "text": pa.string(),
        "int32": pa.int32(),
        "int64": pa.int64(),
        "float64": pa.float64(),
        "bool": pa.bool_(),
        "nullable_bool": pa.bool_(),
    }
    may_be_null = ("float64", "nullable_bool")
    return pa.schema(
        pa.field(column.name, kinds[column.kind], nullable=column.kind in may_be_null)
        for column in table.columns
    )


def write_table(name: str, data: pd.DataFrame, path: Path) -> None:
    """Write one table; the bytes depend on its rows and pyarrow's version alone.

    Raises
    ------
    ModelError
        M181–M185 when the frame does not fit its contract.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = contract(name)
    checked = frame(name, {column: data[column] for column in data.columns})
    schema = schema_of(table)
    columns = []
    for field in schema:
        series = checked[field.name]
        if field.type == pa.string():
            columns.append(pa.array(series, type=field.type))
            continue
        null = series.isna().to_numpy(dtype=bool) if field.nullable else None
        plain = series.to_numpy(dtype=bool, na_value=False) if series.dtype == "boolean" else series
        columns.append(pa.array(np.asarray(plain), type=field.type, mask=null, from_pandas=False))
    pq.write_table(
        pa.Table.from_arrays(columns, schema=schema),
        path,
        row_group_size=ROWS_PER_GROUP,
        version="2.6",
        data_page_version="1.0",
        compression=COMPRESSION,
        compression_level=COMPRESSION_LEVEL,
        use_dictionary=[column.name for column in table.columns if column.kind == "text"],
        write_statistics=True,
        store_schema=False,
    )


def read_table(name: str, path: Path) -> pd.DataFrame:
    """Return a stored table with its contract's types.

    Raises
    ------
    ModelError
        M181, M182 when the file does not fit its contract.
    """
    import pyarrow.parquet as pq

    # ParquetFile, not read_table: the latter loads pyarrow.dataset
    with pq.ParquetFile(path) as file:
        stored = file.read().to_pandas()
    table = contract(name)
    check_names(table, stored.columns, table.names)
    for column in table.columns:
        if column.kind == "nullable_bool":
            stored[column.name] = stored[column.name].astype("boolean")
    return pd.DataFrame(
        {column.name: column_of(table, column, stored[column.name]) for column in table.columns}
    )
