"""More training seats: how many there may be, who is licensed of them and when, what they cost.

Seats are the province's: one share for all cities. Their graduates join the province's pool and
are shared out as it is, by each city's own part and attraction; where posts limit whom a city can
take, fewer stay than is reckoned here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.errors import InputError, Problem, Where
from simulator.inputs.arrays import World
from simulator.inputs.case import Case
from simulator.workforce.staff import shared

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
LIMIT, PRICE = "workforce.seats_limit", "costs.training_seat"
"""Parameters that are read where seats are decided, and by nothing else."""
YUAN = 1e8
"""Yuan in the unit of money of an optimisation."""


class Seats(NamedTuple):
    """What seats beyond the scenario's would bring. The intake is today's: a factor of one."""

    service: Integers
    """Positions of the services that are trained. Shape (trained,)."""
    lag: Integers
    """Years from the intake to the licence. Shape (trained,)."""
    most: Floats
    """Most extra seats as a share of the intake, none where they would count after the end.
    Shape (trained, year)."""
    graduates: Floats
    """Whom a whole intake brings a city when it is licensed. Shape (region, trained, year)."""
    price: float
    """Public money of a seat and year [100 million yuan]."""

    def persons(self, share: Floats) -> Floats:
        """Return the seats of shares of the intake; both shapes (trained, year)."""
        return np.asarray(share * self.graduates.sum(axis=0))

    def cost(self, share: Floats) -> Floats:
        """Return what shares of the intake cost in every year [100 million yuan].

        Both shapes (trained, year). A seat is paid for from its intake until the licence.
        """
        persons, n_years = self.persons(share), share.shape[1]
        age = np.arange(n_years) - np.arange(n_years)[:, None]
        paid = (age >= 0) & (age < self.lag[:, None, None])
        return np.asarray(self.price * np.einsum("sk,sky->sy", persons, paid))


def seats_of(case: Case, world: World, years: Sequence[int]) -> Seats:
    """Return the seats of a case whose decisions are taken in ``years``.

    Raises
    ------
    InputError
        C217 where the parameters do not say what a seat costs or how many there may be.
    """
    lacking = [name for name in (LIMIT, PRICE) if name not in case.parameters]
    if lacking:
        raise InputError(
            [Problem("C217", Where(key="--seats"), {"name": name}) for name in lacking]
        )
    limit, price = (case.parameters[name].value for name in (LIMIT, PRICE))
    levers = case.scenario.levers.workforce
    trained = np.flatnonzero(is_trained(world))
    opened = [
        [levers.seats_in(one, year) for year in years]
        for one in np.array(list(case.services))[trained].tolist()
    ]
    return seats_in(world, years, np.array(opened), (limit, price / YUAN))


def seats_in(
    world: World, years: Sequence[int], opened: Floats, numbers: tuple[float, float]
) -> Seats:
    """Return the seats of a world.

    Parameters
    ----------
    opened
        Factors on the intake that the scenario opens already. Shape (trained, year).
    numbers
        Most extra seats as a share of the intake, those that are open counted; and the price.
    """
    limit, price = numbers
    trained = np.flatnonzero(is_trained(world))
    staff, lag = world.staff, world.staff.years_to_licence[trained]
    today = staff._replace(seats=np.ones_like(staff.seats))
    licensed = np.array(years) - world.base + lag[:, None]
    useful = licensed <= world.n_years
    graduates = np.zeros((world.standing.shape[0], *useful.shape))
    anybody = np.full(world.standing.shape, np.inf)
    for place, year in np.argwhere(useful).tolist():
        found, _ = shared(today, int(licensed[place, year]), anybody)
        graduates[:, place, year] = found[:, trained[place]]
    most = np.maximum(1.0 + limit - opened.reshape(useful.shape), 0.0)
    return Seats(trained, lag, np.where(useful, most, 0.0), graduates, price)


def is_trained(world: World) -> NDArray[np.bool_]:
    """Return the services whose staff is trained in years and follows no places. (service,)."""
    staff = world.staff
    found = (staff.years_to_licence > 0) & (staff.facility < 0) & staff.level.any(axis=0)
    return np.asarray(found)
