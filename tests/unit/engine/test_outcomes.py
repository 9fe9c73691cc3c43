from __future__ import annotations

import numpy as np
import pytest

from simulator.engine.outcomes import covered, reference_levels, with_province
from simulator.engine.yardstick import milestones
from simulator.inputs.targets import Cell
from tests.shipped_runs import made, tables_of

pytestmark = pytest.mark.unit


def test_the_province_is_there_where_all_cities_are():
    cities = np.array([[True, True], [True, False]])
    assert with_province(cities).tolist() == [[True, True], [True, False], [True, False]]


def test_an_indicator_needs_all_its_services():
    used = np.array([[True, False], [True, True]])
    there = np.array([[True, False], [True, True]])
    assert covered(used, there).tolist() == [[True, False], [True, True]]


def test_milestones_are_ascending_and_padded():
    cells = [Cell(milestones={2023: 2.0, 2022: 1.0}), Cell()]
    years, values = milestones(cells)
    assert years.shape == values.shape == (2, 2)
    assert years[0].tolist() == [2022, 2023]
    assert values[0].tolist() == [1.0, 2.0]
    assert np.isnan(values[1]).all()


def test_gaps_are_measured_against_printed_targets_only():
    base = made()
    levels = reference_levels(base.case, base.world)
    names = base.case.readings.names
    beds, doctors = names.index("hospital_beds_per_1000"), names.index("physicians_per_1000")
    province = len(base.case.cities)
    assert levels.target[province, beds] == 7.7
    assert np.isnan(levels.target[province, doctors])


def test_a_value_is_the_stock_over_the_residents():
    tables = tables_of("baseline", 2023)

    def one(table, column, **keys):
        rows = tables[table]
        for name, value in keys.items():
            rows = rows[rows[name] == value]
        (found,) = rows[column]
        return found

    for region in ("xinxiang", "henan"):
        beds = one("stocks", "standing", region=region, service="hospital_beds", year=2023)
        people = one(
            "population", "value", region=region, sex="total", age_group="total", year=2023
        )
        value = one(
            "indicators", "value", region=region, indicator="hospital_beds_per_1000", year=2023
        )
        assert value == pytest.approx(1000 * beds / people, rel=1e-12)
