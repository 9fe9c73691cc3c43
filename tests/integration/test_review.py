"""Reviews on the shipped observations, with a planner's own over them, and of a run itself."""

import json

import numpy as np
import pytest

from simulator.analysis.review import review_rows
from simulator.cli.main import main
from simulator.desk.cases import params_of
from simulator.desk.review import plans_of, review, series_with, watched_rows
from simulator.desk.runs import list_stored
from simulator.inputs.observed import Observed, Series
from tests.shipped_runs import tables_of

pytestmark = pytest.mark.integration
HEAD = "year,region,indicator,value,unit,basis,definition,published,status,source,note\n"


def test_most_rows_of_2025_have_no_observation_and_say_so():
    found = review("final", 2025)
    total = found.counts.iloc[0]
    assert (total["done"], total["missed"]) == (2, 0)
    assert total["not_observed"] > 200
    judged = found.rows[found.rows["evaluation"] == "done"]
    assert judged["region"].tolist() == ["luoyang", "nanyang"]
    assert judged["observed_status"].tolist() == ["preliminary"] * 2
    parts = total[["done", "missed", "not_observed", "definition_changed", "no_number"]]
    assert parts.sum() == total["n_rows"] == len(found.rows)


def test_every_printed_row_of_the_plans_is_there_once():
    rows = review("final", 2025).rows
    own = rows[rows["scope_of_target"] == "own"]
    printed = [
        (name, row.id)
        for name, plan in params_of().plans.items()
        if plan.target_year == 2025
        for row in plan.rows
    ]
    assert sorted(zip(own["plan"], own["row_id"], strict=True)) == sorted(printed)


def test_a_file_of_observations_is_newer_than_what_is_shipped(tmp_path):
    own = tmp_path / "own.csv"
    row = (
        "2025,luoyang,toddler_places_per_1000,4.4,per_1000,post_census,3岁以下婴幼儿托位/常住人口,"
    )
    own.write_text(f"{HEAD}{row}2025-01,final,洛阳市卫健委,\n", encoding="utf-8")
    found = review("final", 2025, observations=own).rows
    place = (found.region == "luoyang") & (found.indicator == "toddler_places_per_1000")
    assert found[place]["evaluation"].tolist() == ["missed"]


def test_a_day_takes_what_was_published_by_then():
    before = review("final", 2025, known_on="2025-10-23")
    after = review("final", 2025, known_on="2025-10-24")
    assert before.counts["done"].iloc[0] == 0
    assert after.counts["done"].iloc[0] == 1
    assert len(series_with(known_on="2022-12-30").rows) < len(
        series_with(known_on="2022-12-31").rows
    )


def own_values(tables, rows):
    """Return observations that are what a run says, yearly figures of cumulative rows included."""
    value = tables["indicators"].set_index(["region", "indicator", "year"])["value"].sort_index()
    cumulative = {
        (one.region, one.row.indicator)
        for one in rows
        if one.row.target.accumulation == "cumulative"
    }
    for (region, indicator, year), known in value.items():
        flows = (region, indicator) in cumulative
        before = value.get((region, indicator, year - 1), np.nan) if flows else 0.0
        if not np.isnan(known - before):
            kind = ("", "", "", "2030", "final", "own", "", "", 0)
            yield Observed(year, region, indicator, float(known - before), *kind)


def test_a_review_of_a_runs_own_values_returns_the_run():
    tables, params = tables_of(until=2025), params_of()
    plans = plans_of("final", 2025, params.plans)
    empty = watched_rows(params, plans, Series(), 2025)
    simulated = [one for one in empty.rows if one.simulated]
    series = Series(tuple(own_values(tables, simulated)))
    told = tables["verdicts"].set_index(["region", "plan", "row_id", "year"])
    compared = 0
    for year in range(2021, 2026):
        found = review_rows(watched_rows(params, plans, series, year), year)
        for row in found[found["observed"].notna()].to_dict("records"):
            run = told.loc[(row["region"], row["plan"], row["row_id"], year)]
            if row["target_value"] is None or np.isnan(row["target_value"]):
                continue
            compared += 1
            assert row["observed"] == pytest.approx(run["value"], rel=1e-12)
            assert row["due"] == pytest.approx(run["schedule_value"], nan_ok=True)
            if row["schedule_status"] != "undecidable":
                assert row["schedule_status"] == run["schedule_status"]
    assert compared > 300


def test_the_command_writes_records_and_both_languages(capsys):
    given = ["review", "--kind", "final", "--year", "2025", "--evidence-only"]
    assert main([*given, "--json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert {one["evaluation_label"] for one in records} >= {"完成", "无法评价（无观测）"}
    assert main([*given, "--json", "--counts"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["n_rows"] == len(records)
    assert main([*given, "--lang", "en"]) == 0
    assert "cannot be evaluated (not observed)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--kind final --year 2024", "C192"),
        ("--kind annual --year 2013", "C191"),
        ("--kind yearly --year 2024", "C106"),
        ("--kind annual --year 2024 --as-known-on 2024", "C194"),
        ("--kind annual --year 2024 --observations own.xls", "C108"),
        ("--kind annual --year 2024 --region 开封市", "C135"),
        ("--kind annual --year 2019 --region kaifeng", "C220"),
    ],
)
def test_one_mistake_of_the_command_is_one_problem(words, code, capsys):
    assert main(["review", "--evidence-only", *words.split()]) == 2
    assert capsys.readouterr().err.count(f"[{code}]") == 1


def test_a_review_of_some_regions_counts_and_lists_only_theirs(capsys):
    given = ["review", "--kind", "final", "--year", "2025", "--evidence-only", "--json"]
    assert main([*given, "--region", "kaifeng，luoyang"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {one["region"] for one in rows} == {"kaifeng", "luoyang"}
    found, whole = review("final", 2025, regions=["kaifeng", "luoyang"]), review("final", 2025)
    assert len(rows) == len(found.rows) == found.counts["n_rows"].iloc[0]
    kept = whole.rows[whole.rows["region"].isin(["kaifeng", "luoyang"])].reset_index(drop=True)
    assert kept.to_json() == found.rows.to_json()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_plans_that_were_not_published_by_the_day_are_left_out_and_named(lang):
    then = review("midterm", 2023, known_on="2022-06-30", lang=lang)
    assert "zhengzhou-14" in set(review("midterm", 2023).rows["plan"])
    assert set(then.rows["plan"]) == {"henan-14", "kaifeng-14"}
    of_zhengzhou = then.rows[then.rows["region"] == "zhengzhou"]
    assert set(of_zhengzhou["scope_of_target"]) == {"derived"}
    (told,) = (note for note in then.notes if ("规划 2 份" in note or "day: 2 (" in note))
    names = ("郑州市", "新乡市") if lang == "zh" else ("Zhengzhou", "Xinxiang")
    assert all(name in told for name in names)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_day_before_every_plan_is_refused_in_words(lang, capsys):
    words = ["review", "--kind", "annual", "--year", "2023", "--evidence-only", "--lang", lang]
    assert main([*words, "--as-known-on", "2020-06-30"]) == 2
    told = capsys.readouterr().err
    assert told.count("[O157]") == 4
    assert "2021-12-31" in told


def test_the_runs_of_a_review_know_no_more_than_the_review(tmp_path, capsys):
    words = ["--kind", "annual", "--year", "2023", "--draws", "0", "--as-known-on", "2024-03-31"]
    assert main(["review", *words, "--runs", str(tmp_path)]) == 0
    assert "不是完全没有后见之明" in capsys.readouterr().out
    runs = list_stored(tmp_path)
    assert len(runs) == 2
    for run in runs:
        assert "2024-03-31" in run["label"]["zh"]
        assert "2024-03-31" not in run["scenario"]
    capsys.readouterr()
