"""Lessons of a final evaluation: each sentence is a count, and nothing else is said."""

import pandas as pd
import pytest

from simulator.analysis.lessons import lessons, misleading
from simulator.text import LANGUAGES

pytestmark = pytest.mark.unit
NOBODY = pd.DataFrame(columns=["region_label", "indicator_label", "mid_year", "expected", "done"])
ROW = {
    "region": "kaifeng",
    "plan": "kaifeng-14",
    "row_id": "beds",
    "region_label": "开封市",
    "indicator_label": "床位",
    "nature": "binding",
    "scope_of_target": "own",
    "lead_bureau": "市卫生健康委",
    "evaluation": "done",
    "observed_status": "final",
    "capacity_effect": None,
    "population_effect": None,
    "projected_met": None,
}


def table(*rows):
    return pd.DataFrame([{**ROW, **row} for row in rows])


def told(*rows, midterm=NOBODY, language="zh"):
    return " ".join(lessons(table(*rows), midterm, language))


def test_targets_without_an_observation_are_counted_and_their_bureaus_named():
    missing = {"evaluation": "not_observed"}
    said = told({}, missing, {**missing, "nature": "expected", "lead_bureau": "市民政局"}, missing)
    assert "4项目标中有3项在目标年没有观测数" in said
    assert "约束性2项" in said
    assert "市卫生健康委（2项）、市民政局（1项）" in said


def test_a_changed_definition_is_named_and_none_is_said_to_be_none():
    assert "没有发现口径调整" in told({})
    assert "1项因口径调整不能评价（开封市床位）" in told({"evaluation": "definition_changed"})


def test_a_ratio_that_rose_because_people_left_is_told():
    effects = {"capacity_effect": -0.1, "population_effect": 0.4}
    assert "1项比率提高而供给没有增加" in told(effects)
    came = {"capacity_effect": 0.2, "population_effect": -0.4}
    assert "1项供给增加而比率下降" in told(came)
    assert "比率" not in told({"capacity_effect": 0.2, "population_effect": 0.1})


def test_an_outlook_that_misled_is_told_and_one_that_held_too():
    row = {"region_label": "开封市", "indicator_label": "床位", "mid_year": 2023}
    misled = pd.DataFrame([{**row, "expected": True, "done": False}])
    held = pd.DataFrame([{**row, "expected": True, "done": True}])
    assert "1项中的1项不符（开封市床位）" in told({}, midterm=misled)
    assert "2023年中期按进度对前景的判断，与期末可评价的1项一致" in told({}, midterm=held)
    assert "无法检验中期" in told({})


def test_only_rows_judged_at_the_end_with_a_pace_at_mid_term_are_held_together():
    keys = {"region": "kaifeng", "plan": "kaifeng-14"}
    midterm = pd.DataFrame(
        [
            {**keys, "row_id": "beds", "at_pace_met": True},
            {**keys, "row_id": "nurses", "at_pace_met": None},
            {**keys, "row_id": "places", "at_pace_met": True},
        ]
    )
    end = table(
        {"evaluation": "missed"},
        {"row_id": "nurses"},
        {"row_id": "places", "evaluation": "not_observed"},
    )
    (one,) = misleading(end, midterm, 2023).to_dict("records")
    assert (one["expected"], one["done"], one["mid_year"]) == (True, False, 2023)


def test_a_run_that_disagrees_with_the_observation_is_named():
    assert "模型" not in told({})
    assert "有1项，结论不同的1项（开封市床位）" in told({"projected_met": False})
    assert "有1项，结论不同的0项。" in told({"projected_met": True})


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_names_are_cut_short(language):
    changed = [{"evaluation": "definition_changed"}] * 5
    said = told(*changed, language=language)
    assert said.count("床位") == 3
    assert ("等" if language == "zh" else "and others") in said
