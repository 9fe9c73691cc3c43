import math

import pytest

from simulator.analysis.references import DEFAULT, NONE, PROVINCE_TARGET, measured_against
from tests.example_tables import BEDS, NURSES, PLACES, example_tables

pytestmark = pytest.mark.unit


def row(rows, region, indicator):
    return rows[(rows["region"] == region) & (rows["indicator"] == indicator)].iloc[0]


def test_the_province_is_the_default_where_it_has_a_base():
    found = row(measured_against(example_tables()["gaps"], 2025, DEFAULT), "kaifeng", BEDS)
    assert found["reference_shown"] == "province"
    assert found["reference_value"] == pytest.approx(7.6)


def test_without_a_base_the_default_falls_to_the_provinces_target():
    found = row(measured_against(example_tables()["gaps"], 2025, DEFAULT), "kaifeng", PLACES)
    assert found["reference_shown"] == PROVINCE_TARGET
    assert found["gap"] == pytest.approx(2.0 - 4.5)
    assert found["favourable"] < 0


def test_units_to_the_provinces_target_are_in_proportion_to_those_to_the_own_target():
    # Zhengzhou's own target is 6, the province's 4.5; 2.6 stands: 3.4 and 1.9 are missing
    rows = measured_against(example_tables()["gaps"], 2025, DEFAULT)
    found = row(rows, "zhengzhou", PLACES)
    assert found["units_to_close"] == pytest.approx(1.9 * 12600)


def test_without_base_and_target_the_default_falls_to_the_national_target():
    gaps = example_tables()["gaps"]
    gone = (gaps["indicator"] == NURSES) & (gaps["reference"] == "province")
    gaps.loc[gone, ["reference_value", "gap", "gap_percent"]] = math.nan
    found = row(measured_against(gaps, 2025, DEFAULT), "kaifeng", NURSES)
    assert found["reference_shown"] == "national"


def test_a_named_reference_never_falls():
    found = row(measured_against(example_tables()["gaps"], 2025, "province"), "kaifeng", PLACES)
    assert found["reference_shown"] == NONE
    assert math.isnan(found["gap"])


def test_draws_change_nothing_in_the_central_rows():
    with_draws = measured_against(example_tables(draws=True)["gaps"], 2025, DEFAULT)
    assert len(with_draws) == len(measured_against(example_tables()["gaps"], 2025, DEFAULT))


def test_counts_are_measured_against_their_own_target_only():
    gaps = example_tables()["gaps"]
    gaps["unit"] = "bed"
    assert set(measured_against(gaps, 2025, DEFAULT)["missing"]) == {"count"}
    assert set(measured_against(gaps, 2025, "national")["reference_shown"]) == {NONE}
    assert row(measured_against(gaps, 2025, "target"), "kaifeng", BEDS)["gap"] < 0
