from __future__ import annotations

import pytest

from simulator.instants import BOOKS, JANUARY_RUNNING, MONEY, Calendar, december, january

pytestmark = pytest.mark.unit

CALENDAR = Calendar(n_regions=18, n_services=11)


@pytest.mark.parametrize("phase", range(8))
@pytest.mark.parametrize("month", [0, 1, 12, 120])
def test_an_instant_gives_back_its_month_phase_and_rank(month, phase):
    rank = CALENDAR.rank(17, 10, 65535)
    instant = CALENDAR.instant(month, phase, rank)
    assert (CALENDAR.month(instant), CALENDAR.phase(instant)) == (month, phase)
    assert instant == (month * 8 + phase) * 18 * 11 * 65536 + rank


def test_ranks_order_regions_then_services_then_serials():
    ranks = [CALENDAR.rank(*place) for place in [(0, 0, 1), (0, 0, 2), (0, 1, 0), (1, 0, 0)]]
    assert ranks == sorted(ranks)
    assert (CALENDAR.region(ranks[3]), CALENDAR.service(ranks[2])) == (1, 1)


def test_a_later_phase_is_later_whatever_the_rank():
    last = CALENDAR.n_ranks - 1
    assert CALENDAR.instant(3, MONEY, last) < CALENDAR.instant(3, BOOKS, 0)
    assert CALENDAR.instant(3, BOOKS, last) < CALENDAR.instant(4, JANUARY_RUNNING, 0)


def test_the_first_simulated_year_has_the_months_one_to_twelve():
    assert (january(1), december(1), january(2)) == (1, 12, 13)
