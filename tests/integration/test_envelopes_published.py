"""The derived envelope of health beside published government spending on health."""

from __future__ import annotations

import pytest

from simulator.desk.cases import series_of
from tests.shipped_runs import tables_of

pytestmark = pytest.mark.integration

YEAR = 2021
RESIDENTS = "resident_population"


def test_the_health_envelope_is_within_a_third_and_three_times_of_what_is_published():
    series = series_of()
    nation = series.latest("china", "government_health_expenditure", YEAR)
    share = (
        series.latest("henan", RESIDENTS, YEAR).value
        / series.latest("china", RESIDENTS, YEAR).value
    )
    ledger = tables_of("baseline")["ledger"]
    own = ledger[
        (ledger["region"] == "henan")
        & (ledger["year"] == YEAR)
        & (ledger["domain"] == "health")
        & (ledger["category"] == "own")
    ]
    ratio = own["yuan"].sum() / (nation.value * share)
    assert 1 / 3 < ratio < 3, ratio
