"""Every shipped scenario asks a question; its answer has the sign that the model implies."""

from __future__ import annotations

import pytest

from simulator import api

pytestmark = pytest.mark.integration
NAMES = (
    "baseline", "tight", "growth", "level-up", "binding-first", "low-births", "ageing",
    "in-migration", "outlook-2030", "shock-2022", "zhengzhou-kaifeng",
)  # fmt: skip


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    store = tmp_path_factory.mktemp("runs")
    return {name: api.run_scenario(name, out=store, draws=0) for name in NAMES}


def indicator(run, name, region="henan", year=2030):
    table = run.indicators
    chosen = (table["indicator"] == name) & (table["region"] == region) & (table["year"] == year)
    return float(table.loc[chosen & (table["statistic"] == "central"), "value"].iloc[0])


def use(run, service, column, year=2030, region="henan"):
    table = run.table("use")
    chosen = (table["service"] == service) & (table["region"] == region) & (table["year"] == year)
    return float(table.loc[chosen & (table["statistic"] == "central"), column].iloc[0])


def test_every_shipped_scenario_is_tried():
    check_case = "model-city"  # tests/integration/test_selftest.py
    assert {str(row["id"]) for row in api.scenario_list()} - {check_case} == set(NAMES)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "baseline"])
def test_every_scenario_asks_and_changes_something(runs, name):
    case = api.load_case(name)
    assert case.scenario.question.zh.endswith("？")
    table = "use" if name == "zhengzhou-kaifeng" else "indicators"
    there, here = (runs[one].table(table).drop(columns="scenario") for one in ("baseline", name))
    assert not here.equals(there)


def test_less_money_never_means_more_places_and_more_money_never_fewer(runs):
    for service in ("toddler_places_per_1000", "elderly_service_beds_per_1000_aged_60"):
        tight, base, growth = (indicator(runs[n], service) for n in ("tight", "baseline", "growth"))
        assert tight <= base <= growth


def test_transfers_by_shortfall_bring_more_places_for_small_children(runs):
    name = "toddler_places_per_1000"
    assert indicator(runs["level-up"], name) > indicator(runs["baseline"], name)


def test_transfers_cost_no_programme_its_target(runs):
    """The pool takes from jobs and homes in 2021; the money of later years makes up for it."""
    met = {}
    for name in ("baseline", "level-up"):
        table = runs[name].table("verdicts")
        due = table[(table["year"] == 2025) & (table["statistic"] == "central")]
        met[name] = set(map(tuple, due.loc[due["met"] == True, ["region", "indicator"]].values))  # noqa: E712
    assert {("henan", "new_urban_jobs"), ("henan", "shantytown_homes_delivered")} < met["level-up"]
    assert met["baseline"] <= met["level-up"]


def test_binding_first_never_meets_fewer_binding_targets(runs):
    met = {}
    for name in ("baseline", "binding-first"):
        table = runs[name].verdicts
        rows = table[(table["nature"] == "binding") & (table["year"] == table["target_year"])]
        met[name] = rows["met"].sum()
    assert met["binding-first"] >= met["baseline"]


def test_fewer_births_mean_less_need_and_more_empty_places(runs):
    for service in ("toddler_places", "kindergarten_places"):
        assert use(runs["low-births"], service, "need") < use(runs["baseline"], service, "need")
        assert use(runs["low-births"], service, "idle") > use(runs["baseline"], service, "idle")


def test_an_older_province_has_fewer_beds_for_each_old_person(runs):
    name = "elderly_service_beds_per_1000_aged_60"
    assert indicator(runs["ageing"], name) < indicator(runs["baseline"], name)


def test_more_people_share_the_same_beds_and_doctors(runs):
    for name in ("hospital_beds_per_1000", "physicians_per_1000", "nurses_per_1000"):
        assert indicator(runs["in-migration"], name) < indicator(runs["baseline"], name)


def test_the_outlook_is_the_baseline_until_2025_and_closer_to_level_up_after(runs):
    base, outlook, level = (
        runs[name].indicators.set_index(["region", "indicator", "year"])["value"]
        for name in ("baseline", "outlook-2030", "level-up")
    )
    past = base.index.get_level_values("year") <= 2025
    assert outlook[past].equals(base[past])
    key = ("henan", "toddler_places_per_1000", 2030)
    assert base[key] < outlook[key] <= level[key]


def test_a_shock_hits_its_years_and_delays_places(runs):
    base, shock = (
        api.run_ledger(runs[name]).set_index("category").loc["own"]
        for name in ("baseline", "shock-2022")
    )
    ratio = {year: shock[year] / base[year] for year in ("2021", "2022", "2023", "2024")}
    assert ratio == pytest.approx({"2021": 1.0, "2022": 0.85, "2023": 0.85, "2024": 1.0})
    name = "toddler_places_per_1000"
    for year in (2024, 2026, 2030):
        values = (indicator(runs[run], name, year=year) for run in ("shock-2022", "baseline"))
        assert next(values) <= next(values)


def test_one_city_more_moves_use_and_no_official_number(runs):
    base, joined = runs["baseline"], runs["zhengzhou-kaifeng"]
    for name in ("indicators", "gaps", "verdicts", "stocks", "population"):
        there, here = (run.table(name).drop(columns="scenario") for run in (base, joined))
        assert here.equals(there), name
    for service, column in (("hospital_beds", "idle"), ("elderly_institution_beds", "unmet")):
        more, less = ("kaifeng", "zhengzhou") if column == "idle" else ("zhengzhou", "kaifeng")
        assert use(joined, service, column, region=more) > use(base, service, column, region=more)
        assert use(joined, service, column, region=less) < use(base, service, column, region=less)
        for total in ("need", "demand"):
            assert use(joined, service, total) == use(base, service, total)


def test_linked_cities_are_shown_apart_and_together(runs):
    table = api.run_pooled(runs["zhengzhou-kaifeng"], 2030)
    assert set(table["service"]) == {"hospital_beds", "elderly_institution_beds"}
    for _, rows in table.groupby("service"):
        apart, together = rows.iloc[:-1], rows.iloc[-1]
        for column in ("residents", "available", "need", "demand", "use", "idle", "unmet"):
            assert apart[column].sum() == pytest.approx(together[column], rel=1e-12)
    for run, year in (("baseline", 2030), ("zhengzhou-kaifeng", 2020)):
        with pytest.raises(api.SimulatorError) as caught:
            api.run_pooled(runs[run], year)
        assert [problem.code for problem in caught.value.problems] == ["C146"]


def test_idle_places_are_told_in_yuan_at_the_costs_of_the_run(runs):
    table = api.run_use(runs["baseline"], 2026).set_index(["service", "region"])
    kindergartens = table.loc["kindergarten_places", "henan"]
    assert kindergartens["idle"] == use(runs["baseline"], "kindergarten_places", "idle", 2026)
    assert kindergartens["idle_yuan"] == 5000.0 * kindergartens["idle"] > 5e9
    assert kindergartens["public_percent"] + kindergartens["inclusive_percent"] == 81.0
    assert "luoyang" not in table.index.get_level_values("region")
    every = api.run_use(runs["baseline"], 2026, include_imputed=True)
    assert every["region"].nunique() == 19
