"""Drafting the next plan on the shipped parameters: the table, the file, and what is refused."""

from __future__ import annotations

import json
import math

import pytest

from simulator.cli.main import main
from simulator.desk.budget import budget_template
from simulator.desk.cases import load_case
from simulator.desk.draft import draft
from simulator.desk.files import params_check
from simulator.desk.runs import open_run
from simulator.inputs.params import load_params
from simulator.inputs.plans import plans_at
from simulator.inputs.shipped import shipped_folder

pytestmark = pytest.mark.integration

FIRST, LAST = 2025, 2030


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the draft of Kaifeng, saved, with the folder of own parameters."""
    folder = tmp_path_factory.mktemp("own")
    params = folder / "params"
    params.mkdir()
    table = draft("kaifeng", FIRST, LAST, draws=4, save=True, out=folder / "runs", params=params)
    return table.set_index("indicator"), table.attrs, params


def test_every_modelled_indicator_of_the_plan_has_a_row(made):
    table, _, _ = made
    case = load_case("baseline")
    modelled = {
        one.row.indicator for one in case.judged if one.region == "kaifeng" and one.simulated
    }
    assert set(table.index) == modelled
    assert (table["base_kind"].isin(["simulated", "delivered"])).all()


def test_no_suggestion_is_above_what_the_money_reaches(made):
    table, _, _ = made
    built = table[table["affordable"].notna()]
    assert (built["suggested"] <= built["affordable"] + 0.5).all()
    places = table.loc["toddler_places_per_1000"]
    assert places["rule"] == "affordable"
    assert places["suggested"] == round(places["affordable"], 2)
    assert places["need_based"] > 2 * places["suggested"]


def test_money_that_lapses_builds_more_beds_than_the_rule_asks_for(made):
    table, _, _ = made
    beds = table.loc["hospital_beds_per_1000"]
    assert load_case("baseline").scenario.levers.allocation.rule == "by_shortfall"
    assert beds["affordable"] > beds["base"]
    assert beds["units"] > 0
    assert beds["added_yuan"] > 0


def test_built_for_together_every_suggestion_is_reached(made):
    table, attrs, _ = made
    built = table[table["together"].notna()]
    half = built["unit"].map({"percent": 0.05, "bed": 0.5}).fillna(0.005)
    assert (built["together"] >= built["suggested"] - half - 1e-9).all()
    assert not any("同时开工时达不到" in note for note in attrs["notes"])


FISCAL = ("general_budget", "central_investment", "special_bonds", "government_funds")
SPENT = ("capital", "replacement", "recurrent", "training", "recruitment", "coverage", "programme")


def spent(run, services, years):
    """Return fiscal and all outlays on services, summed by hand out of a run's ledger."""
    ledger = run.ledger
    rows = ledger[(ledger["region"] == "kaifeng") & (ledger["statistic"] == "central")]
    rows = rows[rows["service"].isin(services) & rows["year"].isin(years)]
    rows = rows[rows["category"].isin(SPENT)]
    return -rows[rows["fund"].isin(FISCAL)]["yuan"].sum(), -rows["yuan"].sum()


def test_the_money_of_a_target_is_the_ledger_of_the_run_that_builds_for_it(made):
    table, attrs, params = made
    run = open_run(attrs["draft_run"], params.parent / "runs")
    for indicator, services in {
        "hospital_beds_per_1000": ["hospital_beds"],
        "physicians_per_1000": ["physicians"],
        "preschool_enrolment_rate": ["preschool_enrolment", "kindergarten_places"],
    }.items():
        fiscal, whole = spent(run, services, range(FIRST + 1, LAST + 1))
        assert table.loc[indicator, "fiscal_yuan"] == pytest.approx(fiscal, abs=0.01)
        assert table.loc[indicator, "total_yuan"] == pytest.approx(whole, abs=0.01)
        by_year = attrs["money"].set_index("indicator").loc[indicator].set_index("year")
        assert list(by_year.index) == list(range(FIRST, LAST + 1))
        for year in by_year.index:
            fiscal, whole = spent(run, services, [year])
            assert by_year.loc[year, "fiscal_yuan"] == pytest.approx(fiscal, abs=0.01)
            assert by_year.loc[year, "total_yuan"] == pytest.approx(whole, abs=0.01)


def test_all_services_together_are_the_ledger_and_what_is_priced(made):
    table, attrs, params = made
    run = open_run(attrs["draft_run"], params.parent / "runs")
    case = load_case("baseline")
    services = {name for one in table.index for name in case.params.indicators[one].numerator} | {
        "kindergarten_places"
    }
    whole = attrs["money"][attrs["money"]["indicator"] == ""]
    for row in whole.to_dict("records"):
        fiscal, everything = spent(run, services, [row["year"]])
        assert row["fiscal_yuan"] - row["priced_yuan"] == pytest.approx(fiscal, abs=0.01)
        assert row["total_yuan"] - row["priced_yuan"] == pytest.approx(everything, abs=0.01)
        assert (row["priced_yuan"] > 0) == (row["year"] > FIRST)


def test_staff_cost_what_is_recruited(made):
    _, attrs, params = made
    run = open_run(attrs["draft_run"], params.parent / "runs")
    stocks = run.stocks.set_index(["region", "service", "year", "statistic"])["recruited"]
    price = load_case("baseline").parameters["costs.recruitment_cost"].value
    money = attrs["money"].set_index(["indicator", "year"])["staff_yuan"]
    for year in range(FIRST, LAST + 1):
        recruited = stocks["kaifeng", "nurses", year, "central"]
        assert recruited > 0
        assert money["nurses_per_1000", year] == pytest.approx(recruited * price)


def test_a_total_of_the_period_costs_what_the_same_total_cost_before(made):
    table, attrs, params = made
    run = open_run(attrs["run"], params.parent / "runs")
    before, _ = spent(run, ["new_urban_jobs"], range(FIRST - 4, FIRST + 1))
    assert table.loc["new_urban_jobs", "fiscal_yuan"] == pytest.approx(before, abs=1.0)
    assert math.isnan(table.loc["new_urban_jobs", "added_yuan"])


def test_totals_of_a_period_go_on_and_have_no_chance(made):
    table, _, _ = made
    jobs = table.loc["new_urban_jobs"]
    assert (jobs["base"], jobs["suggested"], jobs["rule"]) == (330_000, 330_000, "trend")
    assert math.isnan(jobs["chance"])
    assert jobs["nature"] == "expected"


def test_a_total_goes_on_by_the_year(tmp_path):
    table = draft("kaifeng", FIRST, FIRST + 2, draws=0, out=tmp_path).set_index("indicator")
    jobs = table.loc["new_urban_jobs"]
    assert (jobs["base"], jobs["suggested"], jobs["rule"]) == (330_000, 132_000, "trend")


def test_the_runs_of_a_draft_have_names_of_their_own(made):
    _, attrs, params = made
    known = [open_run(name, params.parent / "runs") for name in (attrs["run"], attrs["draft_run"])]
    assert [one.scenario for one in known] == ["kaifeng-15-planned", "kaifeng-15-draft"]
    assert known[1].label() == "开封市2030年目标草案"


def test_a_city_by_its_name_is_told_its_id(tmp_path, capsys):
    words = ["draft", "开封市", "--from", "2025", "--to", "2030", "--runs", str(tmp_path)]
    assert main(words) == 2
    assert "kaifeng" in capsys.readouterr().err


def test_the_saved_draft_is_a_sound_plan_that_is_never_in_force(made):
    table, attrs, params = made
    assert attrs["path"] == params / "plans" / "kaifeng-15-draft.yaml"
    assert params_check(params) == []
    known = load_params(params).plans
    plan = known["kaifeng-15-draft"]
    assert (plan.standing, plan.in_force) == ("draft", False)
    assert (plan.base_year, plan.target_year) == (FIRST, LAST)
    assert {row.indicator: row.target.value for row in plan.rows} == dict(table["suggested"])
    assert plans_at(known, FIRST) == plans_at(load_params(shipped_folder("params")).plans, FIRST)
    assert "kaifeng-15-draft" in {
        one.id for one in plans_at(known, FIRST, ["kaifeng-15-draft"]).values()
    }


def test_the_command_writes_records(tmp_path, capsys):
    words = ["draft", "luoyang", "--from", "2025", "--to", "2030", "--draws", "0", "--json"]
    assert main([*words, "--runs", str(tmp_path)]) == 0
    rows = {row["indicator"]: row for row in json.loads(capsys.readouterr().out)}
    places = rows["toddler_places_per_1000"]
    assert (places["base"], places["base_kind"], places["chance"]) == (4.6, "observed", None)
    assert "nursing_type_bed_share" not in rows


BEDS = "hospital_beds_per_1000"


def test_own_money_of_the_years_ahead_moves_what_is_affordable_and_no_base(made, tmp_path):
    table, _, _ = made
    money = budget_template("baseline")
    ahead = money[(money["region"] == "kaifeng") & (money["year"] > FIRST)]
    health = ahead["domain"] == "health"
    ahead = ahead.assign(yuan=ahead["yuan"].mask(health, ahead["yuan"] * 1.1))
    ahead.to_csv(tmp_path / "own.csv", index=False)
    richer = draft(
        "kaifeng", FIRST, LAST, draws=0, budget=tmp_path / "own.csv", out=tmp_path
    ).set_index("indicator")
    assert richer["base"].tolist() == table["base"].tolist()
    assert richer.loc[BEDS, "affordable"] > table.loc[BEDS, "affordable"]
    others = ["toddler_places_per_1000", "sports_area_per_person"]
    assert richer.loc[others, "affordable"].tolist() == table.loc[others, "affordable"].tolist()


def test_what_a_planner_observed_is_the_base_and_shifts_what_follows(made, tmp_path):
    table, _, _ = made
    head = "year,region,indicator,value,unit,basis,definition,published,status,source,note\n"
    row = "2025,kaifeng,toddler_places_per_1000,2.19,per_1000,,,2026-03-01,preliminary,委填报,\n"
    (tmp_path / "own.csv").write_text(head + row, encoding="utf-8")
    params = tmp_path / "params"
    params.mkdir()
    own = {"observations": tmp_path / "own.csv", "out": tmp_path, "params": params}
    seen = draft("kaifeng", FIRST, LAST, draws=0, save=True, **own).set_index("indicator")
    before, after = (one.loc["toddler_places_per_1000"] for one in (table, seen))
    assert (after["base"], after["base_kind"]) == (2.19, "observed")
    lift = 2.19 - before["base"]
    assert after["affordable"] == pytest.approx(before["affordable"] + lift)
    assert params_check(params) == []
    (plan,) = [one for one in load_params(params).plans.values() if not one.in_force]
    assert plan.rows[0].base.value == 2.19


def test_own_money_that_does_not_exist_is_told(tmp_path, capsys):
    words = ["draft", "kaifeng", "--from", "2025", "--to", "2030", "--budget", "own.csv"]
    assert main([*words, "--runs", str(tmp_path)]) == 2
    assert "P101" in capsys.readouterr().err


def test_the_command_writes_the_money_by_year(tmp_path, capsys):
    words = ["draft", "kaifeng", "--from", "2025", "--to", "2030", "--draws", "0", "--money"]
    assert main([*words, "--runs", str(tmp_path), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    parts = ("capital", "running", "staff", "coverage", "programme")
    for row in rows:
        whole = sum(row[f"{part}_yuan"] for part in parts)
        assert row["fiscal_yuan"] == pytest.approx(whole, abs=0.01)
        assert row["total_yuan"] == pytest.approx(whole + row["other_yuan"], abs=0.01)
    assert [row["year"] for row in rows if not row["indicator"]] == list(range(2025, 2031))


@pytest.mark.parametrize(
    ("region", "years", "code"),
    [
        ("kaifeng", (2030, 2025), "C165"),
        ("kaifeng", (2025, 2025), "C165"),
        ("kaifeng", (2022, 2027), "C166"),
        ("kaifeng", (2015, 2020), "C166"),
        ("kaifeng", (2025, 2041), "O170"),
        ("开封", (2025, 2030), "C135"),
        ("keifeng", (2025, 2030), "C135"),
    ],
)
def test_bad_words_are_refused(region, years, code, tmp_path, capsys):
    first, last = map(str, years)
    words = ["draft", region, "--from", first, "--to", last, "--runs", str(tmp_path)]
    assert main(words) == 2
    assert code in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_draft_is_never_replaced(made, tmp_path, capsys):
    _, attrs, params = made
    before = attrs["path"].read_bytes()
    words = ["draft", "kaifeng", "--from", "2025", "--to", "2030", "--save"]
    assert main([*words, "--params", str(params), "--runs", str(tmp_path)]) == 2
    assert "C133" in capsys.readouterr().err
    assert attrs["path"].read_bytes() == before
