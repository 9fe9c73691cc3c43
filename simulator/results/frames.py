"""Columns that fit a contract: what the model hands over, and the frames made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from simulator.errors import ModelError, Problem, Where
from simulator.results.contracts import TABLES, Column, Kind, Table

Keys = Mapping[str, pd.DataFrame]
"""Per table the columns that are the same in every draw, one row per stored row."""


class RunTables(NamedTuple):
    """What one draw of the model hands over.

    ``values``: per table and column one array, rows in the order of the case's keys. Numbers
    are float64 with NaN where there is nothing to say; ``met`` columns are 0, 1 or NaN (or
    bool); text columns are arrays of str. ``events``: per column one array, in the order
    things happened, without ``scenario`` and ``draw``.
    """

    values: Mapping[str, Mapping[str, NDArray[np.generic]]]
    events: Mapping[str, NDArray[np.generic]]


def misfit(code: str, table: str, column: str = "", **args: str) -> ModelError:
    """Return the error for a table that breaks its contract."""
    name = f"{table}.{column}" if column else table
    return ModelError(Problem(code, Where(key=name), {"table": name, **args}))


def contract(name: str) -> Table:
    """Return the table of that name; ModelError M181 when design §8 has none."""
    if name not in TABLES:
        raise misfit("M181", name, detail=f"no such table; known: {', '.join(TABLES)}")
    return TABLES[name]


def _numbers(values: ArrayLike, kind: Kind) -> NDArray[np.generic] | None:
    """Return ``values`` in the contract's number type, or None where that loses something."""
    array = np.asarray(values)
    if kind == "float64":
        return array.astype(np.float64) if array.dtype.kind in "iuf" else None
    if kind == "bool":
        return array if array.dtype.kind == "b" else None
    if array.dtype.kind not in "iu":
        return None
    limits = np.iinfo(np.int32 if kind == "int32" else np.int64)
    if array.size and (int(array.min()) < limits.min or int(array.max()) > limits.max):
        return None
    return array.astype(limits.dtype)


def _text(values: ArrayLike) -> pd.Series[str] | None:
    if isinstance(values, pd.Series) and values.dtype == "str" and not values.hasnans:
        return values.reset_index(drop=True)
    array = np.asarray(values, dtype=object)
    if pd.api.types.infer_dtype(array, skipna=False) not in ("string", "empty"):
        return None
    return pd.Series(array, dtype="str")


def _nullable_bool(values: ArrayLike) -> pd.Series[bool] | None:
    if isinstance(values, pd.Series) and isinstance(values.dtype, pd.BooleanDtype):
        return values.reset_index(drop=True)
    array = np.asarray(values)
    if array.dtype.kind not in "bf":
        return None
    number = array.astype(np.float64)
    missing = np.isnan(number)
    if not bool(np.all(missing | (number == 0.0) | (number == 1.0))):
        return None
    return pd.Series(pd.arrays.BooleanArray(number == 1.0, missing))


def column_of(table: Table, column: Column, values: ArrayLike) -> pd.Series:
    """Return one column in its contract's type.

    Raises
    ------
    ModelError
        M182 when the values are of another kind, M184 when a number is infinite.
    """
    series: pd.Series | None
    if column.kind == "text":
        series = _text(values)
    elif column.kind == "nullable_bool":
        series = _nullable_bool(values)
    else:
        array = _numbers(values, column.kind)
        if array is not None and array.dtype.kind == "f" and bool(np.isinf(array).any()):
            raise misfit("M184", table.name, column.name)
        series = None if array is None else pd.Series(array)
    if series is None:
        dtype = str(getattr(values, "dtype", type(values).__name__))
        raise misfit("M182", table.name, column.name, expected=column.kind, found=dtype)
    return series


def frame(name: str, columns: Mapping[str, ArrayLike], *, distinct: bool = False) -> pd.DataFrame:
    """Return a table of design §8 in its contract's column order and types.

    Rows stay in the given order. Numbers may be given in a narrower type, never in a wider
    one that loses something. ``distinct`` says that no two rows have one identity, which is
    slow to find out.

    Raises
    ------
    ModelError
        M181 unknown table or column, column missing; M182 wrong type, null text; M183
        unequal lengths; M184 infinite number; M185 two rows with one identity.
    """
    table = contract(name)
    check_names(table, columns, table.names)
    made = {column.name: column_of(table, column, columns[column.name]) for column in table.columns}
    lengths = {len(series) for series in made.values()}
    if len(lengths) > 1:
        given = ", ".join(f"{key} {len(series)}" for key, series in made.items())
        raise misfit("M183", name, expected="equal lengths", found=given)
    result = pd.DataFrame(made)
    if table.identity and not distinct:
        repeated = result.duplicated(list(table.identity))
        if bool(repeated.any()):
            first = result[repeated][list(table.identity)].iloc[0]
            raise misfit("M185", name, row=", ".join(map(str, first)))
    return result


def check_names(table: Table, given: Iterable[str], expected: Iterable[str]) -> None:
    """Check that exactly the expected columns are there; ModelError M181 otherwise."""
    names, wanted = set(given), set(expected)
    if names != wanted:
        missing = ", ".join(sorted(wanted - names)) or "-"
        unknown = ", ".join(sorted(names - wanted)) or "-"
        raise misfit("M181", table.name, detail=f"missing: {missing}; unknown: {unknown}")
