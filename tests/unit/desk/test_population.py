"""Residents of all levels behind a scenario or a run."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulator import api

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def people():
    return api.people_of("baseline", until=2026)


@pytest.mark.parametrize(("ages", "groups"), [("groups", 11), ("five", 21), ("single", 101)])
def test_every_level_holds_everyone(people, ages, groups):
    table = api.population_table(people, ages)
    assert table["age_group"].nunique() == groups
    both = table[(table["sex"] == "total") & (table["year"] == 2025)]
    if ages == "groups":
        both = both[both["age_group"] == "total"]
    sums = both.groupby("level")["value"].sum()
    assert sums["county"] == pytest.approx(sums["province"], abs=1.0)
    assert sums["city"] == pytest.approx(sums["province"], abs=1.0)
    places = both.groupby("level")["place"].nunique()
    assert places.to_dict() == {"city": 18, "county": 182, "province": 1}


def test_counties_have_their_code_and_sum_to_their_city(people):
    table = api.population_table(people)
    rows = table[(table["year"] == 2026) & (table["sex"] == "total")]
    rows = rows[(rows["age_group"] == "60_plus") & (rows["city"] == "kaifeng")]
    assert set(rows["code"]) >= {"410225", "410200"}
    by_level = rows.groupby("level")["value"].sum()
    assert by_level["county"] == pytest.approx(by_level["city"], abs=0.1)


def test_a_zone_without_a_code_has_none(people):
    table = api.population_table(people)
    zone = table[table["name"] == "安阳高新技术产业开发区"]
    assert len(zone)
    assert (zone["code"] == "").all()
    assert (zone["place"] == "anyang-安阳高新技术产业开发区").all()


def test_the_year_by_year_table_balances(people):
    table = api.population_overview(people, "xinxiang").set_index("year")
    table = table.select_dtypes("number").astype(float)
    flows = table["births"] - table["deaths"] + table["net_migration"]
    # every number is rounded to a person
    assert (table["total"].diff() - flows).abs().max() <= 2.0
    parts = table["within_province"] + table["outside_province"]
    assert (parts - table["net_migration"]).abs().max() <= 1.0


def test_moves_inside_the_province_cancel(people):
    whole = api.population_overview(people)
    assert whole["within_province"].dropna().abs().max() == 0
    assert whole.loc[whole["year"] == 2021, "net_migration"].item() == -643_000


@pytest.mark.parametrize("asked", ["kaifeng", "410200", "开封市", "开封"])
def test_a_city_answers_to_its_id_its_code_and_its_name(people, asked):
    assert api.population_overview(people, asked).attrs["name"] == "开封市"


def test_a_county_has_residents_but_no_flows(people):
    table = api.population_overview(people, "兰考县")
    assert "births" not in table
    assert table["total_status"].tolist()[:2] == ["census", "projected"]


def test_the_table_says_which_totals_are_published(people):
    status = api.population_overview(people, "kaifeng").set_index("year")["total_status"]
    assert status[[2020, 2021, 2022, 2026]].tolist() == [
        "census",
        "interpolated",
        "official",
        "projected",
    ]


def test_the_past_hangs_on_no_horizon():
    near, far = (
        api.population_overview(api.people_of("baseline", until=year), "kaifeng").set_index("year")
        for year in (2021, 2026)
    )
    assert near.loc[2021, "total"] == far.loc[2021, "total"]


def test_the_pyramid_stands_beside_the_base_year(people):
    frame = api.population_pyramid(people, "zhengzhou", 2026)
    assert len(frame) == 21
    assert frame.attrs["title"] == "郑州市：2026年与2020年人口金字塔"
    total = api.population_overview(people, "zhengzhou").set_index("year")["total"]
    assert frame[["female", "male"]].sum().sum() == pytest.approx(total[2026], abs=1.0)
    assert frame[["base_female", "base_male"]].sum().sum() == pytest.approx(total[2020], abs=1.0)


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda people: api.population_overview(people, "kaifen"), "C135"),
        (lambda people: api.population_pyramid(people, "kaifeng", 2050), "C117"),
    ],
)
def test_what_does_not_exist_is_refused(people, ask, code):
    with pytest.raises(api.SimulatorError) as refused:
        ask(people)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_run_is_projected_again_from_its_own_inputs(tmp_path):
    run = api.run_scenario("baseline", until=2023, out=tmp_path, draws=0)
    found = api.population_overview(api.people_of(run.id, tmp_path), "kaifeng")
    stored = run.population
    stored = stored[(stored["region"] == "kaifeng") & (stored["sex"] == "total")]
    stored = stored[stored["age_group"] == "total"].set_index("year")["value"]
    assert found.set_index("year")["total"].tolist() == stored.round().astype(int).tolist()


def test_a_run_of_other_inputs_is_not_projected_again(tmp_path, monkeypatch):
    run = api.run_scenario("baseline", until=2023, out=tmp_path / "runs", draws=0)
    own = tmp_path / "params" / "population"
    own.mkdir(parents=True)
    shipped = (api.load_case("baseline").params.tree.files)["population/migration_damping.yaml"]
    text = shipped.read_text(encoding="utf-8").replace("value: 0.9", "value: 0.8")
    (own / "migration_damping.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(api.SimulatorError) as refused:
        api.people_of(run.id, tmp_path / "runs")
    assert [problem.code for problem in refused.value.problems] == ["R166"]


def test_a_run_keeps_its_last_year(tmp_path):
    run = api.run_scenario("baseline", until=2023, out=tmp_path, draws=0)
    with pytest.raises(api.SimulatorError) as refused:
        api.people_of(run.id, tmp_path, until=2030)
    assert [problem.code for problem in refused.value.problems] == ["C138"]


def test_a_run_with_a_folder_of_its_own_is_projected_again_with_it(tmp_path):
    own = tmp_path / "own" / "population"
    own.mkdir(parents=True)
    shipped = api.load_case("baseline").params.tree.files["population/migration_damping.yaml"]
    text = shipped.read_text(encoding="utf-8").replace("value: 0.9", "value: 0.8")
    (own / "migration_damping.yaml").write_text(text, encoding="utf-8")
    run = api.run_scenario(
        "baseline", until=2023, out=tmp_path / "runs", params=own.parent, draws=0
    )
    found = api.people_of(run.id, tmp_path / "runs", params=own.parent)
    assert len(api.population_overview(found)) == 4


def test_a_table_too_long_for_a_sheet_is_refused(tmp_path):
    frame = pd.DataFrame({"n": np.zeros(1_048_571)})
    with pytest.raises(api.SimulatorError) as refused:
        api.write_table(frame, tmp_path / "a.xlsx")
    assert [problem.code for problem in refused.value.problems] == ["C139"]
    assert not (tmp_path / "a.xlsx").exists()


def test_leavers_that_are_not_there_are_the_planners_mistake(tmp_path):
    trial = {"zh": "试算", "en": "Trial"}
    levers = {"population": {"migration": {"kaifeng": -2_000_000}}}
    scenario = {"label": trial, "question": trial, "extends": "baseline", "levers": levers}
    with pytest.raises(api.SimulatorError) as refused:
        api.run_scenario(scenario, out=tmp_path, draws=0)
    assert refused.value.exit_status == 2
    assert {problem.code for problem in refused.value.problems} == {"M110"}
