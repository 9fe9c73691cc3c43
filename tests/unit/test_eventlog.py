from __future__ import annotations

import numpy as np
import pytest

from simulator.eventlog import CATEGORY, EVENT, NONE, EventLog, Mark

pytestmark = pytest.mark.unit


def test_columns_grow_by_one_row_an_event_in_the_order_of_living():
    log = EventLog()
    log.add((3, 4), Mark(1, 2, 7, 0), "drawn", category="capital", fen=5)
    log.add((4, 0), Mark(1, 2, 7), "commissioned", units=9)
    columns = log.arrays()
    assert {column.dtype for column in columns.values()} == {np.dtype(np.int64)}
    assert columns["month"].tolist() == [3, 4]
    assert columns["event"].tolist() == [EVENT["drawn"], EVENT["commissioned"]]
    assert columns["category"].tolist() == [CATEGORY["capital"], NONE]
    assert columns["account"].tolist() == [0, NONE]
    assert columns["units"].tolist() == [0, 9]
    assert columns["fen"].tolist() == [5, 0]


def test_an_event_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        EventLog().add((1, 0), Mark(0), "opened")
