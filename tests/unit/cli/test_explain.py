"""``equalise explain``: what it asks of the api and how it shows the answer."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pandas as pd
import pytest

pytestmark = pytest.mark.unit


def explained(found, outcome, region, year, lang):
    """Return one cell of a difference."""
    labels = {"label": ["转移支付", "差别合计"], "region_label": "开封市", "unit": "bed"}
    labels |= {"unit_label": "张", "changed_alone_interval_label": ""}
    labels |= {"shapley_interval_label": ["+1至+2", ""] if found.drawn else ""}
    values = {"outcome_label": "床位", "year": 2030, "changed_alone": 1.26, "shapley": 1.26}
    frame = pd.DataFrame({**labels, **values, "standard_error": 0.0})
    bars = pd.DataFrame(
        [("start", "甲", 1.0, "1", 0.0, 1.0), ("end", "乙", 2.0, "2", 0.0, 2.0)],
        columns=["kind", "label", "value", "text", "left", "right"],
    )
    bars.attrs = {"axis": (0.0, 2.5), "from_zero": True, "unit": "张", "n_draws": 0}
    story = [f"{region}{outcome}多1张"]
    return SimpleNamespace(
        table=frame, shown=frame.round(), story=story, notes=["中心值"], waterfall=bars
    )


@pytest.fixture
def ask(equalise, api):
    """Return a function that calls the command, and what the api was asked."""
    made, pages = sys.modules["simulator.api"], []

    def difference(first, other, **options):
        api.asked.append((first.id, other.id, options))
        return SimpleNamespace(n_orders=64 if options["seed"] else 0, drawn=options["draws"])

    made.explain_difference = difference
    made.difference_of = explained
    made.label = lambda kind, identifier, lang: identifier
    made.say = lambda lang, name, key: key
    made.write_page = lambda page, path: pages.append(page) or path
    made.write_table = lambda frame, path, lang, *, on_progress: path
    return SimpleNamespace(equalise=equalise, api=api, pages=pages)


def test_every_outcome_and_region_is_told_from_one_set_of_lives(ask):
    answer = ask.equalise("explain a b --outcome beds,places --region kaifeng,xinxiang")
    assert answer.status == 0
    options = {"params": None, "budget": None, "seed": None, "draws": None, "on_progress": None}
    assert ask.api.asked[2:] == [("a-0123456789abcdef", "b-0123456789abcdef", options)]
    told = [line for line in answer.out.splitlines() if "多1张" in line]
    assert told == [
        "kaifengbeds多1张",
        "xinxiangbeds多1张",
        "kaifengplaces多1张",
        "xinxiangplaces多1张",
    ]
    assert answer.out.count("中心值") == 1
    assert "抽样误差" not in answer.out


def test_sampled_values_stand_with_their_error(ask):
    assert "抽样误差" in ask.equalise("explain a b --outcome beds --seed 7").out


def test_intervals_stand_beside_the_values_where_there_are_draws(ask):
    assert "P5–P95" not in ask.equalise("explain a b --outcome beds --draws 0").out
    told = ask.equalise("explain a b --outcome beds --draws 12").out
    assert "沙普利值P5–P95" in told
    assert "单独改P5–P95" not in told
    assert "单位：张" in told
    assert ask.api.asked[-1][-1]["draws"] == 12


def test_quiet_leaves_the_sentences_and_json_the_records(ask):
    assert ask.equalise("explain a b --outcome beds --quiet").out == "henanbeds多1张\n"
    assert len(ask.equalise("explain a b --outcome beds,places --json").json()) == 4
    assert "out.csv" in ask.equalise("explain a b --outcome beds --to out.csv").out


def test_an_outcome_is_needed_and_one_cell_for_a_waterfall(ask):
    assert "--outcome" in ask.equalise("explain a b").err
    answer = ask.equalise("explain a b --outcome beds,places --waterfall w.html")
    assert answer.status == 2
    assert "[C159]" in answer.err
    assert ask.api.asked == []


def test_a_waterfall_goes_into_a_page(ask):
    answer = ask.equalise("explain a b --outcome beds --waterfall w.html")
    assert answer.status == 0, answer.err
    assert "w.html" in answer.out
    assert ask.pages[0].lstrip().startswith("<!DOCTYPE html>")
