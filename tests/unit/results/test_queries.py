"""SQL reads the tables of runs, and nothing else on the machine."""

from __future__ import annotations

import _thread
import threading

import pytest

from simulator.errors import InputError
from simulator.results import store
from simulator.results.frames import contract, frame
from simulator.results.manifest import about_run
from simulator.results.queries import query, tables_of

pytestmark = pytest.mark.unit

ABOUT = {
    "label": {"zh": "基准", "en": "Baseline"},
    "horizon": {"base": 2020, "as_of": 2020, "end": 2030},
    "experiment": {"draws": 0, "seed": 1},
}


def write(folder, scenario="baseline", value=1.5, tables=("use",)):
    kinds = {"text": [scenario], "int32": [2025], "float64": [value]}
    made = {
        name: frame(name, {c.name: kinds[c.kind] for c in contract(name).columns})
        for name in tables
    }
    manifest = about_run(scenario, {"value": value}, ABOUT)
    return store.write_run(folder, manifest, made, "label: x\n")


@pytest.fixture
def runs(tmp_path):
    # a folder whose name a pattern would match otherwise, with a quote
    folder = tmp_path / "runs [2020] * o'clock"
    return [write(folder), write(folder, "tight", 2.5), write(folder, "ageing", 3.5, ("gaps",))]


def refused(runs, sql):
    with pytest.raises(InputError) as caught:
        query(runs, sql)
    return caught.value.problems[0]


def test_a_view_holds_the_rows_of_all_runs_with_their_ids(runs):
    found = query(runs, "SELECT run, scenario, use FROM use ORDER BY use")
    assert found["run"].tolist() == [runs[0].id, runs[1].id]
    assert found["use"].tolist() == [1.5, 2.5]
    assert tables_of(runs) == ["runs", "use", "gaps"]


def test_runs_stand_in_a_table_of_their_own(runs):
    found = query([*runs, runs[0]], "FROM runs ORDER BY run")
    assert found["run"].tolist() == sorted(run.id for run in runs)
    assert found.loc[0, "label_zh"] == "基准"
    assert found.loc[0, ["base_year", "end_year", "draws", "restated"]].tolist() == [
        *(2020, 2030, 0, False)
    ]
    assert query([], "SELECT count(*) AS n FROM runs")["n"].tolist() == [0]


def test_tables_are_joined_by_the_run(runs):
    found = query(runs, "SELECT run, draws, u.use FROM use u JOIN runs USING (run) ORDER BY u.use")
    assert found["run"].tolist() == [runs[0].id, runs[1].id]
    on = query(runs, "SELECT r.run FROM use u JOIN runs r ON u.run = r.run ORDER BY u.use")
    assert on["run"].tolist() == found["run"].tolist()


def test_what_a_cell_cannot_hold_is_text(runs):
    (row,) = query(
        runs, "SELECT DATE '2020-01-31' AS day, [1, 2] AS two, NULL AS no, 1 AS a, 2 AS a"
    ).to_dict("records")
    assert row == {
        "day": "2020-01-31 00:00:00",
        "two": "[1, 2]",
        "no": None,
        "a": 1,
        "a_1": 2,
    }


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELEC 1", "SELEC"),
        ("SELECT usage FROM use", "usage"),
        ("SELECT * FROM uses", "uses"),
        ("SELECT 'a'::INT", "INT32"),
    ],
)
def test_wrong_sql_is_said_with_the_tables_there_are(runs, sql, said):
    problem = refused(runs, sql)
    assert problem.code == "R241"
    assert said in problem.args["reason"]
    assert "\n" not in problem.args["reason"]
    assert problem.args["tables"] == "runs, use, gaps"


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "-- nothing",
        "SELECT 1; SELECT 2",
        "CREATE TABLE mine AS SELECT 1",
        "INSERT INTO runs SELECT * FROM runs",
        "DROP VIEW use",
        "SET threads = 8",
        "PRAGMA version",
        "ATTACH '{other}'",
        "COPY use TO '{other}'",
        "COPY (SELECT 1 AS a) TO '{own}' (FORMAT parquet)",
        "EXPORT DATABASE '{other}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CREATE SECRET (TYPE s3)",
        "CALL pragma_version()",
        "IMPORT DATABASE '{other}'",
        "SELECT 1; COPY use TO '{other}'",
    ],
)
def test_only_one_select_is_let_through(runs, tmp_path, sql):
    own = runs[0].path / "use.parquet"
    paths = {"other": str(tmp_path / "other"), "own": str(own).replace("'", "''")}
    assert refused(runs, sql.format(**paths)).code == "R242"
    assert not (tmp_path / "other").exists()
    assert runs[0].verify() == []


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM '{other}'",
        "SELECT * FROM read_csv('{other}')",
        "SELECT * FROM read_text('{other}')",
        "SELECT * FROM read_blob('{other}')",
        "SELECT * FROM read_parquet('{parquet}')",
        "SELECT * FROM parquet_schema('{parquet}')",
        "SELECT * FROM sniff_csv('{other}')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM read_parquet('http://127.0.0.1/x.parquet')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_json('{other}')",
        "SELECT * FROM read_duckdb('{other}')",
        "SELECT * FROM read_parquet('{folder}/*/../elsewhere/*/use.parquet')",
        "SELECT * FROM read_text('s3://bucket/x')",
        "SELECT getenv('PATH')",
        "SELECT * FROM query('COPY (SELECT 1) TO ''{new}''')",
        "SELECT run FROM use WHERE use = (SELECT count(*) FROM read_csv('{other}'))",
    ],
)
def test_no_file_outside_the_runs_is_read_or_written(runs, tmp_path, sql):
    other = tmp_path / "secret.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    elsewhere = write(tmp_path / "elsewhere")
    paths = {"other": other, "folder": tmp_path, "new": tmp_path / "new.csv"}
    sql = sql.format(**paths, parquet=elsewhere.path / "use.parquet")
    problem = refused(runs, sql)
    assert problem.code in ("R241", "R243")
    assert not paths["new"].exists()


def test_a_query_can_be_stopped(runs):
    """DuckDB answers Ctrl-C with an error of its own; here its thread is woken by a timer."""
    timer = threading.Timer(0.3, _thread.interrupt_main)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        query(runs, "SELECT sum(a.range < b.range) FROM range(1000000) a, range(1000000) b")
    timer.join()


def test_no_variable_of_the_program_is_a_table(runs):
    assert refused(runs, "SELECT * FROM runs_of_mine").code == "R241"
    found = [run.id for run in runs]
    assert refused(found and runs, "SELECT * FROM found").code == "R241"


def test_a_changed_file_is_found_when_its_table_is_asked_for(runs):
    gaps = runs[2].path / "gaps.parquet"
    content = bytearray(gaps.read_bytes())
    content[20] ^= 1
    gaps.write_bytes(content)
    assert len(query(runs, "SELECT * FROM use")) == 2
    for sql in ("SELECT * FROM gaps", 'SELECT * FROM main."GAPS"', "WITH a AS (FROM gaps) FROM a"):
        assert refused(runs, sql).code == "R107"
    gaps.write_bytes(b"x")
    assert refused(runs, "SELECT * FROM use").code == "R107"
