"""Retirement: how a rising statutory age keeps people in work for a while.

When the age rises by a part of a year in the course of a year, that part of those who would
have reached it does not: a rise of one year postpones a whole cohort. Once the age stands
still, every cohort retires again. Other reasons to leave do not change.
"""

from __future__ import annotations

from simulator.inputs.services import Pension
from simulator.inputs.staff_levers import Workforce
from simulator.inputs.values import Values


def rise_by_law(pension: Pension, values: Values, year: int) -> float:
    """Return by how much the statutory age rises in the course of a calendar year [year].

    It holds until the end of the date of ``age`` and is that of ``later_age`` from the beginning
    of its date; between, it rises evenly.
    """
    before, after = values.parameters[pension.age], values.parameters[pension.later_age]
    if not before.date < year < after.date:
        return 0.0
    return (values(pension.later_age) - values(pension.age)) / (after.date - before.date - 1)


def still_leaving(pension: Pension | None, values: Values, levers: Workforce, year: int) -> float:
    """Return the part of those leaving in usual years who leave in ``year`` [1]."""
    if pension is None:
        return 1.0
    rise = levers.age_rise_in(year, rise_by_law(pension, values, year))
    return 1.0 - values(pension.share) * rise
