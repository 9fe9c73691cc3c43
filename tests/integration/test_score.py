"""Scoring a stored run against the shipped observations."""

import json

import pytest

from simulator.cli.main import main
from simulator.desk.runs import run_scenario
from simulator.desk.score import score_run

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return run_scenario("baseline", draws=0, out=tmp_path_factory.mktemp("runs"))


def test_observations_that_the_run_was_fitted_to_do_not_score(run):
    table = score_run(run)
    staff = table[(table.region == "henan") & table.indicator.isin(["nurses_per_1000"])]
    assert set(staff["why_not"]) == {"fitted"}
    assert table["scored"].sum() > 5
    assert any("20" in note for note in table.attrs["notes"])


def test_the_command_writes_records_in_both_languages(run, capsys):
    assert main(["runs", "score", run.id, "--runs", str(run.path.parent), "--json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert {"observed", "projected", "error", "inside", "why_not"} <= set(records[0])
    assert main(["runs", "score", run.id, "--runs", str(run.path.parent), "--lang", "en"]) == 0
    assert "nothing is said of skill" in capsys.readouterr().out
