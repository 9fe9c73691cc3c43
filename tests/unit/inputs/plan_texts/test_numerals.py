"""The ledger of numerals: what is a figure, and what nobody has read."""

import pytest

from simulator.inputs.plan_texts.numerals import Numeral, numerals_of, unread
from simulator.inputs.plan_texts.readings import Reading
from simulator.inputs.plan_texts.statement_file import NotAFigure

pytestmark = pytest.mark.unit


def exception(line, printed):
    return NotAFigure(line=line, as_printed=printed, why="group")


def test_dates_numbering_and_document_numbers_are_no_figures():
    text = "1.建成20家\n到2025年底，2022年3月1日，专栏4\n（豫政〔2021〕61号）2016-2020年"
    assert numerals_of(text) == [Numeral(1, "20")]


def test_a_numeral_that_nobody_quotes_is_not_read():
    ledger = [Numeral(3, "80"), Numeral(3, "5")]
    reading = Reading("x-14", "kaifeng", not_figures=(exception(3, "80岁以上"),))
    assert unread(ledger, reading) == [Numeral(3, "5")]


def test_the_table_is_read_as_rows():
    ledger = [Numeral(9, "6.61")]
    assert unread(ledger, Reading("x-14", "kaifeng", table=(8, 10))) == []
    assert unread(ledger, Reading("x-14", "kaifeng", table=(10, 12))) == ledger


def test_one_passage_covers_a_numeral_once():
    ledger = [Numeral(1, "100"), Numeral(1, "100")]
    one = Reading("x-14", "kaifeng", not_figures=(exception(1, "100%的县"),))
    nested = (exception(1, "100%的县"), exception(1, "100%"))
    assert unread(ledger, one) == [Numeral(1, "100")]
    assert unread(ledger, Reading("x-14", "kaifeng", not_figures=nested)) == [Numeral(1, "100")]
