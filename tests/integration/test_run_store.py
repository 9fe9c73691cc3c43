"""Stored runs: simulated again, taken elsewhere as a file, kept whole by two writers at once."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from simulator import api
from simulator.cli.main import main
from simulator.desk.again import rerun
from simulator.desk.cases import load_case
from simulator.desk.runs import run_scenario
from simulator.errors import InputError
from simulator.inputs.assimilated import ObservedStock, TakenOver
from simulator.results.contracts import FORMAT_VERSION
from simulator.results.manifest import canonical_json, sha256_file, sha256_text
from simulator.results.parquet import read_table, write_table

pytestmark = pytest.mark.integration
CITY = "model-city"
STORED = Path(__file__).parents[1] / "stored"
BEDS = ObservedStock("alpha", "hospital_beds", 2022, "count", 3000.0, 1, "", "2023-06", "own")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def run(store):
    return api.run_scenario(CITY, draws=2, keep_draws=True, keep_events=True, out=store)


@pytest.fixture(scope="module")
def money(tmp_path_factory):
    path = tmp_path_factory.mktemp("money") / "money.csv"
    return api.write_table(api.budget_template(CITY), path)


def codes(problems):
    return [problem.code for problem in problems]


def refused(call, *args, **options):
    with pytest.raises(InputError) as caught:
        call(*args, **options)
    return codes(caught.value.problems)


def seal(run, table, change):
    """Change a table of a run as somebody would who also mends the checksums."""
    file = run.path / f"{table}.parquet"
    write_table(table, change(read_table(table, file)), file)
    path = run.path / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["files"][file.name]["sha256"] = sha256_file(file)
    del content["checksum"]
    content["checksum"] = sha256_text(canonical_json(content))
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def test_a_run_simulated_again_has_the_same_bytes(run, store):
    assert rerun(run.id, store) == []
    assert rerun(run.id, store, engine="simpy", jobs=2) == []


def test_so_has_a_restated_run_and_one_of_some_regions(store):
    case = replace(load_case(CITY), taken_over=TakenOver(2022, (BEDS,)))
    restated = run_scenario(case, draws=2, regions=["alpha"], out=store)
    assert (restated.stocks["adjusted"] != 0).any()
    assert rerun(restated.id, store) == []


def test_so_has_a_run_of_what_was_known_on_a_day(store):
    known = api.run_scenario("baseline", until=2021, draws=0, known_on="2023-06-30", out=store)
    assert rerun(known.id, store) == []
    today = api.run_scenario("baseline", until=2021, draws=0, out=store)
    (row,) = api.run_changes(today, known).inputs.to_dict("records")
    assert (row["input"], row["first"], row["other"]) == ("known_on", "—", "2023-06-30")


def test_a_run_on_own_money_needs_that_money(store, money, tmp_path, run):
    own = api.run_scenario(CITY, budget=money, out=store)
    assert rerun(own.id, store, budget=money) == []
    assert refused(rerun, own.id, store) == ["R231"]
    other = tmp_path / "other.csv"
    other.write_bytes(money.read_bytes() + b"\n")
    assert refused(rerun, own.id, store, budget=other) == ["R232"]
    assert refused(rerun, own.id, store, budget=tmp_path / "none.csv") == ["R226"]
    assert refused(rerun, run.id, store, budget=money) == ["R233"]


def test_a_number_that_no_simulation_gives_is_found(tmp_path):
    run = api.run_scenario(CITY, out=tmp_path)
    seal(run, "stocks", lambda table: table.assign(idle=0).drop(columns="idle"))
    assert rerun(run.id, tmp_path) == []
    seal(run, "stocks", lambda table: table.assign(standing=table["standing"] + 1.0))
    assert api.verify_run(run.id, tmp_path) == []
    (problem,) = rerun(run.id, tmp_path)
    assert problem.code == "R235"
    assert (problem.args["column"], problem.args["most"]) == ("standing", "-1")


def test_other_parameters_are_named(tmp_path, monkeypatch, store):
    made = api.run_scenario("baseline", until=2021, draws=0, out=store)
    own = tmp_path / "params" / "budget"
    own.mkdir(parents=True)
    shipped = Path("params/budget/bond_term_years.yaml").read_text(encoding="utf-8")
    (own / "bond_term_years.yaml").write_text(shipped + "# mine\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        rerun(made.id, store)
    (problem,) = caught.value.problems
    assert (problem.code, problem.args["n"]) == ("R234", "1")
    assert problem.args["files"] == "budget/bond_term_years.yaml"


@pytest.mark.parametrize("path", sorted(STORED.glob("*.zip")), ids=lambda path: path.stem)
def test_a_run_of_every_released_format_is_read(path, tmp_path):
    run = api.import_run(path, tmp_path)
    assert run.folder.verify() == []
    assert all(len(run.table(name)) for name in run.folder.tables())
    assert api.gap_table(run, 2021)["value"].notna().any()
    assert refused(rerun, run.id, tmp_path) == ["R230"]
    renewed = api.renew_run(run.id, tmp_path)
    assert (api.is_current(run), api.is_current(renewed)) == (False, True)
    assert (renewed.scenario, renewed.horizon) == (run.scenario, run.horizon)
    assert renewed.id != run.id
    api.export_run(run.id, tmp_path / "again.zip", tmp_path)
    assert (tmp_path / "again.zip").read_bytes() == path.read_bytes()


def test_the_current_format_is_among_them():
    assert list(STORED.glob(f"*-format-{FORMAT_VERSION}.zip"))


def test_a_run_goes_to_another_store_and_from_there_back(run, store, tmp_path, capsys):
    file, other = tmp_path / "run.zip", tmp_path / "other"
    assert main(["runs", "export", CITY, "--to", str(file), "--runs", str(run.path.parent)]) == 2
    assert "[R103]" in capsys.readouterr().err  # several begin so
    assert main(["runs", "export", run.id, "--to", str(file), "--runs", str(store)]) == 0
    assert main(["runs", "import", str(file), "--runs", str(other), "--quiet"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == run.id
    for table in run.path.iterdir():
        assert table.read_bytes() == (other / run.id / table.name).read_bytes()
    assert main(["runs", "import", str(tmp_path / "no.zip"), "--runs", str(other)]) == 2
    assert "[R226]" in capsys.readouterr().err
    assert main(["runs", "delete", CITY, "--runs", str(other)]) == 2
    assert "[R227]" in capsys.readouterr().err
    assert main(["runs", "delete", CITY, "--runs", str(other), "--yes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"deleted": run.id}
    assert list(other.iterdir()) == []


def test_a_damaged_run_is_not_exported(tmp_path, capsys):
    run = api.run_scenario(CITY, out=tmp_path)
    (run.path / "use.parquet").write_bytes(b"x")
    file = tmp_path / "run.zip"
    assert main(["runs", "export", CITY, "--to", str(file), "--runs", str(tmp_path)]) == 1
    assert "[R107]" in capsys.readouterr().err
    assert not file.exists()
    assert main(["runs", "verify", CITY, "--rerun", "--runs", str(tmp_path)]) == 1


def test_a_query_sums_what_the_tables_hold(run, store):
    sql = "SELECT sum(yuan) AS yuan FROM ledger WHERE statistic = 'central' AND category = 'own'"
    rows = run.ledger[(run.ledger["statistic"] == "central") & (run.ledger["category"] == "own")]
    (found,) = api.query_runs(sql, [run.id], store)["yuan"]
    assert found == pytest.approx(rows["yuan"].sum())
    both = api.query_runs("SELECT DISTINCT run FROM gaps", runs=store)["run"]
    assert set(both) == {row["id"] for row in api.list_runs(store)}


WRITER = """
import sys
from simulator.cli.main import main
file, store = sys.argv[1:]
runs = ["--runs", store, "--quiet"]
again = ["run", "model-city", "--draws", "2", "--until", "2022", "--out", store, "--quiet"]
for turn in range(6):
    for line in (["runs", "import", file, *runs], again, ["runs", "list", *runs],
                 ["runs", "delete", "model-city", "--yes", *runs] if turn % 2 else again):
        status = main(line)
        if status not in (0, 1, 2, 4):
            sys.exit(status)
"""


def test_two_writers_leave_every_run_whole_or_absent(tmp_path):
    run = api.run_scenario(CITY, draws=2, until=2022, out=tmp_path / "first")
    file = api.export_run(run.id, tmp_path / "run.zip", tmp_path / "first")
    shared = tmp_path / "shared"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file), str(shared)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    told = [one.communicate(timeout=300)[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], told
    for row in api.list_runs(shared):
        assert api.verify_run(row["id"], shared) == []
        assert (shared / row["id"] / "gaps.parquet").read_bytes() == (
            run.path / "gaps.parquet"
        ).read_bytes()
    assert not (shared / ".partial").exists()
