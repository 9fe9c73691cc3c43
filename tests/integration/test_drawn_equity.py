"""Inequality draw by draw: what a run sums up is what its kept draws say."""

from __future__ import annotations

import numpy as np
import pytest

from simulator import api
from simulator.equity.sigma import sigma

pytestmark = pytest.mark.integration

UNTIL, N = 2022, 12
BEDS = "hospital_beds_per_1000"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    store = tmp_path_factory.mktemp("runs")
    return api.run_scenario("baseline", until=UNTIL, out=store, draws=N, keep_draws=True)


def test_the_interval_of_sigma_is_that_of_the_draws(run):
    table = api.run_convergence(run, UNTIL, include_imputed=True)
    row = table[(table["indicator"] == BEDS) & (table["year"] == UNTIL)].iloc[0]
    kept = run.table("draws").query("indicator == @BEDS and year == @UNTIL and draw > 0")
    cities = kept[kept["region"] != "henan"]
    drawn = sigma(cities.pivot_table("value", "draw", "region").to_numpy())
    assert len(drawn) == N
    for share in (5, 50, 95):
        assert row[f"sigma_p{share:02d}"] == pytest.approx(np.quantile(drawn, share / 100))
    assert any("每次抽样" in note for note in table.attrs["notes"])
    assert table.attrs["notes"][0].startswith("回顾（反事实）")
    shown = api.sigma_overview(table, "zh")
    assert shown["statistic"].tolist()[:2] == ["中心值", "P5–P95"]
    assert "sigma_interval_label" in api.convergence_overview(table, "zh")


@pytest.mark.parametrize("include_imputed", [False, True])
def test_every_weighting_has_its_interval(run, include_imputed):
    table = api.run_index_weights(run, UNTIL, include_imputed=include_imputed)
    indices = table[table["part"] == "index"]
    for scheme in ("equal", "binding", "entropy"):
        low, high = indices[f"{scheme}_p05"], indices[f"{scheme}_p95"]
        assert (low <= high).all()
        assert (high > 0.0).all()
        assert table.loc[table["part"] != "index", f"{scheme}_p05"].isna().all()
    assert (indices["equal_p05"] != indices["entropy_p05"]).any()
    cell = api.index_weights_overview(table, "zh").iloc[0]["binding_label"]
    assert "（" in cell


def test_measures_of_inequality_are_those_of_before(run):
    table = api.run_equity(run, [UNTIL])
    assert "sigma" not in set(table["measure"])
    assert not any(name.endswith(("_binding", "_entropy")) for name in table["measure"])


def test_four_real_cities_have_no_rank_and_no_interval(run):
    table = api.run_ranks(run, UNTIL, include_imputed=True)
    assert set(table["rank_label"]) == {"不排名", "无法判断"}
    assert (table["rank_interval_label"] == "").all()
    assert any(f"{N}次抽样逐次排名" in note for note in table.attrs["notes"])


def test_a_run_of_some_cities_is_not_ranked(tmp_path):
    some = api.run_scenario("baseline", until=UNTIL, out=tmp_path, draws=0, regions=["kaifeng"])
    with pytest.raises(api.SimulatorError) as refused:
        api.run_ranks(some, UNTIL)
    assert [one.code for one in refused.value.problems] == ["C195"]
