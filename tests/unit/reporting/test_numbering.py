import pandas as pd
import pytest

from simulator.analysis.document import Column, Heading, Paragraph, Picture, Table, written
from simulator.reporting.numbering import (
    Counter,
    caption,
    for_print,
    keeps_next,
    numbered_notes,
    spans,
)

pytestmark = pytest.mark.unit

NATIVE = Picture("c", "charts", "money", (), is_native=True)


def test_headings_are_counted_as_word_counts_them():
    zh, en = Counter("zh"), Counter("en")
    levels = (1, 2, 2, 1, 2)
    assert [zh.next(one) for one in levels] == ["一、", "（一）", "（二）", "二、", "（一）"]
    assert [en.next(one) for one in levels] == ["1 ", "1.1 ", "1.2 ", "2 ", "2.1 "]


def test_captions_and_notes():
    assert caption("en", "table", 3, "Money") == "Table 3. Money"
    assert numbered_notes("en", ("a", "b")) == ["Note: 1. a", "2. b"]
    assert numbered_notes("zh", ("a",)) == ["注：a"]
    assert numbered_notes("zh", ()) == []


def test_equal_cells_are_one_only_within_the_group_to_their_left():
    frame = pd.DataFrame({"a": ["x", "x", "y"], "b": ["p", "p", "p"], "c": ["q", "q", "q"]})
    columns = (Column("a", "A", merged=True), Column("b", "B", merged=True), Column("c", "C"))
    table = Table("t", "T", frame, columns)
    assert spans(table, written(table)) == [[2, 2, 1], [0, 0, 1], [1, 1, 1]]


def test_a_chapter_of_charts_to_edit_is_left_out_and_no_other():
    method, note = Paragraph("text"), Paragraph("note", is_note=True)
    kept = [Heading("A"), method, Heading("B"), note]
    assert for_print([*kept, Heading("C"), note, NATIVE]) == kept
    assert for_print([Heading("C"), method, NATIVE]) == [Heading("C"), method]


@pytest.mark.parametrize(
    ("n_rows", "notes", "loose"),
    [(5, (), [4]), (5, ("n",), []), (30, (), [*range(2, 28), 29]), (30, ("n",), [*range(2, 28)])],
)
def test_a_short_table_stays_whole_and_a_long_one_leaves_no_row_alone(n_rows, notes, loose):
    frame = pd.DataFrame({"a": ["x"] * n_rows})
    table = Table("t", "T", frame, (Column("a", "A"),), notes)
    kept = keeps_next(table)
    assert len(kept) == n_rows
    assert [at for at, one in enumerate(kept) if not one] == loose
