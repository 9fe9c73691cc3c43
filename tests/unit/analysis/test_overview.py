"""A year at a glance: the sentence and the four numbers are those of the tables."""

from dataclasses import replace

import pytest

from simulator.analysis.changed import changed
from simulator.analysis.overview import CARDS, overview
from tests.example_catalogue import catalogue
from tests.report_content import judged, view

pytestmark = pytest.mark.unit


def card(found, name):
    return found.cards.set_index("card").loc[name]


def test_the_counts_are_those_of_own_plans():
    found = overview(judged(), 2025, catalogue())
    verdicts = judged().tables["verdicts"]
    own = verdicts[(verdicts["year"] == 2025) & (verdicts["statistic"] == "central")]
    own = own[(own["plan"] != "henan-14") | (own["region"] == "henan")]
    assert int(found.targets["n"].sum()) == len(own)
    assert int(found.targets.set_index("status").loc["met", "n"]) == int(own["met"].sum())
    assert list(found.cards["card"]) == list(CARDS)


def test_the_index_stands_beside_that_of_the_base():
    found = card(overview(judged(), 2025, catalogue()), "index")
    assert found["value"] == "0.900"
    assert "0.850" in found["note"]


def test_an_index_that_nobody_stored_is_not_judged():
    assert card(overview(view(), 2025, catalogue()), "index")["value"] == "无法判断"


def test_money_says_for_whom_and_the_gap_where():
    found = overview(judged(), 2025, catalogue())
    assert "河南" in card(found, "money")["note"]
    assert card(found, "gap")["value"].removeprefix("落后") in found.sentence


@pytest.mark.parametrize("language", ["zh", "en"])
def test_before_its_year_a_target_is_told_by_its_schedule(language):
    words = {"zh": ("序时进度", "基期"), "en": ("schedule", "base year")}[language]
    names = catalogue(language)
    assert words[0] in overview(judged(), 2023, names).sentence
    assert words[1] in overview(judged(), 2020, names).sentence


def test_the_same_run_has_not_changed():
    found = changed(view(), view(), 2025, catalogue(), same_scenario=True)
    assert found.targets.empty
    assert found.cells.empty
    assert "输入相同" in found.lines[0]


def test_a_lift_of_every_value_is_told_by_targets_and_inputs():
    other = replace(view(lift=3.0), id="baseline-fedcba9876543210", inputs={("levers", "x"): "2"})
    found = changed(view(), other, 2025, catalogue(), same_scenario=False)
    assert set(found.targets["other"]) == {"met"}
    assert f"{len(found.targets)}项" in found.lines[1]
    assert len(found.inputs) == 2
    assert "基准" in found.lines[0]


def test_a_year_after_the_end_of_the_run_before_is_not_compared():
    early = replace(view(), end=2024)
    lines = changed(early, view(), 2025, catalogue(), same_scenario=True).lines
    assert len(lines) == 2
    assert "没有2025年" in lines[1]
