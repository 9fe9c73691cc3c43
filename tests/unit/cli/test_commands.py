"""What each command asks of the api and how it shows the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.errors import Problem, Where

pytestmark = pytest.mark.unit

MISSING = Problem("C112", Where("file"), {"given": "missing"})


def test_run_passes_every_option_on(equalise, api):
    answer = equalise(
        "run tight --draws 64 --seed 7 --uncertainty chance --until 2030 --as-of 2025 "
        "--regions kaifeng,zhengzhou --jobs 2 --keep-draws --out store --params mine "
        "--as-known-on 2024-03-31"
    )
    ((scenario, options),) = api.asked
    assert answer.status == 0
    assert scenario == "tight"
    assert options == {
        "draws": 64,
        "precision": None,
        "seed": 7,
        "uncertainty": "chance",
        "until": 2030,
        "as_of": 2025,
        "regions": ("kaifeng", "zhengzhou"),
        "jobs": 2,
        "cluster": None,
        "engine": None,
        "keep_draws": True,
        "keep_events": False,
        "out": Path("store"),
        "params": Path("mine"),
        "budget": None,
        "known_on": "2024-03-31",
        "on_progress": None,
    }


def test_precision_takes_the_place_of_draws(equalise, api):
    assert equalise("run tight --precision 0.02").status == 0
    assert api.asked[0][1]["precision"] == 0.02
    assert "[C152]" in equalise("run tight --precision 0.02 --draws 64").err
    for bad in ("0.2", "nan", "2%"):
        answer = equalise(f"run tight --precision {bad}")
        assert answer.status == 2
        assert "[C151]" in answer.err


def test_chances_stand_with_the_names_of_what_is_not_modelled(equalise):
    answer = equalise("runs chances baseline --year 2025")
    assert "0.40" in answer.out
    assert "模型不判断：免疫" in answer.out
    assert equalise("runs chances baseline --json").json()[0]["not_modelled"] == "免疫"


def test_run_says_what_it_stored(equalise):
    answer = equalise("run baseline")
    assert "基准情景：baseline-0123456789abcdef" in answer.out
    assert str(Path("runs") / "baseline-0123456789abcdef") in answer.out


def test_quiet_run_prints_ids_only(equalise):
    answer = equalise("run baseline tight --quiet")
    assert answer.out.split() == ["baseline-0123456789abcdef", "tight-0123456789abcdef"]


def test_several_scenarios_are_checked_before_the_first_is_run(equalise, api):
    api.problems = [MISSING]
    answer = equalise("run baseline tight")
    assert answer.status == 2
    assert answer.err.count("[C112]") == 1
    assert api.asked == []


def test_an_interrupted_run_goes_on_without_a_scenario(equalise, api):
    assert equalise("run --resume tight-1 --out store").status == 0
    ((ref, store, _),) = api.asked
    assert (ref, store) == ("tight-1", Path("store"))


def test_json_holds_ids_and_null_for_what_is_absent(equalise):
    first, second = equalise("gaps baseline --json").json()
    assert first["region"] == "zhengzhou"
    assert first["value"] == 2.345
    assert second["value"] is None


def test_an_empty_store_says_how_to_start(equalise):
    assert "equalise run baseline" in equalise("runs list --runs empty").out
    assert equalise("runs list --runs empty --json").json() == []


def test_years_stand_without_separators_and_counts_with(equalise):
    words = equalise("runs list").out.split()
    assert "2030" in words
    assert "1,000" in words


def test_a_run_is_shown_by_its_facts_and_as_json_whole(equalise):
    out = equalise("runs show baseline").out
    for said in ("基准情景（baseline）", "2020—2030", "2 个，其中假设 1 个", "11,060 行"):
        assert said in out
    assert "结果表：差距" in out
    assert "parquet" not in out
    assert "Table: gaps" in equalise("runs show baseline --lang en").out
    assert len(equalise("runs show baseline --json").json()["evidence"]) == 2


def test_which_of_several_runs_of_a_scenario_was_taken_is_said_apart(equalise):
    for line in ("runs show twice", "gaps twice", "runs show twice --json"):
        answer = equalise(line)
        assert "twice-0123456789abcdef" in answer.err
        assert "twice-1123456789abcdef" in answer.err
    assert equalise("runs show twice --quiet").err == ""
    assert equalise("runs show baseline").err == ""


def test_a_failed_verify_is_the_answer_no(equalise, api):
    assert equalise("runs verify baseline").status == 0
    api.problems = [MISSING]
    answer = equalise("runs verify baseline")
    assert answer.status == 1
    assert "[C112]" in answer.err


def test_sensitivity_shows_the_strongest_and_json_all(equalise, api):
    answer = equalise("sensitivity tight --outcome hospital_beds_per_1000 --region kaifeng")
    assert api.asked[-1][1]["method"] == "tornado"
    assert "因素19" in answer.out
    assert "因素20" not in answer.out
    assert "另有 10 行" in answer.out
    assert "逐项变动" in answer.out
    assert len(equalise("sensitivity tight --outcome x --json").json()) == 30


def test_sensitivity_needs_an_outcome_unless_all_verdicts_are_looked_at(equalise, api):
    assert "[C103]" in equalise("sensitivity tight").err
    assert equalise("sensitivity tight --method check").status == 0
    assert api.asked[-1][1]["outcome"] == "all"


def test_comparison_shows_money_before_outcomes(equalise):
    out = equalise("compare a b").out
    assert out.index("输入差别") < out.index("资金总量") < out.index("结果差别")


def test_a_run_is_not_compared_with_itself(equalise):
    answer = equalise("compare a a")
    assert answer.status == 2
    assert "[C110]" in answer.err


def test_comparison_as_csv_holds_no_formula(equalise):
    lines = equalise("compare a b --format csv").out.splitlines()
    assert lines == ["indicator,difference", "'=1+1,0.25", "床位,"]


def test_comparison_goes_into_a_file(equalise):
    assert equalise("compare a b --to out.xlsx --quiet").out.strip() == "out.xlsx"


def test_report_says_where_it_lies(equalise, api):
    answer = equalise("report a b --to reports/annex.xlsx")
    assert str(Path("reports") / "annex.xlsx") in answer.out
    assert api.asked[-1][2] == {
        "lang": "zh",
        "variant": "full",
        "template": None,
        "day": None,
        "include_imputed": False,
        "year": None,
        "region": None,
        "unlike": False,
    }


def test_report_takes_a_variant_a_template_and_a_date(equalise, api):
    equalise("report a --to r.docx --variant brief --template t.docx --date 2026-11-28")
    asked = api.asked[-1][2]
    assert (asked["variant"], asked["template"], asked["day"]) == (
        "brief",
        Path("t.docx"),
        "2026-11-28",
    )


@pytest.mark.parametrize("line", ["params check", "scenarios check a b"])
def test_checks_end_with_two_when_something_is_wrong(equalise, api, line):
    assert equalise(line).status == 0
    api.problems = [MISSING, Problem("C110", Where(), {"given": "1"})]
    answer = equalise(line)
    assert answer.status == 2
    assert answer.err.count("[C112]") == answer.err.count("[C110]") == 1


def test_a_parameter_is_shown_by_key_and_value(equalise):
    assert "costs.bed" in equalise("params show costs.bed").out


def test_parameters_are_exported(equalise):
    assert "plans.csv" in equalise("params export --what plans --to plans.csv").out


def test_scenarios_are_listed_in_the_language_asked(equalise):
    assert "基准情景" in equalise("scenarios list").out
    assert "Baseline" in equalise("scenarios list --lang en").out


def test_a_new_scenario_extends_baseline(equalise):
    assert str(Path("scenarios") / "mine.yaml") in equalise("scenarios new mine").out


def test_values_of_a_scenario_have_units_and_origins(equalise):
    out = equalise("scenarios show tight --resolved").out
    assert "每年" in out
    assert "x:3" in out


def test_the_schema_is_json(equalise):
    assert equalise("scenarios schema").json() == {"type": "object"}


@pytest.mark.parametrize("line", ["projects late --named", "projects --named late --lang zh"])
def test_projects_of_a_run_need_no_word_of_their_own(equalise, api, line):
    answer = equalise(line)
    assert answer.status == 0
    assert "养老院" in answer.out
    assert "250.00" in answer.out
    asked = {"region": None, "service": None, "named": True, "lang": "zh"}
    assert api.asked[-1] == ("late-0123456789abcdef", asked)


def test_the_help_of_projects_shows_the_run_and_the_other_commands(equalise):
    out = equalise("projects --help").out
    assert "用法：equalise projects RUN [选项]" in out
    assert "import" in out
    assert "用法：equalise projects RUN" in equalise("projects late -h").out


@pytest.mark.parametrize("line", ["projects", "projects --region kaifeng"])
def test_projects_without_a_run_are_a_mistake(equalise, line):
    answer = equalise(line)
    assert answer.status == 2
    assert "[C103]" in answer.err
    assert "equalise projects RUN [选项]" in answer.err


def test_an_import_says_what_it_left_out_and_changed(equalise, api):
    answer = equalise("projects import 清单.xlsx --source 发改委 --force --sheet 汇总")
    target = Path("params") / "projects" / "清单.yaml"
    options = {"force": True, "sheet": "汇总", "params": None}
    assert api.asked[-1] == (Path("清单.xlsx"), target, "发改委", options)
    for said in ("导入 2 个项目", "4, 9", "XX-1 → xx_1", "联系人"):
        assert said in answer.out


def test_an_import_elsewhere_says_that_no_run_reads_it(equalise):
    assert "params/projects" in equalise("projects import a.csv --source x --to b.yaml").out


def test_an_import_needs_a_list_and_its_source(equalise, api):
    answer = equalise("projects import 清单.doc")
    assert answer.status == 2
    assert "[C108]" in answer.err
    assert "--source" in answer.err
    assert api.asked == []


def test_an_export_takes_lists_before_its_file(equalise, api):
    assert equalise("projects export a b out.xlsx").status == 0
    assert api.asked[-1][:2] == (Path("out.xlsx"), ("a", "b"))
    assert equalise("projects export out.csv --run late").status == 0
    assert api.asked[-1][2]["run"].id == "late-0123456789abcdef"
