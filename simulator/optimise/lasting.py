"""What a decision of one year means in every later one: units that stand, cost, debt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.budget.rules import MILLION, repaid_by
from simulator.inputs.arrays import Bonds
from simulator.optimise.ground import Ground

Floats = NDArray[np.float64]
WHOLE = 1_000_000_000_000
"""A loan on which shares are read off the rule for whole fen."""


def units_standing(ground: Ground) -> Floats:
    """Return what stands of a unit started in a year. Shape (service, start, year).

    It opens after its lead time and retires at the yearly rate of its service, in January after
    the openings of that month; a part of another service retires with the whole, not by itself.
    """
    traits, timing = ground.world.traits, ground.timing
    age = _age(ground) - timing.opened[:, None, None]
    januaries = np.maximum(age, 0) + timing.opens_in_january[:, None, None]
    rate = np.where(traits.sub_stock_of >= 0, 0.0, traits.retirement)
    stands = (1.0 - rate)[:, None, None] ** januaries
    return np.asarray(np.where(age >= 0, stands, 0.0))


def running_paid(ground: Ground) -> Floats:
    """Return for how much of a year running cost of a unit is paid. Shape (service, start, year).

    In the year of opening for the months that are left.
    """
    age = _age(ground) - ground.timing.opened[:, None, None]
    opening = np.where(age == 0, ground.timing.open_share[:, None, None], 1.0)
    return np.asarray(units_standing(ground) * opening)


def cost_set_aside(ground: Ground) -> Floats:
    """Return 1 in the year in which a start's cost is set aside. Shape (service, start, year)."""
    return np.equal(_age(ground), ground.timing.funded[:, None, None]).astype(np.float64)


def cost_drawn(ground: Ground) -> Floats:
    """Return the share of its cost drawn in each year. Shape (service, start, year)."""
    start, half = ground.world.draw_shares
    shares = (start, half, 1.0 - start - half)
    drawn = ground.timing.drawn.T[:, :, None, None]
    parts = [share * (_age(ground) == at) for share, at in zip(shares, drawn, strict=True)]
    return np.asarray(np.add.reduce(parts))


def debt_due(ground: Ground) -> Floats:
    """Return what falls due on what is borrowed for a unit of cost. Shape (service, start, year).

    Interest on what is owed and the instalment, from the January after the drawing on.
    """
    bonds, n_years = ground.world.money.bonds, len(ground.axes.years)
    due = interest_after(bonds, n_years) + np.diff(repaid_after(bonds, n_years), prepend=0.0)
    return due_later(cost_drawn(ground), due)


def due_later(drawn: Floats, due: Floats) -> Floats:
    """Return what falls due on what was drawn in all years before. Shape (service, start, year).

    ``due`` falls due k years after the drawing, ``drawn`` has shape (service, start, year).
    """
    n_years = len(due)
    years = np.arange(n_years)
    age = years - years[:, None]
    later = np.where(age > 0, due[np.maximum(age, 0)], 0.0)
    found: Floats = drawn @ later
    return found


def repaid_after(bonds: Bonds, n_years: int) -> Floats:
    """Return the share of a loan that is repaid k Januaries after the year of drawing."""
    return np.array(
        [repaid_by(WHOLE, k, bonds.term, bonds.interest_only) / WHOLE for k in range(n_years)]
    )


def interest_after(bonds: Bonds, n_years: int) -> Floats:
    """Return the interest on a loan of one in January number k after the year of drawing."""
    owed = 1.0 - np.concatenate([[0.0], repaid_after(bonds, n_years)[:-1]])
    owed[0] = 0.0
    return owed * bonds.millionths / MILLION


def staff_staying(ground: Ground) -> Floats:
    """Return what stays of a person recruited in a year. Shape (start, year, region, service)."""
    exits = ground.world.staff.exits[-len(ground.axes.years) :]
    stay = np.cumprod(1.0 - exits, axis=0)
    n_years = len(ground.axes.years)
    found = stay[None] / stay[:, None]
    later = np.arange(n_years) >= np.arange(n_years)[:, None]
    return np.where(later[:, :, None, None], found, 0.0)


def _age(ground: Ground) -> NDArray[np.int64]:
    """Return the years since a start. Shape (1, start, year)."""
    years = np.arange(len(ground.axes.years))
    return (years - years[:, None])[None]
