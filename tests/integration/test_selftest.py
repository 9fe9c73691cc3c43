"""The model city gives what a pencil gives, and a wrong number is found out."""

from __future__ import annotations

import json
from shutil import copytree

import pytest

from simulator import api
from simulator.cli.main import main
from simulator.inputs.shipped import other_root

pytestmark = pytest.mark.integration
EXPECTED = "expected.csv"


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Return a copy of the model city in the working folder's params."""
    folder = tmp_path / "params" / "model-city"
    copytree(other_root("model-city"), folder)
    monkeypatch.chdir(tmp_path)
    return folder


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_shipped_model_city_agrees_to_the_last_line(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["selftest", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "all 76 agree" in out
    assert "420 ÷ 100 − 1,420 ÷ 300" in out
    assert list(tmp_path.iterdir()) == []


def test_it_says_the_same_in_chinese(capsys):
    assert main(["selftest"]) == 0
    assert "76项全部一致" in capsys.readouterr().out


def test_a_wrong_expectation_is_exit_one(own, capsys):
    change(own / EXPECTED, "alpha,nurses,2025,1047,", "alpha,nurses,2025,1048,")
    assert main(["selftest", "--json"]) == 1
    (wrong,) = [line for line in json.loads(capsys.readouterr().out) if not line["ok"]]
    assert (wrong["expected"], wrong["computed"]) == (1048, 1047)


def test_a_changed_parameter_is_exit_one(own, capsys):
    cost = own / "costs" / "hospital_bed_running_public.yaml"
    cost.write_text(cost.read_text(encoding="utf-8").replace("1000", "1001"), encoding="utf-8")
    assert main(["selftest", "--json"]) == 1
    wrong = {line["what"] for line in json.loads(capsys.readouterr().out) if not line["ok"]}
    assert {"ledger.recurrent", "ledger.own"} <= wrong
    assert "stocks.standing" not in wrong


@pytest.mark.parametrize(
    "asked", ["stocks.sitting", "shares.value", "events.demolished", "gaps.neighbour", "nothing"]
)
def test_a_number_that_no_run_has_never_agrees(own, capsys, asked):
    file = own / EXPECTED
    head = file.read_text(encoding="utf-8").splitlines()[0]
    file.write_text(f"{head}\n{asked},alpha,hospital_beds,2025,0,,\n", encoding="utf-8")
    assert main(["selftest", "--json"]) == 1
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["computed"], line["ok"]) == (None, False)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("what,region", "which,region", "P262"), ("nurses,2025,1047", "nurses,2025,many", "P263")],
)
def test_a_table_that_cannot_be_read_is_wrong_input(own, capsys, old, new, code):
    change(own / EXPECTED, old, new)
    assert main(["selftest"]) == 2
    assert f"[{code}]" in capsys.readouterr().err


def test_the_parameters_of_the_model_city_are_sound():
    assert api.params_check("model-city") == []


def test_an_interrupted_run_of_the_model_city_can_be_taken_up(tmp_path):
    run = api.run_scenario("model-city", draws=2, out=tmp_path)
    again = api.resume_run(run.id, tmp_path)
    assert again.id == run.id
    assert set(run.table("stocks")["region"]) == {"alpha", "beta", "henan"}
