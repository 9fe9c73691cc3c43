"""Cases a planner can read: a scenario, and what must follow from it (``tests/cases``)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from simulator.desk.cases import params_of
from tests.shipped_runs import tables_of

pytestmark = pytest.mark.integration

FOLDER = Path(__file__).with_name("cases")
CASES = [
    case
    for file in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]
KEYS = ("region", "service", "indicator", "sex", "age_group", "category", "reference")
NEVER = 9999
"""Year in which a target is met that is never met."""


def with_was(change):
    """Return a scenario whose overrides say what they replace: the shipped value of today."""
    if not isinstance(change, dict) or "overrides" not in change:
        return change
    parameters = params_of(None).parameters
    overrides = []
    for override in change["overrides"]:
        folder, name, *region = override["parameter"].split(".")
        known = parameters[f"{folder}.{name}"].of(*region) if region else None
        was = (known or parameters[f"{folder}.{name}"]).value
        overrides.append({**override, "was": was})
    return {**change, "overrides": overrides}


def lines(tables, asked):
    """Return the rows that an expectation names, sorted by their keys."""
    found = tables[asked["table"]]
    for key in KEYS:
        if key in asked:
            wanted = asked[key] if isinstance(asked[key], list) else [asked[key]]
            found = found[found[key].isin(wanted)]
    return found[found["year"].isin(asked["years"])]


def numbers(tables, asked):
    """Return one number a year: the sum of the rows of an expectation."""
    by_year = lines(tables, asked).groupby("year", sort=True)[asked["column"]]
    return by_year.sum(min_count=1).to_numpy(np.float64)


def cells(tables, asked):
    """Return all rows of an expectation as numbers, in the order of the table."""
    return lines(tables, asked)[asked["column"]].to_numpy(np.float64)


def first_year_met(tables):
    """Return the first year in which each row of a plan is met, `NEVER` where it never is."""
    verdicts = tables["verdicts"]
    year = verdicts["year"].where(verdicts["met"] == 1, NEVER)
    return year.groupby([verdicts["region"], verdicts["plan"], verdicts["row_id"]]).min()


def check_first_year(there, here):
    earlier = first_year_met(here) < first_year_met(there)
    pd.testing.assert_index_equal(first_year_met(here).index, first_year_met(there).index)
    assert list(earlier[earlier].index) == []


def check_against_each_other(there, here, asked):
    if asked["is"] in ("not_lower", "not_higher", "equal"):
        before, after = cells(there, asked), cells(here, asked)
    else:
        before, after = numbers(there, asked), numbers(here, asked)
    assert len(before) == len(after) > 0
    if asked["is"] == "equal":
        np.testing.assert_array_equal(after, before)
    elif asked["is"] == "not_lower":
        assert (after >= before).all()
    elif asked["is"] == "not_higher":
        assert (after <= before).all()
    elif "by" in asked:
        np.testing.assert_allclose(after - before, asked["by"], rtol=1e-12)
    else:
        assert {"higher": after > before, "lower": after < before}[asked["is"]].all()


def check_in_itself(here, asked):
    if asked["is"] == "containing":
        flags = lines(here, asked)["flags"]
        assert len(flags) > 0
        assert flags.str.split().map(lambda names: asked["text"] in names).all()
        return
    found = numbers(here, asked)
    assert len(found) == len(asked["years"])
    if asked["is"] == "number":
        assert ((found >= asked["low"]) & (found <= asked["high"])).all(), found
    elif asked["is"] == "constant":
        assert (found == found[0]).all(), found
    else:
        change = np.diff(found)
        assert ((change < 0) if asked["is"] == "falling" else (change > 0)).all(), found


@pytest.mark.parametrize("case", CASES, ids=[case["name"]["en"] for case in CASES])
def test_case(case):
    until = case.get("until", 2030)
    here = tables_of(with_was(case["scenario"]), until)
    there = tables_of(with_was(case.get("compared_with", "baseline")), until)
    for asked in case["expect"]:
        if asked["column"] == "first_year_met":
            check_first_year(there, here)
        elif asked["is"] in ("number", "containing", "constant", "falling", "rising"):
            check_in_itself(here, asked)
        else:
            check_against_each_other(there, here, asked)


def test_every_case_is_named_in_both_languages_and_expects_something():
    for case in CASES:
        assert set(case["name"]) == {"zh", "en"}
        assert case["expect"]
