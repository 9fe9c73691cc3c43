"""Age groups of the tables."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.axes import AGE_GROUPS, N_AGES
from simulator.population.groups import group_totals

pytestmark = pytest.mark.unit


def test_one_person_at_each_age_makes_groups_as_wide_as_their_ages():
    totals = group_totals(np.ones((1, 1, 2, N_AGES)))[0, 0]
    by_name = dict(zip(AGE_GROUPS, totals.T, strict=True))
    assert by_name["under_3"].tolist() == [3.0, 3.0, 6.0]
    assert by_name["60_plus"].tolist() == [41.0, 41.0, 82.0]
    assert by_name["total"].tolist() == [101.0, 101.0, 202.0]


def test_women_of_childbearing_age_have_no_men():
    totals = group_totals(np.ones((1, 1, 2, N_AGES)))[0, 0]
    place = list(AGE_GROUPS).index("women_15_49")
    assert totals[:, place].tolist() == [35.0, 0.0, 35.0]
