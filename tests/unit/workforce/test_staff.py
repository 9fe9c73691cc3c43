from __future__ import annotations

import numpy as np
import pytest

from simulator.workforce.staff import entries, graduates
from tests.small_world import DOCTORS, staff_of

pytestmark = pytest.mark.unit


def test_graduates_rise_as_long_as_stocks_are_observed():
    staff = staff_of(5, level=10.0)
    expected = [graduates(staff, year)[0, DOCTORS] for year in range(1, 6)]
    assert expected == pytest.approx([13.0, 14.0, 14.0, 14.0, 14.0])


def test_seats_multiply_the_graduates_of_their_year():
    staff = staff_of(3, level=10.0)
    staff.seats[2, DOCTORS] = 2.0
    assert [graduates(staff, year)[0, DOCTORS] for year in (1, 2)] == pytest.approx([13.0, 28.0])


def test_entries_are_whole_and_only_where_there_is_staff():
    staff = staff_of(2, level=10.25, recruits=0.01, exits=0.05)
    lags = np.zeros((1, 2)), np.zeros((1, 2))
    found = entries(staff, 1, np.array([[20, 150]]), lags)
    assert found.graduated.tolist() == [[0, 13]]
    assert found.recruited.tolist() == [[0, 1]]
    assert found.left.tolist() == [[0, 7]]
    assert lags[1][0, DOCTORS] == pytest.approx(10.25 * 1.3 + 0.5 - 13)
    assert lags[0][0, DOCTORS] == pytest.approx(0.5)
