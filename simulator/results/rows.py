"""Which rows of a table have which keys: found out once, asked as often as a hand moves."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Positions = NDArray[np.int32]


class Rows:
    """The rows of a table by the values of its key columns."""

    def __init__(self, keys: pd.DataFrame) -> None:
        self._keys = keys
        self._codes: dict[str, tuple[NDArray[np.int32], dict[object, int]]] = {}
        self._found: dict[object, Positions] = {}

    def where(self, **asked: object) -> Positions:
        """Return the positions of the rows whose columns have these values, in their order."""
        if not asked:
            return np.arange(len(self._keys), dtype=np.int32)
        found = [self._of(column, value) for column, value in asked.items()]
        # the shortest first: what it leaves is soon looked through
        first, *others = sorted(found, key=len)
        for other in others:
            first = first[np.isin(first, other, assume_unique=True, kind="table")]
        return first

    def _of(self, column: str, value: object) -> Positions:
        """Return the rows of one value of one column."""
        if (column, value) not in self._found:
            codes, known = self._coded(column)
            self._found[column, value] = _places(codes == known.get(value, -1))
        return self._found[column, value]

    def _coded(self, column: str) -> tuple[NDArray[np.int32], dict[object, int]]:
        """Return the values of a column as numbers, and the number of each."""
        if column not in self._codes:
            codes, values = pd.factorize(self._keys[column])
            known = {value: code for code, value in enumerate(values.tolist())}
            self._codes[column] = codes.astype(np.int32), known
        return self._codes[column]


def _places(true: NDArray[np.bool_]) -> Positions:
    return np.flatnonzero(true).astype(np.int32)
