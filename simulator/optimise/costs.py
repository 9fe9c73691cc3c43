"""What decisions cost: the public purse, and everybody."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.optimise import lasting
from simulator.optimise.ground import Ground
from simulator.optimise.question import Programme

Floats = NDArray[np.float64]
PUBLIC, TOTAL = "public", "total"


class Costs(NamedTuple):
    """Money of decisions by region, service and year [100 million yuan of 2020].

    Every field has shape (region, service, year). Capital counts in the year in which it is set
    aside, of bonds and social capital in which it is drawn; what is repaid of a bond is no cost
    besides what was drawn, its interest is.
    """

    capital: Floats
    bonds: Floats
    interest: Floats
    running: Floats
    recruiting: Floats
    social: Floats

    @property
    def public(self) -> Floats:
        """Return what the public purse pays. Shape (region, service, year)."""
        return self.capital + self.bonds + self.interest + self.running + self.recruiting

    @property
    def total(self) -> Floats:
        """Return what everybody pays. Shape (region, service, year)."""
        return self.public + self.social


def costs_of(ground: Ground, starts: Floats, recruits: Floats) -> Costs:
    """Return what starts and recruits cost. Shapes of both (region, service, year)."""
    unit = unit_costs(ground)
    parts = (np.einsum("rst,sty->rsy", starts, each) for each in unit)
    capital, bonds, interest, running, social = parts
    return Costs(
        capital, bonds, interest, running, recruits * ground.running[None, :, None], social
    )


def unit_costs(ground: Ground) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return what a unit started in a year costs in each year. Shapes (service, start, year).

    Capital without bonds, bonds, interest, running cost, social capital.
    """
    borrowed = ground.world.money.bonds.payer >= 0
    own, loans = ground.capital[:, ~borrowed].sum(axis=1), ground.capital[:, borrowed].sum(axis=1)
    drawn = lasting.cost_drawn(ground)
    rate = lasting.interest_after(ground.world.money.bonds, len(ground.axes.years))
    return (
        own[:, None, None] * lasting.cost_set_aside(ground),
        loans[:, None, None] * drawn,
        loans[:, None, None] * lasting.due_later(drawn, rate),
        ground.running[:, None, None] * lasting.running_paid(ground),
        ground.social[:, None, None] * drawn,
    )


def cost_of_columns(ground: Ground, programme: Programme, kind: str) -> tuple[Floats, ...]:
    """Return what the columns of starts, recruits and seats cost to the end of the horizon."""
    effects = programme.effects
    parts = unit_costs(ground)
    whole = np.add.reduce(parts if kind == TOTAL else parts[:4]).sum(axis=2)[effects.built]
    recruit = ground.running[effects.staff][:, None]
    seats = ground.seats
    trained = np.zeros(0)
    if seats is not None:
        trained = seats.price * seats.lag[:, None] * seats.persons(seats.most)
    return whole * effects.lot[:, :, None], recruit * effects.most_recruited, trained
