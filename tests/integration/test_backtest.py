"""The baseline without hindsight, beside everything observed after 2020."""

from __future__ import annotations

import json

import pytest

from benchmarks import backtest_page
from simulator.cli.main import main
from simulator.desk.backtest import backtest, fitted_on
from simulator.desk.cases import load_case, params_of, series_of

NEW = ("henan", "nurses", 2021)


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    return backtest(draws=0, out=tmp_path_factory.mktemp("runs"))


def one(table, region, indicator, year):
    rows = table[(table["region"] == region) & (table["indicator"] == indicator)]
    (row,) = rows[(rows["year"] == year) & (rows["from_year"] == 2020)].to_dict("records")
    return row


@pytest.mark.integration
def test_doctors_and_nurses_after_2020_are_foretold_by_what_was_known_then(table):
    for year in (2021, 2022):
        for service in ("physicians", "nurses"):
            row = one(table, "henan", service, year)
            assert row["status"] == "tested"
            assert abs(row["error"]) < 0.02 * row["observed"]


@pytest.mark.integration
def test_what_a_parameter_was_fitted_on_is_shown_but_does_not_count(tmp_path):
    """On a day on which the series bears no date nothing can be fitted again."""
    blind = backtest(draws=0, known_on="2023-12-31", out=tmp_path)
    row = one(blind, "henan", "nurses", 2022)
    assert (row["status"], "参与校准" in row["reason"]) == ("shown", True)


@pytest.mark.integration
def test_every_year_of_a_fitted_series_is_known():
    fitted = set(fitted_on(params_of().parameters))
    assert {year for region, name, year in fitted if (region, name) == NEW[:2]} == set(
        range(2014, 2023)
    )
    assert ("henan", "preschool_enrolment_rate", 2021) not in fitted


@pytest.mark.integration
@pytest.mark.parametrize(
    ("region", "indicator", "year", "status"),
    [
        ("henan", "preschool_enrolment_rate", 2022, "tested"),
        ("nanyang", "hospital_beds", 2025, "tested"),
        ("nanyang", "hospital_beds_per_1000", 2025, "shown"),
        ("zhengzhou", "toddler_places", 2022, "shown"),
        ("luoyang", "toddler_places", 2025, "shown"),
        ("kaifeng", "resident_population", 2023, "tested"),
        ("henan", "urban_share", 2022, "untestable"),
    ],
)
def test_every_observation_has_its_status(table, region, indicator, year, status):
    assert one(table, region, indicator, year)["status"] == status


@pytest.mark.integration
def test_every_observation_after_2020_stands_in_the_table_once(table):
    later = table[table["from_year"] == 2020]
    keys = [tuple(row) for row in later[["region", "indicator", "year"]].to_numpy()]
    regions = params_of().regions
    seen = {
        (row.region, row.indicator, row.year)
        for row in series_of().rows
        if row.region in regions and 2020 < row.year <= 2025
    }
    assert len(keys) == len(set(keys))
    assert set(keys) == seen


@pytest.mark.integration
def test_the_run_knows_no_residents_after_2020(table):
    hindsight = load_case("baseline", until=2025).population.observed.total[2]
    row = one(table, "zhengzhou", "resident_population", 2023)
    assert hindsight[0] == pytest.approx(13_008_000, rel=0.01)
    assert row["projected"] > 1.05 * row["observed"]


@pytest.mark.integration
def test_the_command_writes_every_pair_as_records(tmp_path, capsys):
    assert main(["backtest", "--draws", "0", "--runs", str(tmp_path), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["status"] for row in rows} == {"tested", "shown", "untestable"}
    assert all(row["reason"] for row in rows if row["status"] != "tested")


@pytest.mark.integration
@pytest.mark.parametrize(
    ("words", "code"), [(["--draws", "-1"], "C105"), (["--to", "回测.pdf"], "C108")]
)
def test_bad_options_are_refused(words, code, capsys):
    assert main(["backtest", *words]) == 2
    assert code in capsys.readouterr().err


@pytest.mark.slow
def test_the_page_is_what_a_fresh_run_says():
    text = backtest_page.PAGE.read_text(encoding="utf-8")
    assert backtest_page.page(text) == text
