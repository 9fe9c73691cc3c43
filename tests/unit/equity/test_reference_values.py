"""Which references exist, and why others do not."""

import numpy as np
import pytest

from simulator.axes import REFERENCES
from simulator.equity import reference_values as refs
from simulator.equity.series import COUNT
from tests.unit.equity.examples import levels, series

pytestmark = pytest.mark.unit

YEARS = np.array([2020, 2021])
# Three cities of 1,000, 1,000 and 2,000 residents: 4, 8 and 6 per 1000; the province 6.
BEDS = [[[4.0, 4.0]], [[8.0, 8.0]], [[12.0, 12.0]]]
PEOPLE = [[[1000.0, 1000.0]], [[1000.0, 1000.0]], [[2000.0, 2000.0]]]


def found(changes=None, **level_changes):
    made = series(BEDS, PEOPLE, **(changes or {}))
    return refs.reference_values(made, levels((4, 1), **level_changes), YEARS)


def at(values, reference):
    return values[:, 0, REFERENCES.index(reference), 0].tolist()


def test_province_rest_and_best_of_three_cities():
    values = found().value
    assert at(values, "province")[:3] == [6.0] * 3
    assert at(values, "rest")[:3] == pytest.approx([20 / 3, 16 / 3, 6.0])
    assert at(values, "best")[:3] == [8.0] * 3
    assert found().best_area.tolist() == [[1, 1]]


def test_the_province_itself_has_target_and_national_only():
    result = found(target=np.full((4, 1), 7.7), national=np.array([7.4]))
    assert np.isnan(result.value[-1, 0, :, 0]).tolist() == [True, True, False, False, True]
    assert at(result.flags, "province")[-1] == refs.PROVINCE_ITSELF


def test_without_a_provincial_base_there_is_no_province_to_compare_with():
    known = np.ones((4, 1), np.bool_)
    known[-1] = False
    result = found({"base_known": known})
    assert np.isnan(at(result.value, "province")).all()
    assert np.isnan(at(result.value, "rest")).all()
    assert at(result.flags, "rest")[0] == refs.NO_PROVINCIAL_BASE
    assert at(result.value, "best")[0] == 8.0


def test_an_imputed_city_is_never_best_and_is_marked():
    real = np.array([[True], [False], [True], [True]])
    result = found({"real": real})
    assert result.best_area[0, 0] == 2
    assert [bool(bits & refs.IMPUTED) for bits in at(result.flags, "best")] == [
        False,
        True,
        False,
        False,
    ]


def test_fewer_can_be_best():
    assert found({"direction": np.array([-1], np.int8)}).best_area[0, 0] == 0


def test_without_direction_or_real_city_there_is_no_best():
    for changes in (
        {"direction": np.array([0], np.int8)},
        {"real": np.zeros((4, 1), np.bool_)},
    ):
        result = found(changes)
        assert result.best_area[0, 0] == -1
        assert at(result.flags, "best")[0] & refs.NO_REAL_CITY


def test_counts_are_not_compared_between_areas_but_with_their_target():
    result = found({"kind": np.array([COUNT], np.int8)}, target=np.full((4, 1), 9.0))
    for name in ("province", "rest", "best"):
        assert np.isnan(at(result.value, name)).all()
        assert at(result.flags, name)[0] == refs.COUNT_NOT_COMPARABLE
    assert at(result.value, "target") == [9.0] * 4


def test_a_target_is_held_after_its_year_and_missing_levels_are_said():
    result = found(target=np.full((4, 1), 9.0), target_year=np.full((4, 1), 2020))
    assert result.flags[0, 0, refs.TARGET].tolist() == [0, refs.HELD]
    assert at(result.flags, "national")[0] == refs.NO_NATIONAL
    assert at(found().flags, "target")[0] == refs.NO_TARGET


def test_flag_bits_and_names_agree():
    assert refs.FLAGS[refs.HELD.bit_length() - 1] == "held"
    assert refs.FLAGS[refs.NO_PROVINCIAL_BASE.bit_length() - 1] == "no_provincial_base"
    assert refs.FLAGS[refs.PROVINCE_ITSELF.bit_length() - 1] == "province_itself"
    assert refs.FLAGS[refs.MORE_BUILT.bit_length() - 1] == "worse_although_more_built"
