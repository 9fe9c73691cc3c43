"""Tables line up in a terminal; progress shows only there."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from rich.cells import cell_len

from simulator.cli.progress import progress
from simulator.cli.writer import Writer

pytestmark = pytest.mark.unit


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def written():
    return io.StringIO()


def test_chinese_columns_line_up(written):
    writer = Writer("zh", out=written)
    writer.frame(pd.DataFrame({"region": ["郑州市", "ab"], "value": [1.0, 10.0]}))
    _, _, *rows = written.getvalue().splitlines()
    assert len({cell_len(row) for row in rows}) == 1


def test_a_table_in_a_file_is_never_folded(written):
    long = "很长的说明" * 40
    Writer("zh", out=written).frame(pd.DataFrame({"question": [long]}))
    assert long in written.getvalue()


def test_a_table_on_a_terminal_is_folded_to_the_window(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    terminal = Terminal()
    Writer("zh", out=terminal).frame(pd.DataFrame({"question": ["很长的说明" * 40]}))
    assert max(cell_len(line) for line in terminal.getvalue().splitlines()) <= 40


def test_quiet_prints_the_table_without_its_title(written):
    Writer("zh", quiet=True, out=written).frame(pd.DataFrame({"value": [1.0]}), title="标题")
    assert "标题" not in written.getvalue()
    assert "1.00" in written.getvalue()


def test_markup_in_a_name_is_text(written):
    Writer("zh", out=written).frame(pd.DataFrame({"region": ["[red]郑州[/red]"]}))
    assert "[red]郑州[/red]" in written.getvalue()


def test_progress_shows_on_a_terminal_only(monkeypatch, written):
    monkeypatch.setattr("sys.stderr", written)
    with progress(Writer("zh", out=written), "测算") as report:
        assert report is None
    monkeypatch.setattr("sys.stderr", Terminal())
    with progress(Writer("zh", out=written), "测算") as report:
        report(64, 128)
    with progress(Writer("zh", quiet=True, out=written), "测算") as report:
        assert report is None
