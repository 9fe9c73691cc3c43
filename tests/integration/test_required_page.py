"""The page on the money that three cities need for their targets."""

from __future__ import annotations

import pytest

from benchmarks import required_page
from benchmarks.required_page import TIMES, answer, money_lines, never_lines, row_lines


@pytest.mark.integration
def test_the_lines_of_a_city_stand_on_the_page():
    text = required_page.PAGE.read_text(encoding="utf-8").splitlines()
    answers = {"kaifeng": answer("kaifeng", TIMES[1])}
    for lines in (money_lines, row_lines):
        assert [one for one in lines(answers) if one not in text] == []
    assert [one for one in never_lines(answers) if one not in text] == []


@pytest.mark.slow
def test_the_page_is_what_fresh_runs_say():
    text = required_page.PAGE.read_text(encoding="utf-8")
    assert required_page.page(text) == text
