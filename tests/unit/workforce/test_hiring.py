from __future__ import annotations

import numpy as np
import pytest

from simulator.workforce.hiring import lost, offered, wanted
from tests.small_world import DOCTORS, staff_of

pytestmark = pytest.mark.unit
STANDING = np.array([[0, 1000], [0, 600], [0, 425]])


def asking(*hires, posts=np.inf):
    staff = staff_of(1)
    asked = np.zeros((2, 3, 2), np.int64)
    asked[1, :, DOCTORS] = hires
    return staff._replace(
        hires=asked, hire_limit=np.array([0.0, 0.04]), posts=np.full((2, 3, 2), posts)
    )


def test_who_hires_offers_nobody_and_the_others_a_yearly_share():
    assert offered(asking(0, 0, 5), 1, STANDING)[:, DOCTORS].tolist() == [40, 24, 0]


def test_all_together_hire_no_more_than_is_on_offer():
    staff = asking(0, 60, 20)
    offers = offered(staff, 1, STANDING)
    assert wanted(staff, 1, STANDING, offers)[:, DOCTORS].tolist() == [0, 30, 10]


def test_nobody_is_hired_without_a_vacant_post():
    staff = asking(0, 0, 20, posts=430.0)
    offers = offered(staff, 1, STANDING)
    assert wanted(staff, 1, STANDING, offers)[:, DOCTORS].tolist() == [0, 0, 5]


def test_every_hire_is_lost_somewhere():
    offers = offered(asking(0, 0, 5), 1, STANDING)
    hired = np.array([[0, 0], [0, 0], [0, 8]])
    assert lost(offers, hired).tolist() == [[0, 5], [0, 3], [0, 0]]
