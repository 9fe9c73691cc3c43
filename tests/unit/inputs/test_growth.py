from __future__ import annotations

import numpy as np
import pytest

from simulator.errors import ModelError
from simulator.inputs.growth import base_pipeline, lots_of, yearly_growth
from tests.shipped_runs import made

pytestmark = pytest.mark.unit


def months(total, n_serials=64):
    return np.full((1, 1, n_serials, 1), total)


def test_the_pipeline_holds_as_many_years_of_additions_as_a_project_takes():
    found = base_pipeline(np.array([[20.0]]), np.array([[10]]), months(48))
    # Launched in the Januaries of the past: -11, -23, -35; that of -47 opens in month 1.
    assert sorted(set(found.launched.tolist())) == [-47, -35, -23, -11]
    assert found.units.tolist() == [10] * 8
    opened = found.launched + 48
    assert [int(found.units[opened == month].sum()) for month in (1, 13, 25, 37)] == [20] * 4


def test_equal_projects_add_up_to_the_year_whatever_the_lot():
    found = base_pipeline(np.array([[23.0]]), np.array([[10]]), months(12))
    assert found.units.tolist() == [12, 11]
    assert found.serial.tolist() == [1, 2]


def test_where_nothing_is_added_or_no_lots_are_built_nothing_is_under_way():
    assert base_pipeline(np.array([[0.4]]), np.array([[10]]), months(12)).units.size == 0
    assert base_pipeline(np.array([[20.0]]), np.array([[0]]), months(12)).units.size == 0


def test_growth_follows_printed_growth_of_the_ratio_and_of_residents():
    base = made()
    growth = yearly_growth(base.case.services, base.values, base.case.cities, base.stocks.standing)
    place = base.at("xinxiang", "hospital_beds")
    units = base.stocks.standing[place]
    ratio = base.values("services.hospital_beds_ratio_growth", "xinxiang")
    people = base.values("services.population_2015_share", "xinxiang")
    assert growth[place] == pytest.approx((units - units / (1 + ratio / 100) * people) / 5)


def test_growth_follows_the_share_that_stood_five_years_before():
    base = made()
    growth = yearly_growth(base.case.services, base.values, base.case.cities, base.stocks.standing)
    place = base.at("kaifeng", "sports_area")
    share = base.values("services.sports_area_share_2015")
    assert growth[place] == pytest.approx(base.stocks.standing[place] * (1 - share) / 5)
    assert growth.min() >= 0


def test_the_cities_together_grow_as_the_province():
    base = made()
    growth = yearly_growth(base.case.services, base.values, base.case.cities, base.stocks.standing)
    total = base.stocks.standing[:, 0].sum()
    ratio = base.values("services.hospital_beds_ratio_growth", "henan")
    people = base.values("services.population_2015_share", "henan")
    expected = (total - total / (1 + ratio / 100) * people) / 5
    assert growth[:, 0].sum() == pytest.approx(expected)


def test_lots_grow_with_the_city_and_are_one_unit_at_least():
    base = made()
    exists = base.stocks.exists
    lots = lots_of(base.case.services, base.values, base.residents[:, -1] / 1e6, exists)
    assert lots[:, 0].tolist() == [1] * 18
    assert (base.world.lot[:, 0].argmax(), base.world.lot[:, 0].argmin()) == (0, 17)


def test_the_pipeline_begins_with_the_oldest():
    """Money that is set aside is reached newest project first: the order of rows says which."""
    found = base_pipeline(np.array([[20.0], [10.0]]), np.array([[10], [10]]), months_of_two(30))
    assert (np.diff(found.launched) >= 0).all()


def months_of_two(total):
    return np.full((1, 2, 64, 1), total)


def test_a_pipeline_larger_than_a_run_holds_is_said_so():
    with pytest.raises(ModelError) as caught:
        base_pipeline(np.array([[900.0]]), np.array([[10]]), months(48))
    assert [problem.code for problem in caught.value.problems] == ["M101"]
