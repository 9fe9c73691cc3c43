"""Runs written for other programs and read back: every number is that of the store."""

import openpyxl
import pandas as pd
import pytest

from simulator import api
from simulator.desk.exports import EXPORTS, export_runs
from simulator.reporting.iamc import INDEX

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    store = tmp_path_factory.mktemp("runs")
    asked = {"draws": 4, "until": 2025, "out": store}
    return [api.run_scenario(name, **asked) for name in ("baseline", "tight")]


@pytest.fixture(scope="module")
def iamc(runs, tmp_path_factory):
    return api.write_report(runs, tmp_path_factory.mktemp("out") / "runs.iamc.csv")


def test_pyam_loads_the_wide_table(runs, iamc):
    pyam = pytest.importorskip("pyam", reason="pyam-iamc is not installed")
    found = pyam.IamDataFrame(iamc)
    assert found.scenario == ["baseline", "tight"]
    assert found.year == list(range(2020, 2026))
    assert "zhengzhou" in found.region


def test_the_wide_table_follows_the_rules_of_the_iamc(iamc):
    wide = pd.read_csv(iamc)
    assert list(wide.columns[: len(INDEX)]) == INDEX
    assert all(name.isdigit() for name in wide.columns[len(INDEX) :])
    assert not wide.duplicated(INDEX).any()
    for column in INDEX:
        texts = wide[column]
        assert (texts.notna() & (texts == texts.str.strip()) & (texts != "")).all()
    parts = wide["Variable"].str.split("|")
    assert all(part for parts_of_one in parts for part in parts_of_one)


@pytest.mark.parametrize(("statistic", "suffix"), [("central", ""), ("p50", "|P50")])
def test_numbers_of_the_wide_table_are_those_of_the_store(runs, iamc, statistic, suffix):
    wide = pd.read_csv(iamc).set_index(INDEX[1:4])
    for run in runs:
        rows = run.table("stocks")
        rows = rows[(rows["statistic"] == statistic) & (rows["year"] == 2025)]
        names = "Capacity|" + rows["service"].astype(object) + "|standing" + suffix
        for region, name, number in zip(rows["region"], names, rows["standing"], strict=True):
            assert wide.loc[(run.scenario, region, name), "2025"] == number


def test_runs_of_the_same_scenario_are_told_apart_by_their_ids(runs, tmp_path):
    other = api.run_scenario("baseline", draws=0, until=2025, out=runs[0].path.parent)
    path = api.write_report([runs[0], other, other], tmp_path / "two.iamc.csv")
    assert set(pd.read_csv(path)["Scenario"]) == {runs[0].id, other.id}


def test_all_percentiles_are_written_where_the_name_asks_for_them(runs, iamc, tmp_path):
    usual = pd.read_csv(iamc)
    every = pd.read_csv(api.write_report(runs, tmp_path / "runs.iamc-all.csv"))
    quartiles = every["Variable"].str.contains(r"[|]P(?:25|75)$")
    assert quartiles.any()
    pd.testing.assert_frame_equal(every[~quartiles].reset_index(drop=True), usual)


def test_the_folder_of_tables_holds_every_stored_row(runs, tmp_path):
    folder = api.write_report(runs, tmp_path / "runs.parquet")
    names = {name for run in runs for name in run.folder.tables()}
    assert {file.stem for file in folder.iterdir()} == names
    for name in names:
        found = pd.read_parquet(folder / f"{name}.parquet", dtype_backend="numpy_nullable")
        for run in runs:
            stored = run.table(name)
            rows = found[found["run"] == run.id].drop(columns="run").reset_index(drop=True)
            assert list(rows.columns) == list(stored.columns)
            pd.testing.assert_frame_equal(rows, stored.convert_dtypes(), check_dtype=False)


def test_the_plain_table_has_the_numbers_of_the_one_for_excel(runs, tmp_path):
    plain = api.write_report(runs, tmp_path / "gaps.plain.csv")
    excel = api.write_report(runs, tmp_path / "gaps.csv")
    assert excel.read_bytes().startswith(b"\xef\xbb\xbf")
    text = excel.read_text(encoding="utf-8-sig")
    assert plain.read_bytes() == text.replace("\r\n", "\n").encode()


def test_no_other_name_is_an_export(runs, tmp_path):
    assert export_runs(runs, tmp_path / "iamc.csv") is None
    assert list(tmp_path.iterdir()) == []
    assert list(EXPORTS) == [".iamc.csv", ".iamc-all.csv", ".plain.csv", ".parquet"]


def test_every_indicator_of_the_workbook_is_that_of_the_store(runs, tmp_path):
    book = openpyxl.load_workbook(api.write_report(runs, tmp_path / "annex.xlsx"), data_only=True)
    for number, run in enumerate(runs, start=1):
        page = book[f"指标 {number}"]
        shown = [[cell.value for cell in row] for row in page.iter_rows()]
        head = next(at for at, row in enumerate(shown) if row[0] == "地区")
        rows = run.table("indicators")
        rows = rows[rows["statistic"] == "central"]
        stored = ["—" if value != value else value for value in rows["value"]]
        cells = [cell for row in shown[head + 1 :] for cell in row[3:]]
        # a workbook holds 16 digits
        assert cells == pytest.approx(stored, rel=1e-15, abs=0)


@pytest.fixture(scope="module")
def grounds(runs, tmp_path_factory):
    """Return the rows of the sheet of evidence by heading; the suffix is in upper case."""
    path = api.write_report(runs[:1], tmp_path_factory.mktemp("annex") / "annex.XLSX")
    shown = list(openpyxl.load_workbook(path)["依据"].iter_rows(values_only=True))
    head = next(at for at, row in enumerate(shown) if row[0] == "类别")
    return pd.DataFrame(shown[head + 1 :], columns=shown[head])


def test_every_input_has_a_grade_and_a_source(grounds):
    inputs = grounds[grounds["类别"] != "存疑"]
    assert set(inputs["类别"]) == {"假设", "规划表", "输入", "数据文件"}
    assert inputs["等级"].isin(["规划原文", "推算", "外部统计", "假设"]).all()
    assert (inputs["出处"].str.len() > 2).all()
    assert not inputs["出处"].str.contains("未记录").any()


def test_the_bases_that_verdicts_start_from_are_among_the_evidence(runs, grounds):
    rows = runs[0].table("verdicts")
    rows = rows[(rows["target_year"] == 2025) & (rows["region"] == "kaifeng")]
    names = set(grounds["名称"])
    for plan, row in rows[["plan", "row_id"]].drop_duplicates().itertuples(index=False):
        assert f"plans.{plan}.{row}.target" in names
    bases = grounds[grounds["名称"].str.fullmatch(r"plans[.]kaifeng-14[.].*[.]base")]
    assert (bases["原文"].str.len() > 0).all()


@pytest.mark.parametrize("name", ["r.Docx", "r.CSV", "r.Plain.CSV", "r.HTML"])
def test_a_suffix_may_be_in_upper_case(runs, tmp_path, name):
    assert api.write_report(runs[:1], tmp_path / name, variant="brief").stat().st_size > 1000
