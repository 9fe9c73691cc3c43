"""The indices of a run, made again from its stored tables, are those it stored."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.analysis.convergence import (
    convergence_overview,
    convergence_table,
    sigma_overview,
)
from simulator.analysis.domain_attainment import domain_overview, domain_table
from simulator.analysis.grouped import Grouped, grouped_overview, grouped_table
from simulator.analysis.index_parts import USED, index_weights_table, parts_of, ranks_of
from simulator.analysis.stored_series import stored_series
from simulator.desk.cases import load_case
from simulator.desk.equity import readings_of
from simulator.desk.pictures import catalogue
from simulator.engine.yardstick import yardstick
from simulator.equity.equality_table import index_measure
from simulator.equity.indices import WEIGHT_SCHEMES
from simulator.equity.sigma import sigma
from tests.shipped_runs import tables_of

pytestmark = pytest.mark.integration

FIELDS = {
    "attainment_index": "attainment",
    "attainment_index_uncapped": "attainment_uncapped",
    "equalisation_index": "equalisation",
}


@pytest.fixture(scope="module")
def case():
    return load_case("baseline", until=2030)


@pytest.fixture(scope="module")
def stored(case):
    tables = {
        name: frame if "statistic" in frame else frame.assign(statistic="central")
        for name, frame in tables_of().items()
    }
    return stored_series(tables, readings_of(case.params), case.cities)


@pytest.fixture(scope="module")
def equity():
    return tables_of()["equity"].assign(statistic="central")


@pytest.mark.parametrize("include_imputed", [False, True])
def test_every_weighting_gives_what_the_run_stored(stored, include_imputed):
    equity = tables_of()["equity"]
    rows = equity[(equity["indicator"] == "") & ((equity["n_imputed"] > 0) == include_imputed)]
    parts = parts_of(stored, include_imputed=include_imputed)
    for scheme, found in zip(WEIGHT_SCHEMES, parts.found, strict=True):
        for measure, field in FIELDS.items():
            own = rows[rows["measure"] == index_measure(measure, scheme)].sort_values("year")
            np.testing.assert_allclose(getattr(found.indices, field), own["value"], rtol=1e-12)


def test_sigma_of_the_run_is_that_of_its_indicators(stored, equity):
    table = convergence_table(stored, equity, 2030, catalogue("zh"), include_imputed=True)
    beds = table[table["indicator"] == "hospital_beds_per_1000"]
    place = stored.indicators.index("hospital_beds_per_1000")
    expected = sigma(stored.series.value[:-1, place].T)
    assert beds["year"].tolist() == list(stored.years)
    np.testing.assert_allclose(beds["sigma"], expected, rtol=1e-12)
    assert beds["slope"].isna().tolist() == [True] + [False] * (len(beds) - 1)
    assert beds[["sigma_p05", "sigma_p95"]].isna().all(axis=None)
    assert any("没有抽样" in note for note in table.attrs["notes"])
    shown = sigma_overview(table, "zh")
    assert list(shown)[:3] == ["indicator_label", "statistic", "2020"]
    assert set(shown["statistic"]) == {"中心值"}


def test_targets_and_binding_indicators_are_those_of_the_case(case, stored):
    stick = yardstick(case)
    chosen = [case.readings.names.index(name) for name in stored.indicators]
    np.testing.assert_array_equal(stored.standard.binding, stick.standard.binding[chosen])
    used = stored.series.kind != 0
    np.testing.assert_array_equal(
        stored.standard.level[-1, used], stick.standard.level[-1, chosen][used]
    )


def test_weights_add_up_to_one_and_binding_ones_count_binding_targets_only(stored, equity):
    table = index_weights_table(stored, equity, 2030, catalogue("zh"))
    weights = table[table["part"] == "weight"]
    for scheme in ("equal", "binding", "entropy"):
        assert weights[scheme].sum() == pytest.approx(1.0)
    free = ~stored.standard.binding
    assert (weights["binding"].to_numpy()[free] == 0.0).all()
    assert set(weights.loc[weights["equal"] > 0, "note"]) == {"采用"}


def test_the_weights_do_not_move_with_the_year(stored, equity):
    first, last = (
        index_weights_table(stored, equity, year, catalogue("en")) for year in (2020, 2030)
    )
    chosen = first["part"] == "weight"
    assert first[chosen]["entropy"].tolist() == last[chosen]["entropy"].tolist()


def test_every_indicator_is_used_or_says_why_not(stored):
    why = dict(zip(stored.indicators, parts_of(stored).why, strict=True))
    assert why["hospital_beds_per_1000"] == USED
    assert why["nurses_per_1000"] == "no_target"
    assert why["toddler_places_per_1000"] == "no_base"
    assert why["elderly_service_beds"] == "count"


def test_nobody_is_ranked_among_fewer_than_five(stored, equity):
    table = index_weights_table(stored, equity, 2030, catalogue("zh"), include_imputed=True)
    notes = set(table.loc[table["part"] == "city", "note"])
    assert notes == {"不排名（有本市数据的市不足5个）", "不排名（推算）"}
    assert not ranks_of(np.ones((3, 4)), np.ones(4, bool)).any()


def grouped(case, stored, name, **options):
    chosen = case.params.groups[name]
    numbers = tuple(chosen.number_of(city) for city in stored.cities)
    found = Grouped(chosen.label.zh, numbers, chosen.names("zh"))
    units = {name: one.unit for name, one in case.params.indicators.items()}
    return grouped_table(stored, 2030, found, catalogue("zh"), units, **options)


@pytest.mark.parametrize("include_imputed", [False, True])
@pytest.mark.parametrize("name", ["metropolitan", "metropolitan_core", "plan_regions"])
def test_between_and_within_are_the_whole(case, stored, name, include_imputed):
    table = grouped(case, stored, name, include_imputed=include_imputed)
    known = table[table["total"].notna()]
    assert len(known)
    np.testing.assert_allclose(known["between"] + known["within"], known["total"], rtol=1e-9)


def test_the_whole_of_all_cities_is_what_the_run_stored(case, stored):
    table = grouped(case, stored, "yellow_river", include_imputed=True)
    equity = tables_of()["equity"]
    rows = equity[(equity["n_imputed"] > 0) & (equity["group"] == "all") & equity["weighted"]]
    rows = rows[rows["year"] == 2030].merge(table, on=["indicator", "measure"])
    known = rows[rows["value"].notna()]
    assert len(known) >= 16
    np.testing.assert_allclose(known["total"], known["value"], rtol=1e-12)


def test_cities_of_one_group_are_not_divided(case, stored):
    table = grouped(case, stored, "metropolitan")
    nurses = table[table["indicator"] == "nurses_per_1000"]
    assert nurses["total"].isna().all()
    assert nurses["n_stated"].tolist() == [3, 3]
    assert any("无法判断" in note for note in table.attrs["notes"])
    assert "每千常住人口注册护士数" not in set(grouped_overview(table, "zh")["indicator_label"])


def test_convergence_of_fewer_than_five_cities_cannot_be_judged(stored, equity):
    table = convergence_table(stored, equity, 2030, catalogue("zh"))
    assert set(table["convergence"]) == {"unknown"}
    assert table[["sigma", "slope"]].isna().all(axis=None)
    assert (table["n_stated"] < 5).all()
    assert any("向均值回归" in note for note in table.attrs["notes"])


def test_imputed_cities_are_counted_with_a_caution(stored, equity):
    table = convergence_table(stored, equity, 2030, catalogue("zh"), include_imputed=True)
    beds = table[table["indicator"] == "hospital_beds_per_1000"].iloc[-1]
    assert (beds["spread"], beds["convergence"]) == ("narrower", "converging")
    assert (beds["n_regions"], beds["n_stated"]) == (18, 4)
    assert any("不是独立的观测" in note for note in table.attrs["notes"])
    shown = convergence_overview(table, "zh").set_index("convergence_label")
    assert (shown.loc["不显著", "half_life_beta_label"] == "").all()


def test_domains_count_what_has_a_base_and_a_target(stored):
    table = domain_table(stored, 2025, catalogue("zh"))
    cell = table[(table["region"] == "kaifeng") & (table["domain"] == "elderly_care")].iloc[0]
    assert cell["n_indicators"] == 1
    assert cell["indicators"] == "养老机构护理型床位占比"
    value = tables_of()["indicators"].query(
        "region == 'kaifeng' and indicator == 'nursing_type_bed_share' and year == 2025"
    )["value"]
    assert cell["attainment"] == pytest.approx(float(value.iloc[0]) / 55.0)
    assert (table["attainment"].dropna() <= 1.0).all()
    assert table["n_imputed"].sum() == 0
    assert set(domain_table(stored, 2025, catalogue("zh"), include_imputed=True)["region"]) > set(
        table["region"]
    )


def test_domains_without_a_ratio_are_named_and_cells_count_their_indicators(stored):
    table = domain_table(stored, 2025, catalogue("zh"), include_imputed=True)
    assert any("劳有所得、住有所居、弱有所扶、优军服务" in note for note in table.attrs["notes"])
    shown = domain_overview(table, "zh").set_index("region_label")
    assert shown.loc["河南省", "病有所医"].endswith("（2）")
    assert shown.loc["洛阳市", "病有所医"].endswith("（2）*")
