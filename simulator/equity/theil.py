"""Theil's two entropy measures, whole and split between and within groups."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.equity.series import Floats, Integers
from simulator.equity.shares import Relative, relative, x_log_x


class TheilParts(NamedTuple):
    """Inequality and its two parts, which add up to it. Shapes (...)."""

    total: Floats
    between: Floats
    within: Floats


def theil_t(values: Floats, weights: Floats | None = None) -> Floats:
    r"""Return Theil's T, 0 (equal) to ln of the population over the smallest area.

    .. math:: T = \sum_i p_i \frac{x_i}{\mu} \ln \frac{x_i}{\mu}

    with x ln x = 0 at x = 0. Sensitive to the top.

    Parameters
    ----------
    values
        Values >= 0. Shape (..., area).
    weights
        Persons, broadcast to ``values``; 0 leaves an area out; None counts each area once.

    References
    ----------
    Theil (1967), *Economics and Information Theory*, chapter 4.

    Examples
    --------
    Half of the people have everything, twice the mean: T = 1/2 · 2 · ln 2 = ln 2.

    >>> import numpy as np
    >>> round(float(theil_t(np.array([0.0, 2.0]))), 6)
    0.693147
    """
    return theil_t_of(relative(values, weights))


def theil_t_of(seen: Relative) -> Floats:
    """Return Theil's T of relative values."""
    return np.asarray((seen.share * x_log_x(seen.value)).sum(axis=-1))


def theil_l(values: Floats, weights: Floats | None = None) -> Floats:
    r"""Return Theil's L, the mean logarithmic deviation, 0 (equal) upwards.

    .. math:: L = \sum_i p_i \ln \frac{\mu}{x_i}

    Infinite when a counted area has nothing. Sensitive to the bottom.

    Parameters
    ----------
    values, weights
        As in `theil_t`.

    References
    ----------
    Cowell (2011), *Measuring Inequality*, chapter 3.

    Examples
    --------
    Values 1 and 3, mean 2: L = (ln 2 + ln 2/3) / 2 = ln(4/3) / 2.

    >>> import numpy as np
    >>> round(float(theil_l(np.array([1.0, 3.0]))), 6)
    0.143841
    """
    return theil_l_of(relative(values, weights))


def theil_l_of(seen: Relative) -> Floats:
    """Return Theil's L of relative values."""
    share, _, value = seen
    counted = share > 0.0
    nothing = (counted & (value == 0.0)).any(axis=-1)
    logs = np.log(np.where(counted & (value != 0.0), value, 1.0))
    return np.where(nothing, np.inf, -(share * logs).sum(axis=-1))


def split_theil_t(values: Floats, weights: Floats | None, groups: Integers) -> TheilParts:
    r"""Return T with its parts between and within groups.

    .. math:: T = \sum_g s_g \ln \frac{\mu_g}{\mu} + \sum_g s_g T_g, \quad s_g = p_g \mu_g / \mu

    Parameters
    ----------
    values, weights
        As in `theil_t`.
    groups
        Group number of each area, broadcast to ``values``. Shape (..., area).

    Examples
    --------
    Groups (1, 3) and (2, 2) have the same mean: nothing is between.

    >>> import numpy as np
    >>> parts = split_theil_t(np.array([1.0, 3.0, 2.0, 2.0]), None, np.array([0, 0, 1, 1]))
    >>> float(parts.between), bool(np.isclose(parts.total, parts.within))
    (0.0, True)
    """
    seen = relative(values, weights)
    return split_theil_t_of(seen, group_levels(seen, groups))


def split_theil_t_of(seen: Relative, levels: GroupLevels) -> TheilParts:
    """Return T of relative values with its parts between and within groups."""
    share, _, value = seen
    people, level, own = levels
    between = (people * x_log_x(level)).sum(axis=-1)
    ratio = np.where(own > 0.0, value / np.where(own > 0.0, own, 1.0), 0.0)
    within = (share * own * x_log_x(ratio)).sum(axis=-1)
    return TheilParts(theil_t_of(seen), between, within)


def split_theil_l(values: Floats, weights: Floats | None, groups: Integers) -> TheilParts:
    r"""Return L with its parts between and within groups; NaN parts where L is infinite.

    .. math:: L = \sum_g p_g \ln \frac{\mu}{\mu_g} + \sum_g p_g L_g

    Parameters
    ----------
    values, weights, groups
        As in `split_theil_t`.
    """
    seen = relative(values, weights)
    return split_theil_l_of(seen, group_levels(seen, groups))


def split_theil_l_of(seen: Relative, levels: GroupLevels) -> TheilParts:
    """Return L of relative values with its parts between and within groups."""
    total = theil_l_of(seen)
    share, _, value = seen
    people, level, own = levels
    finite = np.isfinite(total)
    between = -(people * np.log(np.where(level > 0.0, level, 1.0))).sum(axis=-1)
    inside = np.where((value > 0.0) & (own > 0.0), value / np.where(own > 0.0, own, 1.0), 1.0)
    within = -(share * np.log(inside)).sum(axis=-1)
    return TheilParts(total, np.where(finite, between, np.nan), np.where(finite, within, np.nan))


class GroupLevels(NamedTuple):
    """Groups seen from the whole: shapes (..., group), own (..., area)."""

    people: Floats
    level: Floats
    own: Floats


def group_levels(seen: Relative, groups: Integers) -> GroupLevels:
    """Return population share and relative mean of every group, and the mean of one's own.

    Areas are summed one after the other, on a leading axis.
    """
    n_axes = seen.value.ndim - 1
    area_first = (n_axes, *range(n_axes))
    share, value = (np.ascontiguousarray(seen[one].transpose(area_first)) for one in (0, 2))
    amount = share * value
    of_area = np.broadcast_to(groups, seen.value.shape).transpose(area_first)
    own = np.zeros(share.shape)
    people, level = [], []
    for group in np.unique(groups):
        mine = of_area == group
        people.append(_added(np.where(mine, share, 0.0)))
        lived_in = np.where(people[-1] > 0.0, people[-1], 1.0)
        level.append(_added(np.where(mine, amount, 0.0)) / lived_in)
        np.copyto(own, level[-1], where=mine)
    return GroupLevels(
        np.stack(people, axis=-1),
        np.stack(level, axis=-1),
        np.ascontiguousarray(own.transpose(*range(1, n_axes + 1), 0)),
    )


def _added(areas: Floats) -> Floats:
    """Return the sum over the first axis, in order whatever stands beside.

    numpy adds a single column in pairs, several columns row by row.
    """
    if areas[0].size > 1:
        return np.asarray(areas.sum(axis=0))
    column = np.repeat(areas.reshape(len(areas), 1), 2, axis=1)
    return np.asarray(column.sum(axis=0)[:1].reshape(areas.shape[1:]))
