"""The cost of a standstill, worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.analysis.delay import Terms, cost_of_delay

pytestmark = pytest.mark.unit

TERMS = Terms(rate=0.03, months=60, rests={"hospital": 12})


def history(*happened):
    """Return events of one project: month, name, yuan."""
    rows = [
        {"project": "hospital", "month": month, "event": event, "category": category, "yuan": yuan}
        for month, event, yuan in happened
        for category in ["capital" if event == "drawn" else ""]
    ]
    return pd.DataFrame(rows)


def delay_of(*happened, terms=TERMS):
    found = cost_of_delay(history(*happened), terms)
    return tuple(found.loc["hospital"]) if len(found) else None


def test_a_payment_that_finds_no_money_costs_interest_on_what_was_drawn():
    found = delay_of((10, "started", 0), (11, "drawn", 4e8), (20, "stopped", 0), (32, "drawn", 3e8))
    assert found == (12, pytest.approx(4e8 * 0.03))


def test_what_is_never_paid_stands_until_the_run_ends():
    found = delay_of((11, "drawn", 4e8), (55, "stopped", 0))
    assert found == (6, pytest.approx(4e8 * 0.03 / 2))


def test_the_first_payment_keeps_nothing_waiting_that_was_paid_before():
    assert delay_of((10, "started", 0), (11, "stopped", 0), (14, "drawn", 4e8)) == (3, 0.0)


def test_works_that_are_given_up_stand_still_no_longer():
    found = delay_of((5, "drawn", 1e8), (10, "stopped", 0), (14, "cancelled", 0))
    assert found == (4, pytest.approx(1e8 * 0.03 * 4 / 12))


def test_a_rest_that_the_scenario_orders_counts_while_works_are_on():
    works = [(3, "started", 0), (4, "drawn", 2e8)]
    assert delay_of(*works, (13, "delayed", 0)) == (12, pytest.approx(2e8 * 0.03))
    assert delay_of((13, "delayed", 0), (30, "accepted", 0)) == (12, 0.0)
    assert delay_of(*works, (8, "accepted", 0), (13, "delayed", 0)) is None


def test_another_date_of_what_has_not_started_is_no_standstill():
    assert delay_of((1, "delayed", 0), (20, "started", 0), (21, "drawn", 2e8)) is None
    assert delay_of((1, "asked", 0), (5, "delayed", 0)) is None


def test_a_month_counts_once():
    rest = Terms(rate=0.03, months=60, rests={"hospital": 3})
    found = delay_of(
        (3, "started", 0),
        (4, "drawn", 2e8),
        (10, "stopped", 0),
        (11, "delayed", 0),
        (16, "drawn", 1e8),
        terms=rest,
    )
    assert found == (6, pytest.approx(2e8 * 0.03 / 2))


def test_projects_that_never_stand_still_have_no_row():
    assert cost_of_delay(history((1, "asked", 0), (30, "drawn", 1e8)), TERMS).empty
