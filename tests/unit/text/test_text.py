"""Texts are found by language, group and key; problems read as what, why and fix."""

from __future__ import annotations

import pytest

from simulator.errors import InputError, Problem, Where
from simulator.text import refusal, say, sentences

pytestmark = pytest.mark.unit


def test_a_text_is_found_by_dotted_key():
    assert say("en", "cli", "messages.yes") == "yes"
    assert say("zh", "cli", "messages.yes") == "是"


def test_placeholders_are_filled():
    assert say("en", "cli", "messages.run_id", ids="a") == "run: a"


def test_a_missing_key_names_its_file():
    with pytest.raises(KeyError, match=r"zh/cli\.toml: messages\.nothing"):
        say("zh", "cli", "messages.nothing")


def test_a_problem_reads_as_what_why_and_fix():
    problem = Problem("C110", Where("a.yaml", 3, "b.c"), {"given": "1"})
    what, why, fix = sentences(problem, "zh").splitlines()
    assert what == "a.yaml:3: b.c：只给出了 1 次测算"
    assert why.startswith("    原因：")
    assert fix.startswith("    改法：")
    assert fix.endswith("[C110]")


def test_a_problem_may_use_any_argument_name():
    problem = Problem("C110", Where(), {"given": "1", "name": "a", "key": "b", "language": "c"})
    assert "[C110]" in sentences(problem, "en")


def test_a_page_names_what_it_offers_and_no_option():
    problem = Problem("C212", Where(key="--by"))
    assert sentences(problem, "en").startswith("--by: ")
    assert "--until" in sentences(problem, "en")
    what, _, fix = refusal(InputError(problem), "en")
    assert not what.startswith("--by")
    assert "--" not in fix


def test_a_page_says_the_same_where_it_has_no_words_of_its_own():
    problem = Problem("C110", Where("a.yaml", 3, "b.c"), {"given": "1"})
    assert refusal(InputError(problem), "zh") == sentences(problem, "zh").splitlines()
