"""The numbers of a block's draws, each stored once: most cells say what another has said.

Of a column's rows some are equal in every draw of the block (`CONSTANT`), some repeat the row
above in all of them (`REPEATED`: one value seen from several references), the rest are
`VARYING`. In a real run three rows of four need not be stored draw by draw. Equal means equal
to the last bit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.results.drawn import Floats

REPEATED, CONSTANT, VARYING = range(3)

Kinds = NDArray[np.uint8]


class Distinct(NamedTuple):
    """One column over the draws of a block."""

    kinds: Kinds
    """`REPEATED`, `CONSTANT` or `VARYING`. Shape (row,)."""
    constant: Floats
    """Shape (constant row,)."""
    varying: Floats
    """Shape (varying row, draw)."""


def distinct(numbers: Floats, rows_apart: int) -> Distinct:
    """Return a column of shape (draw, row) with each of its rows once.

    Every ``rows_apart``-th row stands for itself, so that a reader can begin there.
    """
    bits = numbers.view(np.uint64)
    varies = (bits[1:] != bits[0]).any(axis=0)
    differs = np.ones(bits.shape[1], bool)
    differs[1:] = ~_repeats(bits, varies)
    differs[::rows_apart] = True
    varying = differs & varies
    return Distinct(
        np.where(varying, VARYING, differs).astype(np.uint8),
        numbers[0, differs & ~varies],
        np.ascontiguousarray(numbers[:, varying].T),
    )


def _repeats(bits: NDArray[np.uint64], varies: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which rows from the second on equal the one above. Shape (row - 1,)."""
    same: NDArray[np.bool_] = (bits[0, 1:] == bits[0, :-1]) & (varies[1:] == varies[:-1])
    doubtful = np.flatnonzero(same & varies[1:]) + 1
    # few are cheaper looked at one by one, many all together
    if 4 * len(doubtful) < len(varies):
        same[doubtful - 1] = (bits[:, doubtful] == bits[:, doubtful - 1]).all(axis=0)
    else:
        same &= (bits[:, 1:] == bits[:, :-1]).all(axis=0)
    return same
