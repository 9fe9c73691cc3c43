"""The baseline against what was observed after the base year.

Doctors and nurses of 2021 and 2022 took part in fitting the inflow; Nanyang's beds of 2025
took part in nothing.
"""

from __future__ import annotations

import pytest

from tests.shipped_runs import tables_of

pytestmark = pytest.mark.integration

OBSERVED = [
    ("henan", "physicians", 2021, 297_500, 0.01),
    ("henan", "physicians", 2022, 316_300, 0.025),
    ("henan", "nurses", 2021, 328_100, 0.01),
    ("henan", "nurses", 2022, 353_900, 0.025),
    ("nanyang", "hospital_beds", 2025, 78_600, 0.05),
]


@pytest.mark.parametrize(("region", "service", "year", "observed", "within"), OBSERVED)
def test_the_baseline_is_near_what_was_observed(region, service, year, observed, within):
    stocks = tables_of("baseline")["stocks"].set_index(["region", "service", "year"])
    standing = stocks.loc[(region, service, year), "standing"]
    assert abs(standing / observed - 1) <= within


def test_the_base_year_is_the_printed_one():
    rows = tables_of("baseline")["indicators"].set_index(["region", "indicator", "year"])["value"]
    printed = {
        "zhengzhou": (8.31, 4.02, 5.13),
        "kaifeng": (6.66, 2.90, 3.11),
        "xinxiang": (6.61, 2.88, 2.98),
        "henan": (6.71, 2.78, 3.06),
    }
    for region, values in printed.items():
        found = [
            round(rows[(region, f"{service}_per_1000", 2020)], 2)
            for service in ("hospital_beds", "physicians", "nurses")
        ]
        assert found == list(values), region
