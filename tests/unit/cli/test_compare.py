"""What `compare` shows of the inputs."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.cli.folded import MOST_ROWS, folded
from simulator.cli.writer import Writer

pytestmark = pytest.mark.unit


def inputs(n_rows):
    """Return inputs that differ: a rule, and a table of starts that only the second run has."""
    rows = [("levers.allocation.rule", "资金安排规则", "by_shortfall", "fixed_starts")]
    for name, value in (("count", "5"), ("year", "2026")):
        rows += [
            (f"levers.allocation.starts.{n}.{name}", f"开工表（{n}，{name}）", "—", value)
            for n in range(n_rows)
        ]
    return pd.DataFrame(rows, columns=["input", "input_label", "one", "two"])


def test_a_long_table_is_told_by_its_rows():
    found = folded(inputs(MOST_ROWS + 1), Writer("zh")).to_dict("records")
    rule, starts = found
    assert rule["two"] == "fixed_starts"
    assert starts == {
        "input": "levers.allocation.starts",
        "input_label": "开工表",
        "one": "0 行",
        "two": f"{MOST_ROWS + 1} 行",
    }


def test_a_short_table_is_shown_row_by_row():
    assert len(folded(inputs(2), Writer("zh"))) == 5


def test_without_a_table_nothing_changes():
    few = inputs(0)
    assert folded(few, Writer("en")).equals(few)
