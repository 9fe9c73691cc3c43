import numpy as np
import pandas as pd
import pytest

from simulator.reporting.iamc import ALL, INDEX, USUAL, Told, iamc_frame, write_iamc
from tests.example_tables import BEDS, YEARS, example_tables, value

pytestmark = pytest.mark.unit


def told(scenario="baseline", **asked):
    return Told("equalise 1", scenario, example_tables(scenario=scenario, **asked))


def test_a_value_stands_at_its_region_variable_and_year():
    wide = iamc_frame([told()]).set_index(INDEX)
    row = wide.loc[("equalise 1", "baseline", "kaifeng", f"Indicator|{BEDS}", "per_1000")]
    assert row["2025"] == value("kaifeng", BEDS, 2025)
    assert list(wide.columns) == [str(year) for year in YEARS]


@pytest.mark.parametrize(
    ("percentiles", "suffixes"),
    [(USUAL, ["|P05", "|P50", "|P95"]), (ALL, ["|P05", "|P25", "|P50", "|P75", "|P95"])],
)
def test_the_central_value_has_no_suffix_and_percentiles_have_theirs(percentiles, suffixes):
    found = iamc_frame([told(draws=True)], percentiles)
    beds = found[(found["Region"] == "kaifeng") & found["Variable"].str.contains(f"r\\|{BEDS}")]
    stems = [name.removeprefix(f"Indicator|{BEDS}") for name in beds["Variable"]]
    assert stems == ["", *suffixes]


def test_no_row_stands_twice_and_no_row_is_empty():
    wide = iamc_frame([told(draws=True), told("tight", lift=-0.2)])
    assert not wide.duplicated(INDEX).any()
    assert wide[INDEX].notna().all(axis=None)
    assert wide.drop(columns=INDEX).notna().any(axis=1).all()


def test_every_number_of_the_store_is_read_back(tmp_path):
    run = told(draws=True)
    path = write_iamc([run], tmp_path / "r.iamc.csv")
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    wide = pd.read_csv(path)
    long = wide.melt(INDEX, var_name="year").dropna()
    gaps = run.tables["gaps"]
    gaps = gaps[gaps["statistic"] == "central"].dropna(subset=["gap"])
    names = "Gap|" + gaps["indicator"].astype(object) + "|" + gaps["reference"].astype(object)
    expected = dict(
        zip(zip(gaps["region"], names, gaps["year"], strict=True), gaps["gap"], strict=True)
    )
    shown = long[long["Variable"].isin(set(names))]
    found = {
        (region, variable, int(year)): number
        for region, variable, year, number in zip(
            shown["Region"], shown["Variable"], shown["year"], shown["value"], strict=True
        )
    }
    assert found == expected


def test_what_no_year_knows_is_left_out():
    tables = example_tables()
    tables["indicators"] = tables["indicators"].assign(value=np.nan)
    found = iamc_frame([Told("equalise 1", "baseline", tables)])
    assert not found["Variable"].str.startswith("Indicator").any()
    assert found["Variable"].str.startswith("Gap").any()
