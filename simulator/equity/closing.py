"""How many whole units close a gap while the denominator stays as it is."""

from __future__ import annotations

import numpy as np

from simulator.equity import rules
from simulator.equity.series import Codes, Floats
from simulator.units import slack_of


def units_to_reach(
    numerator: Floats, denominator: Floats, per: Floats, level: Floats, direction: Floats
) -> Floats:
    """Return the fewest whole units that bring the ratio to ``level``, >= 0 [unit].

    Units are added where ``direction`` is +1 and removed where it is -1; NaN where it is 0 or
    anything is unknown. The level is held fixed although, when it is the province's own
    ratio, adding units in a city also moves the province a little.

    Parameters
    ----------
    numerator, denominator, per, level, direction
        Arrays that broadcast to one shape; ``level`` in the unit of the indicator.

    Examples
    --------
    >>> import numpy as np
    >>> one = np.array(1.0)
    >>> float(units_to_reach(66 * one, 10000 * one, 1000 * one, 7.7 * one, one))
    11.0
    >>> float(units_to_reach(420 * one, 100000.00000000001 * one, 1000 * one, 4.5 * one, one))
    30.0
    """
    sharers = np.where(denominator > 0.0, denominator, np.nan)
    moved = _units_to_add(numerator, sharers, per, level)
    if (direction < 0).any():
        moved = np.where(direction > 0, moved, _units_to_remove(numerator, sharers, per, level))
    return np.where(direction == 0, np.nan, moved)


def _units_to_add(numerator: Floats, sharers: Floats, per: Floats, level: Floats) -> Floats:
    """Return the fewest whole units with which the ratio is at least ``level``, >= 0."""
    exact = level * sharers / per
    enough = np.ceil(exact - slack_of(exact))
    enough = np.where(per * (enough - 1.0) / sharers >= level, enough - 1.0, enough)
    return _at_least_none(np.ceil(enough - numerator))


def _units_to_remove(numerator: Floats, sharers: Floats, per: Floats, level: Floats) -> Floats:
    """Return the fewest whole units without which the ratio is at most ``level``, >= 0."""
    exact = level * sharers / per
    most = np.floor(exact + slack_of(exact))
    most = np.where(per * (most + 1.0) / sharers <= level, most + 1.0, most)
    return _at_least_none(np.ceil(numerator - most))


def _at_least_none(units: Floats) -> Floats:
    """Return units, 0 and not -0 where they are not positive."""
    return np.where(units <= 0.0, 0.0, units)


def units_to_meet(
    numerator: Floats,
    denominator: Floats,
    per: Floats,
    target: Floats,
    asked: tuple[Codes, Floats],
) -> Floats:
    """Return the fewest whole units to add or remove until the target is met, >= 0 [unit].

    Parameters
    ----------
    numerator, denominator, per, target
        Arrays that broadcast to one shape.
    asked
        Comparator codes of `rules` and tolerances, of the same kind.
    """
    comparator, tolerance = asked
    up = rules.is_one_of(comparator, rules.AT_LEAST, rules.MORE_THAN)
    down = rules.is_one_of(comparator, rules.AT_MOST, rules.LESS_THAN)
    strict = rules.is_one_of(comparator, rules.MORE_THAN, rules.LESS_THAN)
    slack = np.where(strict, 0.0, tolerance)
    sharers = np.where(denominator > 0.0, denominator, np.nan)
    more = _units_to_add(numerator, sharers, per, target - slack)
    fewer = _units_to_remove(numerator, sharers, per, target + slack)
    limit = target * sharers / per
    more = more + (strict & (np.abs(numerator + more - limit) <= slack_of(limit)))
    fewer = fewer + (strict & (np.abs(numerator - fewer - limit) <= slack_of(limit)))
    one_sided = np.where(up, more, np.where(down, fewer, np.nan))
    two_sided = rules.is_one_of(comparator, rules.EQUAL, rules.ABOUT)
    return np.where(two_sided, np.maximum(more, fewer), one_sided)
