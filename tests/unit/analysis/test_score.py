"""The forecast ledger: pairs, what is not scored, and when nothing is said of skill."""

import pandas as pd
import pytest

from simulator.analysis.score import LEAST_PAIRS, fitted_to, pairs, skill
from simulator.desk.cases import params_of
from simulator.inputs.observed import Observed, Series

pytestmark = pytest.mark.unit
BEDS = "hospital_beds_per_1000"
FACTS = ("per_1000", "post_census", "年末", "2022", "final", "x", "", "own.csv", 2)


def seen(region, value, year=2021, indicator=BEDS):
    return Observed(year, region, indicator, value, *FACTS)


def ran(regions, values, base=7.0):
    """Return a run's indicators: base 2020, central and interval of 2021."""
    rows = []
    for region in regions:
        cell = {"region": region, "indicator": BEDS, "unit": "per_1000"}
        rows.append({**cell, "year": 2020, "statistic": "central", "value": base})
        rows += [
            {**cell, "year": 2021, "statistic": name, "value": value}
            for name, value in zip(("p05", "central", "p95"), values, strict=True)
        ]
    return pd.DataFrame(rows)


def scored(table, *observed, fitted=frozenset()):
    return pairs(table, 2020, params_of().indicators, Series(observed), fitted)


def test_a_pair_has_its_error_and_whether_it_lies_inside():
    table = ran(["xinxiang", "kaifeng"], (7.0, 8.0, 9.0))
    found = scored(table, seen("xinxiang", 7.5), seen("kaifeng", 10.0))
    assert found["error"].tolist() == [-2.0, 0.5]
    assert found["inside"].tolist() == [False, True]
    summary = skill(found)
    assert (summary.n, summary.n_with_interval, summary.n_inside) == (2, 2, 1)


def test_what_the_run_was_fitted_to_is_listed_and_not_scored():
    fitted = fitted_to([["observations.henan.hospital_beds.2019-2021", "workforce.x"]])
    found = scored(ran(["henan"], (7.0, 8.0, 9.0)), seen("henan", 8.0), fitted=fitted)
    assert found["why_not"].tolist() == ["fitted"]
    assert skill(found).n == 0


def test_the_base_year_is_no_projection():
    found = scored(ran(["xinxiang"], (7.0, 8.0, 9.0)), seen("xinxiang", 7.0, year=2020))
    assert found.empty


@pytest.mark.parametrize(("n", "said"), [(LEAST_PAIRS - 1, False), (LEAST_PAIRS, True)])
def test_nothing_is_said_of_skill_below_twenty_pairs(n, said):
    one = scored(ran(["xinxiang"], (7.0, 8.0, 9.0)), seen("xinxiang", 8.5))
    found = pd.concat([one] * n, ignore_index=True)
    better = skill(found).better_than_no_change_percent
    assert (better is not None) == said
    if said:
        assert better == pytest.approx(100 * (1 - 0.5 / 1.5))
