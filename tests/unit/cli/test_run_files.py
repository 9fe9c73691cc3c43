"""Runs as files, deleted, simulated again and compared: what is asked, what is said."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from simulator.errors import Problem, Where

pytestmark = pytest.mark.unit

MISSING = Problem("C112", Where("file"), {"given": "missing"})


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_an_export_says_where_it_lies_and_what_next(equalise):
    out = equalise("runs export baseline --to run.zip").out
    assert "equalise runs import run.zip" in out
    assert equalise("runs export baseline --to run.zip --json").json() == {"path": "run.zip"}


def test_only_archives_are_written_and_taken(equalise):
    for line in ("runs export baseline --to run.rar", "runs import run.rar"):
        answer = equalise(line)
        assert answer.status == 2
        assert "[C108]" in answer.err
    assert "[C103]" in equalise("runs export baseline").err


def test_an_import_names_the_run_and_says_whether_it_stood_there(equalise):
    answer = equalise("runs import run.zip")
    assert "基准情景：baseline-0123456789abcdef" in answer.out
    assert "已存入" in answer.out + answer.err
    answer = equalise("runs import again.zip")
    assert "未作改动" in answer.out + answer.err
    assert "已存入" not in answer.out + answer.err
    assert equalise("runs import again.zip --json").json()["stood"] is True
    assert equalise("runs import run.zip --json").json()["id"] == "baseline-0123456789abcdef"


@pytest.mark.parametrize(("typed", "gone"), [("y\n", 1), ("是\n", 1), ("n\n", 0), ("", 0)])
def test_a_run_is_deleted_only_when_the_answer_is_yes(equalise, api, monkeypatch, typed, gone):
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    answer = equalise("runs delete baseline")
    assert answer.status == 1 - gone
    assert "基准情景" in answer.err
    assert [one for one in api.asked if isinstance(one, Path)] == [Path("runs/baseline")] * gone


def test_where_nobody_can_answer_nothing_is_deleted_unless_told(equalise, api, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert "[R227]" in equalise("runs delete baseline").err
    assert api.asked == []
    assert equalise("runs delete baseline --yes").status == 0
    assert api.asked == [Path("runs/baseline")]


def test_verify_simulates_again_only_when_told(equalise, api):
    assert equalise("runs verify baseline").status == 0
    assert api.asked == []
    assert "逐字节相同" in equalise("runs verify baseline --rerun --budget money.csv --jobs 2").out
    options = {"params": None, "budget": Path("money.csv"), "jobs": 2, "engine": None}
    assert [one for _, one in api.asked if one.pop("on_progress", None) is None] == [options]
    api.problems = [MISSING]
    assert equalise("runs verify baseline --rerun").status == 1


def test_parameters_and_money_go_with_rerun_only(equalise):
    answer = equalise("runs verify baseline --params mine --budget money.csv")
    assert answer.status == 2
    assert answer.err.count("[R237]") == 1
    assert "--params, --budget" in answer.err


def test_a_difference_is_shown_in_full_whatever_its_size(equalise):
    answer = equalise("runs diff a b")
    out = answer.out
    assert answer.err == ""
    assert "财力" in out
    assert "+2e-09" in out
    assert equalise("runs diff a b --json").json()["tables"][0]["greatest_change"] == 2e-9


def test_runs_that_cannot_be_read_are_named(equalise, api):
    assert "读不出" not in equalise("runs list").out
    api.problems = [MISSING]
    assert "[C112]" in equalise("runs list").out
    assert isinstance(equalise("runs list --json").json(), list)


def test_unlike_runs_are_compared_only_when_told(equalise, api):
    equalise("compare a b")
    equalise("compare a b --unlike")
    assert [one["unlike"] for one in api.asked if isinstance(one, dict)] == [False, True]


def test_a_query_is_shown_under_its_own_headings_with_all_digits(equalise, api):
    out = equalise("runs query one a b").out
    assert api.asked == [("one", ("a", "b"))]
    assert "2500000000.125" in out
    assert out.split()[:3] == ["yuan", "year", "x"]
    assert "[b]" in out
    assert "没有查到" in equalise("runs query none").out


def test_what_no_screen_holds_goes_into_a_file(equalise):
    answer = equalise("runs query many")
    assert answer.status == 2
    assert "[R245]" in answer.err
    assert len(equalise("runs query many --json").json()) == 2000
    assert equalise("runs query many --to out.csv --quiet").out.strip() == "out.csv"
    assert "[C108]" in equalise("runs query many --to out.db").err


def test_runs_left_out_of_a_query_are_named_unless_runs_were_chosen(equalise, api):
    api.problems = [MISSING]
    assert "[C112]" in equalise("runs query one").out
    assert "[C112]" not in equalise("runs query one a").out
