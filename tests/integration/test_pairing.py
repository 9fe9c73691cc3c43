"""Comparisons by draw on the real model, and the check that they may be made."""

from __future__ import annotations

import pytest

from simulator.analysis.labels import tell
from simulator.desk import pairing
from simulator.desk.cases import load_case
from simulator.desk.chances import run_chances
from simulator.desk.comparing import compare_runs
from simulator.desk.runs import run_scenario
from simulator.errors import ModelError
from tests.shipped_runs import content

pytestmark = pytest.mark.integration

TIGHT = {"levers": {"revenue": {"level": 0.8}}}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return runs of 2020 to 2022 whose own levers act in 2022, each made once."""
    store = tmp_path_factory.mktemp("store")

    def made(change, **options):
        case = load_case(content(change), until=2022, as_of=2021)
        return run_scenario(case, out=store, **options)

    return made


def test_differences_of_kept_draws_have_an_interval_and_their_years_are_checked(run):
    runs = [run(change, draws=2, keep_draws=True) for change in ({}, TIGHT)]
    found = compare_runs(runs)
    assert tell("zh", "compare.identical", run=runs[1].label(), year=2021) in found.notes
    rows = found.outcomes.set_index(["region", "indicator"])
    cell = rows.loc[("henan", "hospital_beds_per_1000")]
    low, high = (cell[f"difference_{name}:{runs[1].id}"] for name in ("p05", "p95"))
    assert low <= high <= 0.0


def test_without_kept_draws_it_is_said_why_there_is_no_interval(run):
    runs = [run({}, draws=2, keep_draws=True), run(TIGHT, draws=2, seed=5, keep_draws=True)]
    found = compare_runs(runs)
    assert tell("zh", "compare.not_paired", run=runs[1].label()) in found.notes
    assert not any("difference_p" in str(name) for name in found.outcomes)


def test_a_difference_before_its_year_fails_loudly(run, monkeypatch):
    monkeypatch.setattr(pairing, "first_read", lambda one, other: 2023)
    with pytest.raises(ModelError) as caught:
        compare_runs([run({}), run(TIGHT)])
    (problem,) = caught.value.problems
    assert problem.code == "M191"
    assert problem.args["year"] == "2022"


def test_the_chances_of_a_run_agree_with_its_verdicts(run):
    made = run({}, draws=2, keep_draws=True)
    shown = run_chances(made).set_index(["region", "targets"])
    verdicts = made.table("verdicts")
    central = verdicts[(verdicts["statistic"] == "central") & (verdicts["year"] == 2022)]
    mine = central[central["region"] == "kaifeng"].dropna(subset=["probability_met"])
    cell = shown.loc[("kaifeng", "all")]
    assert (cell["n_modelled"], cell["n_met"]) == (len(mine), mine["met"].sum())
    assert cell["probability"] <= mine["probability_met"].min()
    assert cell["n_targets"] > cell["n_modelled"]
    assert cell["not_modelled"].count("、") + 1 >= cell["n_targets"] - cell["n_modelled"]
