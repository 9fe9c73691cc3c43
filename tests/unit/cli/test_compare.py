"""What `compare` shows of the inputs."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.cli.compare import MOST_ROWS, folded
from simulator.cli.writer import Writer

pytestmark = pytest.mark.unit


def inputs(n_rows):
    """Return inputs that differ: a rule, and a table of starts that only the second run has."""
    rows = [("levers.allocation.rule", "by_shortfall", "fixed_starts")]
    rows += [(f"levers.allocation.starts[{n}].count", "—", "5") for n in range(1, n_rows + 1)]
    rows += [(f"levers.allocation.starts[{n}].year", "—", "2026") for n in range(1, n_rows + 1)]
    return pd.DataFrame(rows, columns=["input", "one", "two"])


def test_a_long_table_is_told_by_its_rows():
    found = folded(inputs(MOST_ROWS + 1), Writer("zh")).to_dict("records")
    assert found == [
        {"input": "levers.allocation.rule", "one": "by_shortfall", "two": "fixed_starts"},
        {"input": "levers.allocation.starts", "one": "0 行", "two": f"{MOST_ROWS + 1} 行"},
    ]


def test_a_short_table_is_shown_row_by_row():
    assert len(folded(inputs(2), Writer("zh"))) == 5


def test_without_a_table_nothing_changes():
    few = inputs(0)
    assert folded(few, Writer("en")).equals(few)
