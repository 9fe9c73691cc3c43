"""The rows of the table `equity`."""

import numpy as np
import pytest

from simulator.equity.composite import Standard
from simulator.equity.equality_table import (
    ALL_INDICATORS,
    ATTAINMENT,
    INDEX_MEASURES,
    MEASURES,
    equality_table,
    index_measure,
)
from simulator.equity.gini import gini
from simulator.equity.series import COUNT, PER_PEOPLE
from simulator.equity.variants import GROUPS
from tests.unit.equity.examples import series

pytestmark = pytest.mark.unit

YEARS = np.array([2020, 2021])
PEOPLE = np.array([1000.0, 1000.0, 2000.0, 4000.0, 500.0, 1500.0])[:, None, None]
BEDS = np.array([4.0, 8.0, 10.0, 26.0, 3.0, 9.0])[:, None, None] * np.array([1.0, 1.1])


def table(n_real, beds=BEDS, **changes):
    real = np.ones((7, 1), np.bool_)
    real[n_real:6] = False
    shape = (6, 1, 2)
    made = series(np.broadcast_to(beds, shape), np.broadcast_to(PEOPLE, shape), real=real)
    standard = Standard(np.full((7, 1), 8.0), np.array([True]))
    return equality_table(made._replace(**changes), standard, 0.5, YEARS, 2020)


def pick(rows, measure, weighted, group, imputed=0):
    chosen = (
        (rows.measure == MEASURES.index(measure))
        & (rows.weighted == weighted)
        & (rows.group == GROUPS.index(group))
        & ((rows.n_imputed > 0) == bool(imputed))
    )
    return rows.value[chosen]


def keys(rows):
    return list(zip(*(field.tolist() for field in rows[:-1]), strict=True))


def test_every_row_has_its_own_key_and_draws_do_not_move_them():
    once, other = table(3), table(3, beds=BEDS[::-1])
    assert keys(once) == keys(other)
    assert len(set(keys(once))) == once.value.size


def test_three_real_cities_are_compared_with_the_rest_as_one():
    rows = table(3)
    values = np.array([4.0, 8.0, 5.0, 38.0 / 6])
    expected = float(gini(values, np.array([1.0, 1.0, 2.0, 6.0])))
    found = pick(rows, "gini", weighted=True, group="between")
    assert found.tolist() == pytest.approx([expected, expected])
    assert rows.n_regions[0] == 4


def test_unweighted_measures_need_five_real_cities():
    few, enough = table(4), table(5)
    assert np.isnan(pick(few, "gini", weighted=False, group="real")).all()
    assert np.isnan(pick(few, "range_ratio", weighted=False, group="all", imputed=1)).all()
    assert pick(enough, "range_ratio", False, "real") == pytest.approx([8 / 4, 8 / 4])
    assert not np.isnan(pick(enough, "gini", weighted=False, group="all", imputed=1)).any()


def test_between_and_within_of_all_cities_are_the_whole():
    rows = table(3)
    for measure in ("theil_t", "theil_l"):
        total, between, within = (
            pick(rows, measure, weighted=True, group=group, imputed=1)
            for group in ("all", "between", "within")
        )
        assert (between + within).tolist() == pytest.approx(total.tolist())
        lower_bound = pick(rows, measure, weighted=True, group="between")
        assert between.tolist() == pytest.approx(lower_bound.tolist())


def test_all_real_cities_have_one_variant():
    rows = table(6)
    assert not rows.n_imputed.any()
    assert {GROUPS[group] for group in rows.group} == {"all"}
    assert len(set(keys(rows))) == rows.value.size


def test_without_a_provincial_base_only_the_imputed_variant_has_values():
    known = np.ones((7, 1), np.bool_)
    known[-1] = False
    rows = table(3, base_known=known)
    assert np.isnan(pick(rows, "gini", weighted=True, group="between")).all()
    assert not np.isnan(pick(rows, "gini", weighted=True, group="all", imputed=1)).any()


def test_an_infinite_measure_cannot_be_judged():
    beds = BEDS.copy()
    beds[0] = 0.0
    rows = table(6, beds=beds)
    assert np.isnan(pick(rows, "theil_l", weighted=True, group="all")).all()
    assert not np.isnan(pick(rows, "theil_t", weighted=True, group="all")).any()


def test_counts_have_no_rows_but_the_indices_stay():
    rows = table(3, kind=np.array([COUNT], np.int8))
    assert set(rows.indicator.tolist()) == {ALL_INDICATORS}
    assert np.isnan(rows.value).all()
    assert set(table(3, kind=np.array([PER_PEOPLE], np.int8)).indicator.tolist()) == {0, -1}


def test_the_indices_stand_in_both_variants():
    rows = table(3)
    for measure in ("attainment_index", "attainment_index_uncapped", "equalisation_index"):
        assert pick(rows, measure, weighted=True, group="between").size == 2
        assert pick(rows, measure, weighted=True, group="all", imputed=1).size == 2
    index = pick(rows, "attainment_index", weighted=True, group="between")
    assert (pick(rows, "equalisation_index", weighted=True, group="between") < index).all()


def test_sigma_counts_cities_alike_and_all_of_them_even_where_few_are_real():
    few, enough = table(4), table(5)
    values = (BEDS / PEOPLE * 1000.0)[:, 0, 0]
    expected = float(np.log(values).std())
    assert pick(few, "sigma", False, "all", imputed=1).tolist() == pytest.approx([expected] * 2)
    assert np.isnan(pick(few, "sigma", False, "real")).all()
    real = float(np.log(values[:5]).std())
    assert pick(enough, "sigma", False, "real").tolist() == pytest.approx([real] * 2)


def test_the_indices_stand_under_every_weighting():
    rows = table(3)
    assert MEASURES[ATTAINMENT :: len(INDEX_MEASURES)] == (
        "attainment_index",
        "attainment_index_binding",
        "attainment_index_entropy",
    )
    # one indicator, binding, carries all weight under each of them
    for name in INDEX_MEASURES:
        equal = pick(rows, name, True, "between").tolist()
        for scheme in ("binding", "entropy"):
            assert pick(rows, index_measure(name, scheme), True, "between").tolist() == equal
