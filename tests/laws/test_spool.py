"""Laws of the spool: whatever repeats or stays the same, what is read is what was handed over."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulator.ensemble import blocks, reader
from simulator.ensemble.blocks import TableLayout, blocks_of, gather
from simulator.ensemble.spool import Spool
from simulator.ensemble.statistics import drawn_statistics
from simulator.results.drawn import BlockTables

pytestmark = pytest.mark.unit

# few values, so that cells repeat and stay the same
numbers = st.sampled_from([0.0, -0.0, 1.0, 2.5, np.nan])


@st.composite
def columns(draw):
    """Return a column of draw 0 and up to 20 others, in which runs of cells are equal."""
    shape = draw(st.integers(1, 20)) + 1, draw(st.integers(0, 12))
    values = draw(arrays(np.float64, shape, elements=numbers, fill=numbers))
    for row in draw(st.sets(st.integers(1, max(1, shape[1] - 1)), max_size=6)):
        values[1:, row : row + 1] = values[1:, row - 1 : row]
    for row in draw(st.sets(st.integers(0, 12), max_size=6)):
        values[1:, row : row + 1] = values[1:2, row : row + 1]
    return values


def spooled(folder, values):
    """Return a reader of the column, written in blocks of three draws."""
    layout = {"ledger": TableLayout(values.shape[1], ("yuan",), ())}
    spool = Spool(Path(folder), layout, len(values) - 1, keep_events=False)
    for block in blocks_of(len(values) - 1):
        taken = {"ledger": {"yuan": values[block.first : block.last + 1]}}
        events = {
            column.name: np.empty(0, np.int64) for column in blocks.contract("events").case_columns
        }
        spool.write(
            block, gather(layout, block, BlockTables(taken, {"ledger": {}}, events), events=False)
        )
    return spool.open()


@given(columns(), st.integers(1, 40))
def test_what_is_read_is_what_was_written(values, at_once):
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(blocks, "DRAWS_PER_BLOCK", 3)
        patch.setattr(blocks, "ROWS_PER_PART", 5)
        patch.setattr(reader, "NUMBERS_AT_ONCE", at_once)
        with spooled(folder, values) as found:
            assert found.central("ledger", "yuan").tobytes() == values[0].tobytes()
            rows = list(found.rows("ledger", "yuan"))
            assert b"".join(row.tobytes() for row in rows) == values[1:].T.tobytes()
            made = found.reduced("ledger", "yuan", drawn_statistics, 7)
    expected = drawn_statistics(values[1:].T.copy()) if values.shape[1] else np.empty((0, 7))
    np.testing.assert_array_equal(made, expected)
