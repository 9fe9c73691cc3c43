"""Levers of a stored run are moved in memory; what follows is what a run of them would say."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode as b64encode

import pandas as pd
import pytest

from simulator import api
from simulator.api import own_inputs
from simulator.desk import laboratory as module
from tests.hostile import project_list

pytestmark = pytest.mark.integration

UNTIL = 2026
KAIFENG = {"region": "kaifeng", "indicator": "hospital_beds_per_1000"}
MOVED = {
    "money": {"revenue.growth": 0.02, "revenue.level": 0.9, "carry_over.limit": 0.2},
    "years": {"revenue.level": {"unit": "factor", "at": {2022: 0.8, 2024: 1.1}}},
    "transfers": {
        "transfers.rule": "by_shortfall",
        "transfers.financing": "additional",
        "transfers.pool": {"unit": "yuan", "at": {2021: 2e9}, "growth": 0.05},
    },
    "shares": {"allocation.rule": "fixed_shares", "allocation.shares.hospital_beds": 0.5},
    "rule": {"allocation.rule": "worst_first", "fungible": 0.3},
    "people": {"population.variant.fertility": "low", "population.migration.kaifeng": 5000.0},
    "staff": {
        "workforce.seats.nurses": 1.3,
        "workforce.recruitment.nurses.kaifeng": 200.0,
        "workforce.retention.physicians.henan": 0.2,
    },
    "slots": {"slots.approval": 3, "slots.construction": 5},
    "use": {"take_up.toddler_places": 0.4, "closures.kindergarten_places": 0.2},
    "conversions": {"conversions.toddler_places": 0.3},
}
PROJECTS = """source: {zh: 试算, en: trial}
projects:
  - {id: bed_1, name: {zh: 一院, en: First}, region: kaifeng, service: hospital_beds, units: 800,
     status: reserve, date: 2021-06}
  - {id: bed_2, name: {zh: 二院, en: Second}, region: xinxiang, service: hospital_beds, units: 500,
     status: building, date: 2020-03}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def run(store):
    return api.run_scenario("baseline", until=UNTIL, draws=0, out=store)


@pytest.fixture(scope="module")
def laboratory(run):
    return api.open_laboratory(run)


def same(one, other, *, but=()):
    assert set(one.folder.tables()) == set(other.folder.tables())
    for name in one.folder.tables():
        first, second = (run.table(name).drop(columns=list(but)) for run in (one, other))
        pd.testing.assert_frame_equal(first, second, check_exact=True, obj=name)


def test_unmoved_it_is_the_stored_run_bit_for_bit(run, laboratory):
    trial = laboratory.tried({})
    assert trial.id == run.id
    assert trial.label() == run.label()
    assert not trial.is_moved
    same(run, trial)


@pytest.mark.parametrize("kind", ["budget", "projects"])
def test_a_run_with_an_uploaded_file_is_tried_and_renewed_with_it(kind, run, store):
    raw = project_list() if kind == "projects" else own_inputs.own_input_book(run, kind)
    name = "own.csv" if kind == "projects" else "own.xlsx"
    own = own_inputs.run_with(own_inputs.take_upload(run, kind, name, raw))
    assert own.id != run.id
    same(own, api.open_laboratory(own).tried({}))
    assert api.renew_run(own.id, store).id == own.id
    assert api.rerun(own.id, store) == []


def test_unmoved_it_is_the_central_rows_of_a_run_with_draws(run, store):
    drawn = api.run_scenario("baseline", until=UNTIL, draws=9, regions=["kaifeng"], out=store)
    trial = api.open_laboratory(drawn).tried({})
    for name in ("indicators", "stocks", "gaps", "equity", "population"):
        table = drawn.table(name)
        central = table[table["statistic"] == "central"].reset_index(drop=True)
        pd.testing.assert_frame_equal(trial.table(name), central, check_exact=True, obj=name)


@pytest.mark.parametrize("moved", MOVED.values(), ids=MOVED)
def test_moved_it_is_a_run_of_the_changed_scenario(moved, laboratory, store):
    case = laboratory.case.with_levers(moved)
    trial = laboratory.tried(moved)
    run = api.run_scenario(case, draws=0, out=store)
    assert trial.id == run.id
    same(run, trial)


def test_a_doubt_read_otherwise_makes_other_rows(laboratory, store):
    doubts = [one for one in api.levers(laboratory) if one.group == "doubts"]
    name = next(one.path for one in doubts if "kaifeng" in one.path and "beds" in one.path)
    case = laboratory.case.with_levers({"doubts": {name.removeprefix("doubts."): "alternative"}})
    same(api.run_scenario(case, draws=0, out=store), laboratory.tried({name: "alternative"}))


def test_named_projects_are_given_up_and_put_off(tmp_path):
    (tmp_path / "projects").mkdir()
    (tmp_path / "projects" / "own.yaml").write_text(PROJECTS, encoding="utf-8")
    run = api.run_scenario("baseline", until=2024, draws=0, params=tmp_path, out=tmp_path / "runs")
    laboratory = api.open_laboratory(run, params=tmp_path)
    moved = {"projects.bed_1.state": "off", "projects.bed_2.delay": 12}
    trial = laboratory.tried(moved)
    assert trial.table("events")["event"].isin(["cancelled", "delayed"]).sum() == 2
    assert set(api.run_projects(trial, named=True)["project"]) == {"bed_1", "bed_2"}
    case = laboratory.case.with_levers(moved)
    again = api.run_scenario(case, draws=0, params=tmp_path, out=tmp_path / "runs")
    same(again, trial)
    told = api.changed_levers(trial, lang="en")["text"].tolist()
    assert any(text.endswith("→ cancelled") for text in told), told
    known = {one.path: one for one in api.levers(trial) if one.kind == "project"}
    assert known["projects.bed_1"].value["state"] == "off"
    assert "800" in known["projects.bed_1"].about


def test_pages_draw_it_as_any_run(laboratory):
    trial = laboratory.tried({"revenue.level": 1.2})
    assert trial.label() == "基准（试算）"
    assert set(api.gap_heatmap(trial, 2025)["region"]) == set(laboratory.case.cities)
    assert api.trajectory(trial, **KAIFENG)["city"].notna().all()
    assert api.cell_story(trial, **KAIFENG, year=2025)
    assert len(api.run_ledger(trial))
    assert len(api.run_equity(trial, [2025]))
    assert len(api.run_projects(trial, region="kaifeng"))
    people = api.people_of_run(trial)
    assert len(api.population_pyramid(people, "kaifeng", 2025))
    assert api.compare_runs([laboratory.run, trial]).to_frame() is not None
    assert len(api.run_changes(laboratory.run, trial).tables)


def test_residents_are_projected_again_only_when_they_are_others(laboratory, monkeypatch):
    asked = []
    known = module.residents
    monkeypatch.setattr(module, "residents", lambda *given: asked.append(1) or known(*given))
    for level in (0.8, 0.9):
        laboratory.tried({"revenue.level": level})
        laboratory.tried({"revenue.level": level, "population.variant.migration": "high"})
    assert len(asked) == 2
    once = laboratory.tried({"revenue.level": 0.7})
    assert laboratory.tried({"revenue.level": 0.7}) is once


def test_a_variant_of_one_component_leaves_the_others_alone(store):
    words = {"zh": "试", "en": "try"}
    content = {"label": words, "question": words, "extends": "baseline"}
    low = {**content, "levers": {"population": {"variant": "low"}}}
    run = api.run_scenario(low, until=2022, draws=0, out=store)
    people = api.open_laboratory(run).tried({"population.variant.migration": "high"}).case
    found = people.scenario.levers.population
    assert (found.variant_of("fertility"), found.variant_of("migration")) == ("low", "high")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"revenue.growht": 0.1}, "S101"),
        ({"revenue.growth": 5.0}, "S110"),
        ({"fungible": 2.0}, "S107"),
        ({"take_up.toddler_place": 0.1}, "S121"),
        ({"transfers.rule": "by_shortfall"}, "S118"),
        ({"transfers.rule": "by_shortfal"}, "S104"),
        ({"projects.nowhere.delay": 3}, "S141"),
        ({"need_reference": "national"}, "S129"),
    ],
)
def test_a_lever_that_cannot_be_is_refused_as_in_a_file(changes, code, laboratory):
    link = api.changes_to_link(changes)
    for ask in (laboratory.tried, lambda _: api.changes_from_link(link, laboratory)):
        with pytest.raises(api.SimulatorError) as caught:
            ask(changes)
        assert [one.code for one in caught.value.problems] == [code]


def test_a_link_brings_the_same_changes(laboratory):
    for changes in MOVED.values():
        link = api.changes_to_link(changes)
        assert link == api.changes_to_link(dict(reversed(changes.items())))
        assert api.changes_from_link(link, laboratory) == changes


ODD_LINKS = [
    b64encode(text).decode()
    for text in (b'{"at": {"x": 1}}', b'{"a": {"at": {"": 1}}}', b'{"need_reference": "\\ud800"}')
]
"""Found by fuzzing: series of years that are none, and half a letter that nobody can be told."""


@pytest.mark.parametrize(
    "text", ["x", "中文", "W10", "e30" * 4000, "eyJhIjpOYU59", "e30%", "====", *ODD_LINKS]
)
def test_what_is_no_link_is_refused(text, laboratory):
    with pytest.raises(api.SimulatorError) as caught:
        api.changes_from_link(text, laboratory)
    assert [one.code for one in caught.value.problems] == ["C232"]


def test_changes_are_told_in_words(laboratory):
    told = api.changed_levers(laboratory, MOVED["transfers"] | {"revenue.growth": 0.02})
    assert told["text"].tolist() == [
        "财力年增长 1%（参数值） → 2%",
        "转移支付规则 不转移 → 按缺口",
        "转移支付资金来源 在各市之间调剂，全省总量不变 → 另外增加",
        "转移支付资金池（2021年起） 未设 → 20.00 亿元",
        "转移支付资金池（此后年增长） 未设 → 5%",
    ]
    assert api.changed_levers(laboratory, {}).empty
    english = api.changed_levers(laboratory.run, {"slots.approval": 10}, "en")
    assert english["text"].tolist() == ["Approval slots 40 (of the parameter) → 10"]


def test_levers_have_their_evidence_or_say_that_there_is_none(laboratory):
    for of in (laboratory.run, laboratory, laboratory.tried({"revenue.growth": 0.02})):
        known = {one.path: one for one in api.levers(of, "en")}
        growth = known["revenue.growth"]
        assert (growth.parameter, growth.grade) == ("budget.revenue_growth", "assumed")
        assert growth.usual_low < growth.parameter_value < growth.usual_high
        assert growth.low == -0.5
        assert growth.reason
        assert known["revenue.level"].reason.startswith("No range is published")
        assert dict(known["transfers.rule"].choices)["none"] == "no transfer"
    assert (growth.value, growth.now, growth.parent) == (0.02, 0.02, None)


def test_a_saved_trial_is_the_trial(tmp_path, laboratory):
    moved = {**MOVED["transfers"], **MOVED["people"], "slots.approval": 3}
    path = api.save_trial(laboratory, moved, "mine", folder=tmp_path)
    run = api.run_scenario(path, draws=0, out=tmp_path / "runs")
    same(run, laboratory.tried(moved), but=["scenario"])
    assert "slots" in path.read_text(encoding="utf-8")
    assert "revenue" not in path.read_text(encoding="utf-8")
    with pytest.raises(api.SimulatorError) as caught:
        api.save_trial(laboratory, moved, "mine", folder=tmp_path)
    assert caught.value.problems[0].code == "C133"
    api.save_trial(laboratory, {}, "mine", folder=tmp_path, label={"zh": "我的"}, replace=True)
    label = api.load_case(path).scenario.label
    assert (label.zh, label.en) == ("我的", "Baseline, trial")


@pytest.mark.parametrize("name", ["", "../x", "a/b", "大", "baseline", "x" * 65, "A"])
def test_a_name_that_no_run_could_bear_is_refused(name, tmp_path, laboratory):
    with pytest.raises(api.SimulatorError) as caught:
        api.save_trial(laboratory, {}, name, folder=tmp_path)
    assert caught.value.problems[0].code == "C230"


def test_a_parent_that_has_changed_since_is_refused(tmp_path, store):
    path = tmp_path / "mine.yaml"
    words = "{zh: 试, en: try}"
    text = f"label: {words}\nquestion: {words}\nextends: baseline\nlevers: {{fungible: 0.1}}\n"
    path.write_text(text, encoding="utf-8")
    run = api.run_scenario(path, until=2022, draws=0, out=store)
    laboratory = api.open_laboratory(run)
    path.write_text(text.replace("0.1", "0.2"), encoding="utf-8")
    with pytest.raises(api.SimulatorError) as caught:
        api.save_trial(laboratory, {"slots.approval": 3}, "other", folder=tmp_path)
    assert caught.value.problems[0].code == "C231"


def test_a_run_of_another_program_opens_no_laboratory(run, tmp_path):
    other = tmp_path / run.id
    other.mkdir()
    manifest = json.loads((run.path / "manifest.json").read_text(encoding="utf-8"))
    manifest["model"]["digest"] = "0" * 64
    (other / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(api.SimulatorError) as caught:
        api.open_laboratory(api.open_run(str(other)))
    assert caught.value.problems[0].code == "R230"
