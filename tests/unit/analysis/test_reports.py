import re
from dataclasses import replace

import numpy as np
import pytest

from simulator.analysis.document import Heading, Items, Paragraph, Picture, Table, written
from simulator.analysis.reports.advice import advice
from simulator.analysis.reports.findings import due_rows, furthest_behind, missed, tally
from simulator.analysis.reports.summary import summary
from simulator.analysis.reports.texts import apart, sum_of
from simulator.analysis.reports.variants import OF_FORMS, VARIANTS
from tests.example_catalogue import catalogue
from tests.report_content import content, report, table, view

pytestmark = pytest.mark.unit

PLAN_LAYOUT = ["领域", "指标", "2020年", "2025年目标", "预测2025（中心值）", "缺口", "序时进度"]


def rows():
    return due_rows(view(), catalogue())


def test_the_targets_due_are_read_once_for_each_row_of_a_plan():
    assert tally(rows()[rows()["region"] == "henan"]) == (2, 2, 0)
    assert missed(rows())["lacking"].is_monotonic_decreasing


def test_a_run_that_ends_before_the_targets_shows_its_last_year():
    run = view()
    tables = {name: frame[frame["year"] <= 2023] for name, frame in run.tables.items()}
    found = due_rows(replace(run, end=2023, tables=tables), catalogue())
    assert set(found["year"]) == {2023}
    made = table(report("brief", replace(run, end=2023, tables=tables)), "plan")
    assert [made.columns[3].title, made.columns[4].title.split("\n")[0]] == [
        "2025年目标",
        "预测2023",
    ]
    assert set(found["target_year"]) == {2025}


def test_the_indicator_table_has_the_plans_own_columns_names_and_order():
    made = table(report("full"), "plan:baseline-0123456789abcdef:kaifeng")
    titles = [column.title.replace("\n", "") for column in made.columns]
    assert titles == [*PLAN_LAYOUT, "指标性质", "达标可能性"]
    first = written(made)[0]
    assert first[:5] == ["幼儿照护", "每千人口托位数（个）", "0.90", "4.5", "2.00"]


def test_the_forecast_shows_its_interval_and_chance_where_draws_were_made():
    plain, drawn = (
        table(report("full", view(draws=draws)), "plan:baseline-0123456789abcdef:kaifeng")
        for draws in (False, True)
    )
    assert written(plain)[0][4] == "2.00"
    assert written(drawn)[0][4] == "2.00\n1.90—2.10"
    assert written(drawn)[0][8] == "未达标\n概率40%"


@pytest.mark.parametrize(("share", "is_near"), [(0.98, False), (0.992, True)])
def test_a_target_missed_by_a_hair_is_told_apart(share, is_near):
    run = view()
    verdicts = run.tables["verdicts"].copy()
    verdicts["value"] = verdicts["target_value"] * share
    verdicts["shortfall"] = verdicts["target_value"] * (1 - share)
    close = replace(run, tables={**run.tables, "verdicts": verdicts})
    unmet = missed(due_rows(close, catalogue()))
    assert set(unmet["near"]) == {is_near}
    beside = "\n缺口不足目标的1%" if is_near else ""
    made = table(report("full", close), "plan:baseline-0123456789abcdef:kaifeng")
    assert written(made)[0][8] == f"未达标{beside}"
    both = report("full", close, view("tight"))
    said = written(table(both, "compare:forecast:kaifeng"))[0]
    assert [("不足目标的1%" in cell) for cell in said[-2:]] == [is_near, False]


def test_english_names_the_models_indicators():
    made = table(report("full", language="en"), "plan:baseline-0123456789abcdef:kaifeng")
    assert written(made)[0][1] == "Toddler places per 1,000"


def test_gaps_without_a_reference_and_imputed_cities_are_left_out_unless_asked_for():
    made = table(report("full"), "gaps")
    assert "洛阳市" not in {row[0] for row in written(made)}
    assert made.frame["gap"].notna().all()
    asked = table(report("full", include_imputed=True), "gaps")
    assert "洛阳市*" in {row[0] for row in written(asked)}


def test_the_summary_is_five_sentences_with_the_numbers_of_the_run():
    said = summary(view(), rows(), catalogue())
    assert len(said) == 5
    assert all(sentence.count("。") == 1 and sentence.endswith("。") for sentence in said)
    assert "到2025年，河南省规划的2项指标中模型可判断2项，其中0项达到目标、2项未达到" in said[0]
    assert "每千人口托位数，2025年预测2.30，2025年目标4.50，缺2.20" in said[1]
    worst = furthest_behind(view(), catalogue()).iloc[0]
    assert f"{worst['region_label']}的{worst['indicator_label']}" in said[2]


def test_every_number_of_the_money_sentence_is_the_ledgers():
    said = summary(view(), rows(), catalogue())[3]
    ledger = view().tables["ledger"]
    own = ledger[(ledger["region"] == "henan") & (ledger["category"] == "own")]
    total = own[(own["year"] <= 2025) & (own["statistic"] == "central")]["yuan"].sum()
    assert f"可用财力合计{total / 1e8:,.2f}亿元" in said


def test_advice_is_three_pieces_and_with_several_runs_weighs_them():
    alone = advice([view()], rows(), catalogue())
    assert len(alone) == 3
    better = view("tight", lift=3.0)
    compared = advice([view(), better], rows(), catalogue())
    assert "以“财政偏紧”达到的目标最多" in compared[2]
    assert (
        "没有哪个比“现状延续”" in advice([view(), view("tight", lift=-1.0)], rows(), catalogue())[2]
    )


def test_a_brief_holds_three_chapters_one_picture_one_table_and_three_pieces_of_advice():
    for views in ((view(),), (view(), view("tight", lift=-0.2))):
        made = report("brief", *views)
        kinds = [type(block) for block in made.blocks]
        assert (kinds.count(Picture), kinds.count(Table), kinds.count(Items)) == (1, 1, 1)
        headings = [block.text for block in made.blocks if isinstance(block, Heading)]
        assert headings == ["问题", "结论", "建议"]
        assert not made.has_cover


def test_a_comparison_tells_the_inputs_first_then_money_then_outcomes():
    made = report("full", view(), view("tight", lift=-0.2))
    keys = [block.key for block in made.blocks if isinstance(block, Table)]
    compared = [key for key in keys if key.startswith("compare:")]
    assert compared[:3] == ["compare:inputs", "compare:totals", "compare:met"]
    assert compared[-1].startswith("compare:tight")


def test_what_every_page_must_say_is_in_the_running_title_and_on_the_cover():
    made = report("full", warning="测算版本不同")
    assert made.running.endswith("测算版本不同")
    assert ("注意", "测算版本不同") in made.facts


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(("language", "mark"), [("zh", "回顾（反事实）"), ("en", "counterfactual")])
def test_every_page_says_that_a_run_looks_back(variant, language, mark):
    made = report(variant, view(), view("tight"), language=language)
    assert mark in made.running
    assert made.running.count(mark) == made.subtitle.count(mark) == 1


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_note_tells_a_reader_what_to_type(variant, language):
    made = report(variant, view(draws=True), view("tight", draws=True), language=language)
    notes = [note for block in made.blocks if isinstance(block, Table) for note in block.notes]
    notes += [block.text for block in made.blocks if isinstance(block, Paragraph)]
    assert [note for note in notes if re.search(r"--[a-z]", note)] == []


def test_percentages_are_apart_by_points_and_nothing_is_no_money():
    assert apart(-1.04, "percent", "%", "zh") == "1.0个百分点"
    assert apart(0.3, "m2_per_person", "m² per resident", "en") == "0.30 m² per resident"
    assert [sum_of(0.2, "zh"), sum_of(684.9e9, "en")] == ["0元", "684.90 billion yuan"]


def test_a_year_that_is_past_is_marked_in_captions():
    assert table(report("full"), "plan").title.endswith("【回顾（反事实）】")


@pytest.mark.parametrize("variant", [*VARIANTS, *OF_FORMS])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_variant_says_a_placeholder_or_nan(variant, language):
    made = report(variant, view(), view("tight", lift=-0.2), language=language)
    texts = [block.text for block in made.blocks if isinstance(block, Heading | Paragraph)]
    texts += [text for block in made.blocks if isinstance(block, Items) for text in block.texts]
    texts += [
        cell
        for block in made.blocks
        if isinstance(block, Table)
        for row in written(block)
        for cell in row
    ]
    assert [text for text in texts if re.search(r"[{}]|\bnan\b|<NA>|None", text)] == []
    assert np.all([text.strip() for text in texts if isinstance(text, str)][:1])


def test_a_province_that_was_not_stored_is_no_hindrance():
    run = view()
    tables = {
        name: frame[frame["region"] != "henan"] if "region" in frame else frame
        for name, frame in run.tables.items()
    }
    made = content(replace(run, tables=tables))
    assert made.place == "zhengzhou"
    assert len(summary(made.first, made.rows, made.catalogue)) == 5
