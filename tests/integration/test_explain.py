"""Two stored runs taken apart: what is lived in between adds up to what is stored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulator import api
from simulator.desk.runs import Run
from simulator.results.folder import RunFolder
from tests.shipped_runs import content

pytestmark = pytest.mark.integration

PARAMS = Path(__file__).parents[2] / "params"
UNTIL = 2026
BEDS, PLACES = "elderly_institution_beds", "toddler_places_per_1000"
TRANSFERS = {"transfers": {"rule": "by_shortfall", "pool": {"unit": "yuan", "at": {2021: 2.0e9}}}}
RULE = {"allocation": {"rule": "binding_first"}}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def lived(store):
    """Return a function that runs baseline with some levers."""

    def run(levers=None, **change):
        asked = {"levers": levers, **change} if levers else change
        return api.run_scenario(content(asked), until=UNTIL, out=store, draws=0)

    return run


@pytest.fixture(scope="module")
def level_up(store, lived):
    """Return the difference between baseline and level-up, and both runs."""
    runs = [api.run_scenario(one, until=UNTIL, out=store, draws=0) for one in SHIPPED]
    return api.explain_difference(*runs), runs


SHIPPED = ("baseline", "level-up")


def central(run, outcome, region, year=UNTIL):
    rows = run.indicators
    keys = {"indicator": outcome, "region": region, "year": year, "statistic": "central"}
    for column, value in keys.items():
        rows = rows[rows[column] == value]
    return rows["value"].item()


def test_two_levers_are_what_four_runs_say_by_hand(lived):
    none, money, rule, both = (lived(one) for one in (None, TRANSFERS, RULE, TRANSFERS | RULE))
    found = api.explain_difference(none, both)
    for outcome, region in ((BEDS, "kaifeng"), (BEDS, "henan"), (PLACES, "xinxiang")):
        v0, v1, v2, v12 = (central(run, outcome, region) for run in (none, money, rule, both))
        table = api.difference_of(found, outcome, region, UNTIL).table
        interaction = v12 - v1 - v2 + v0
        expected = {
            "changed_alone": [v1 - v0, v2 - v0, interaction, v12 - v0],
            "changed_last": [v12 - v2, v12 - v1, -interaction, v12 - v0],
            "shapley": [v1 - v0 + interaction / 2, v2 - v0 + interaction / 2, 0.0, v12 - v0],
        }
        for column, values in expected.items():
            assert table[column].tolist() == pytest.approx(values, abs=1e-9)
    assert interaction is not None


def test_level_up_adds_up_to_the_difference_of_the_stored_runs(level_up):
    found, (baseline, other) = level_up
    assert [player.id for player in found.players] == ["levers.transfers", "levers.allocation"]
    whole = api.whole_difference(found)
    summed = whole.groupby(["region", "outcome", "year"])["shapley"].sum()
    keys = ["region", "indicator", "year"]
    one, two = (
        run.indicators[run.indicators["statistic"] == "central"].set_index(keys)["value"]
        for run in (baseline, other)
    )
    stored = (two - one).dropna()
    stored.index.names = summed.index.names
    shared = stored.index.intersection(summed.index)
    assert len(shared) > 2000
    assert summed.loc[shared].to_numpy() == pytest.approx(stored.loc[shared].to_numpy(), abs=1e-9)
    assert (stored.loc[shared] != 0).sum() > 100
    assert (found.attribution.error == 0).all()


def test_before_the_levers_act_nothing_differs(level_up):
    found, _ = level_up
    assert np.nanmax(np.abs(found.attribution.shapley[..., 0])) == 0.0


def test_the_sentences_and_bars_of_a_city(level_up):
    found, _ = level_up
    told = api.difference_of(found, BEDS, "kaifeng", UNTIL)
    assert told.story[0].startswith(f"“补短板”比“基准”{UNTIL}年开封市「养老机构床位数」")
    assert told.waterfall["kind"].tolist() == ["start", "lever", "lever", "interaction", "end"]
    assert any("转移支付规则 不转移 → 按缺口" in note for note in told.notes)
    assert any("没有相同的抽样" in note for note in told.notes)
    assert (
        "rest on an imputed one" in api.difference_of(found, BEDS, "luoyang", UNTIL, "en").story[-1]
    )


def test_a_run_does_not_differ_from_itself(level_up):
    _, (baseline, _) = level_up
    found = api.explain_difference(baseline, baseline)
    told = api.difference_of(found, BEDS, "kaifeng", UNTIL)
    assert told.story == [f"“{baseline.id}”与“{baseline.id}”的输入没有差别。"]
    assert told.table["shapley"].tolist() == [0.0, 0.0]
    assert len(api.whole_difference(found)) == 0


def test_years_overrides_and_people_are_causes_too(lived, level_up):
    _, (_, other) = level_up
    row = {"parameter": "costs.toddler_place_running_public", "why": {"zh": "试", "en": "try"}}
    was = api.params_show(row["parameter"])["value"]
    first = lived(
        {**TRANSFERS, **RULE, "population": {"variant": "low"}},
        horizon={"as_of": 2022},
        overrides=[{**row, "was": was, "value": was * 2}],
    )
    found = api.explain_difference(first, other)
    assert [player.id for player in found.players] == [
        "horizon.as_of",
        "levers.transfers",
        "levers.population.variant.fertility",
        "overrides.costs.toddler_place_running_public",
    ]
    table = api.difference_of(found, PLACES, "kaifeng", UNTIL).table
    stored = central(other, PLACES, "kaifeng") - central(first, PLACES, "kaifeng")
    assert table["shapley"].iloc[:-2].sum() == pytest.approx(stored, abs=1e-9)
    assert (table["changed_alone"].iloc[:4] != 0).sum() >= 3


@pytest.mark.parametrize(
    ("outcome", "region", "year", "code"),
    [
        ("beds", "kaifeng", UNTIL, "C134"),
        (BEDS, "nowhere", UNTIL, "C135"),
        (BEDS, "kaifeng", 2050, "C117"),
        ("life_expectancy", "kaifeng", UNTIL, "C155"),
        ("training_participants", "kaifeng", UNTIL, "C155"),
        ("binding", "kaifeng", UNTIL, "C156"),
    ],
)
def test_cells_that_do_not_exist_are_refused(level_up, outcome, region, year, code):
    with pytest.raises(api.SimulatorError) as refused:
        api.difference_of(level_up[0], outcome, region, year)
    assert [one.code for one in refused.value.problems] == [code]


def refused(*runs, **options):
    with pytest.raises(api.SimulatorError) as found:
        api.explain_difference(*runs, **options)
    return [one.code for one in found.value.problems]


def test_runs_of_another_program_are_refused(level_up):
    _, (baseline, other) = level_up
    manifest = {**baseline.manifest, "run": "baseline-0123456789abcdef"}
    old = Run(RunFolder(baseline.path, manifest))
    assert refused(old, other) == ["R180"]


def test_runs_of_other_years_are_refused(store, level_up):
    _, (baseline, _) = level_up
    shorter = api.run_scenario("level-up", until=UNTIL - 1, out=store, draws=0)
    assert refused(baseline, shorter) == ["R182"]


def test_runs_of_other_parameters_are_refused(level_up, tmp_path):
    _, (baseline, other) = level_up
    (tmp_path / "costs").mkdir()
    name = Path("costs") / "hospital_bed_capital.yaml"
    (tmp_path / name).write_text(f"# mine\n{(PARAMS / name).read_text('utf-8')}", "utf-8")
    assert refused(baseline, other, params=tmp_path) == ["R181", "R181"]


def test_runs_of_own_money_need_the_same_file_again(store, level_up, tmp_path):
    _, (baseline, _) = level_up
    budget = api.write_table(api.budget_template("baseline"), tmp_path / "own.csv")
    own = [api.run_scenario(one, until=UNTIL, out=store, draws=0, budget=budget) for one in SHIPPED]
    assert refused(*own) == ["R183", "R183"]
    assert refused(baseline, own[1]) == ["R183"]
    found = api.explain_difference(*own, budget=budget)
    stored = central(own[1], BEDS, "henan") - central(own[0], BEDS, "henan")
    table = api.difference_of(found, BEDS, "henan", UNTIL).table
    assert table["shapley"].iloc[-1] == pytest.approx(stored, abs=1e-9)


def test_a_stored_value_that_is_not_lived_again_is_our_mistake(level_up):
    _, (baseline, other) = level_up
    table = baseline.table("indicators").copy()
    table.loc[table["indicator"] == BEDS, "value"] += 1.0
    folder = RunFolder(baseline.path, baseline.manifest)
    folder.table = lambda name: table
    assert refused(replace(baseline, folder=folder), other) == ["M195"]
