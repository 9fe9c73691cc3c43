"""Frames of the page of fairness, against the run's own tables."""

import pytest

from simulator import api
from tests.page_runs import page_runs

__all__ = ["page_runs"]
pytestmark = pytest.mark.integration
BEDS, PLACES, JOBS = "hospital_beds_per_1000", "toddler_places_per_1000", "new_urban_jobs"


@pytest.fixture
def run(page_runs):
    return page_runs["baseline"]


def stored(run, **asked):
    rows = run.part("equity", **asked)
    return rows[(rows["statistic"] == "central")]


def area(curve):
    x, y = curve["people_percent"].to_numpy() / 100, curve["held_percent"].to_numpy() / 100
    return float(((x[1:] - x[:-1]) * (y[1:] + y[:-1])).sum())


@pytest.mark.parametrize("include_imputed", [True, False])
def test_the_curves_say_the_gini_coefficient_of_the_run(run, include_imputed):
    found = api.fairness.run_lorenz(run, api.fairness.Asked(BEDS, 2025, include_imputed))
    rows = stored(run, indicator=BEDS, measure="gini", year=2025)
    rows = rows[rows["weighted"] & ((rows["n_imputed"] > 0) == include_imputed)]
    curve = found[found["year"] == 2025]
    assert 1.0 - area(curve) == pytest.approx(rows["value"].item(), abs=1e-9)
    assert f"{rows['value'].item():.4f}" in found.attrs["ginis"][2025]


def test_all_cities_stand_in_the_curve_and_the_imputed_ones_are_marked(run):
    found = api.fairness.run_lorenz(run, api.fairness.Asked(BEDS, 2025))
    curve = found[(found["year"] == 2025) & (found["region"] != "")]
    assert len(curve) == 18
    assert curve["imputed"].sum() == 14
    assert curve["own_percent"].sum() == pytest.approx(100.0)


def test_without_imputed_cities_the_rest_is_one_area(run):
    found = api.fairness.run_lorenz(run, api.fairness.Asked(BEDS, 2025, include_imputed=False))
    assert "rest" in set(found["region"])
    assert not found["imputed"].any()


@pytest.mark.parametrize(
    ("indicator", "include_imputed"), [(JOBS, True), (JOBS, False), (PLACES, False)]
)
def test_where_there_is_no_curve_the_notes_say_why(run, indicator, include_imputed):
    found = api.fairness.run_lorenz(run, api.fairness.Asked(indicator, 2025, include_imputed))
    assert not len(found)
    assert "画不出" in found.attrs["notes"][0]


def test_a_measure_over_the_years_is_that_of_the_table(run):
    found = api.fairness.run_measure_path(run, api.fairness.Asked(BEDS, 2025), "theil_t")
    rows = stored(run, indicator=BEDS, measure="theil_t", group="all")
    rows = rows[(rows["n_imputed"] > 0) & rows["weighted"]]
    assert found["value"].tolist() == rows["value"].tolist()
    assert found["value"].tolist() == pytest.approx((found["second"] + found["third"]).tolist())
    assert found.attrs["has"]["p05"]


def test_the_index_stands_under_three_weightings(run):
    found = api.fairness.run_index_path(run, api.fairness.Asked(BEDS, 2025), "equalisation_index")
    parts = api.fairness.run_index_parts(run, api.fairness.Asked(BEDS, 2025)).set_index("item")
    row = found[found["year"] == 2025].iloc[0]
    told = parts.loc["equalisation_index"]
    assert row["value"] == pytest.approx(told["equal"])
    assert row["second"] == pytest.approx(told["binding"])
    assert row["third"] == pytest.approx(told["entropy"])


def test_parts_and_attainment_are_those_of_the_command_line(run):
    asked = api.fairness.Asked(BEDS, 2025)
    whole = api.run_index_weights(run, 2025, include_imputed=True)
    assert api.fairness.run_index_parts(run, asked)["equal"].tolist() == whole["equal"].tolist()
    domains = api.run_domains(run, 2025, include_imputed=True)
    own = domains[domains["region"] == "kaifeng"]["attainment"].tolist()
    found = api.fairness.run_attainment(run, asked, ("kaifeng",))["attainment"].tolist()
    assert found == pytest.approx(own, nan_ok=True)


def test_ranks_of_one_indicator_are_those_of_all(run):
    whole = api.run_ranks(run, 2025, include_imputed=True)
    one = api.run_ranks(run, 2025, indicator=BEDS, include_imputed=True)
    shown = whole[whole["indicator"] == BEDS]
    assert one["rank_label"].tolist() == shown["rank_label"].tolist()
