"""What each column of the programme brings and costs in every year, as arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.instants import MONTHS_PER_YEAR
from simulator.optimise import lasting
from simulator.optimise.ground import Ground

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
NOBODY: Integers = np.zeros(0, np.int64)


class Effects(NamedTuple):
    """By service that is built (``built``) or recruited (``staff``), year of start and year.

    Money in 100 million yuan.
    """

    built: Integers
    """Positions of the services whose lots are started. Shape (built,)."""
    staff: Integers
    """Positions of the services that are recruited. Shape (staff,)."""
    trained: Integers
    """Positions of the services whose seats are decided. Shape (trained,)."""
    lot: Integers
    """Units of a lot. Shape (region, built)."""
    most_started: Floats
    """No starts where nothing is built or what is started opens too late.
    Shape (region, built, start)."""
    most_recruited: Floats
    """Shape (region, staff, year)."""
    standing: Floats
    """What stands of a unit. Shape (built, start, year)."""
    opening: NDArray[np.bool_]
    """Whether a unit opens in a year. Shape (built, start, year)."""
    staying: Floats
    """What stays of a recruit. Shape (start, year, region, staff)."""
    licensed: Floats
    """Who is there of the most extra seats of an intake. Shape (region, trained, intake, year)."""
    cost: Floats
    """Money of a unit: set aside, running, debt service; of bonds, what is drawn.
    Shape (built, account, start, year)."""
    recruiting: Floats
    """Money of a recruit. Shape (staff, account, start, year)."""
    with_builders: Floats
    """1 where a lot is with builders when those of another service and start begin.
    Shape (built, start, built, start), those who begin first."""


def effects_of(ground: Ground) -> Effects:
    """Return the effects of all columns."""
    built = np.flatnonzero(ground.builds.any(axis=0))
    staff = np.flatnonzero(ground.recruits.any(axis=0))
    standing = lasting.units_standing(ground)[built]
    useful = standing[:, :, -1] > 0.0
    builds = ground.builds[:, built, None] & useful[None]
    staying = lasting.staff_staying(ground)
    return Effects(
        built=built,
        staff=staff,
        trained=NOBODY if ground.seats is None else ground.seats.service,
        lot=ground.world.lot[:, built],
        most_started=np.where(builds, np.inf, 0.0),
        most_recruited=_most_recruited(ground, staff),
        standing=standing,
        opening=(standing > 0.0) & (np.diff(standing > 0.0, axis=2, prepend=False)),
        staying=staying[..., staff],
        licensed=_licensed(ground, staying),
        cost=_cost(ground, built),
        recruiting=_recruiting(ground, staff),
        with_builders=_with_builders(ground, built),
    )


def _most_recruited(ground: Ground, staff: Integers) -> Floats:
    """Return the most persons recruited beyond the scenario's. Shape (region, staff, year)."""
    most = ground.recruit_limit[staff] * ground.standing[:, :, staff]
    there = ground.recruits[:, staff]
    return np.where(there[:, :, None], most.transpose(1, 2, 0), 0.0)


def _licensed(ground: Ground, staying: Floats) -> Floats:
    """Return who is there of the most seats of an intake. Shape (region, trained, intake, year).

    Whoever is licensed stays as recruits of that year do.
    """
    n_years, seats = len(ground.axes.years), ground.seats
    if seats is None:
        return np.zeros((len(ground.axes.regions), 0, n_years, n_years))
    found = np.zeros((*seats.graduates.shape, n_years))
    for place, intake in np.argwhere(seats.most > 0.0).tolist():
        stay = staying[intake + seats.lag[place], :, :, seats.service[place]].T
        persons = seats.most[place, intake] * seats.graduates[:, place, intake]
        found[:, place, intake] = persons[:, None] * stay
    return found


def _cost(ground: Ground, built: Integers) -> Floats:
    """Return what a unit costs every account. Shape (built, account, start, year)."""
    money, capital = ground.world.money, ground.capital[built]
    payer = money.bonds.payer
    aside, drawn = lasting.cost_set_aside(ground), lasting.cost_drawn(ground)
    due, running = lasting.debt_due(ground), lasting.running_paid(ground)[built]
    bonds = (payer >= 0)[None, :, None, None]
    found: Floats = capital[:, :, None, None] * np.where(
        bonds, drawn[built][:, None], aside[built][:, None]
    )
    for account in np.flatnonzero(payer >= 0).tolist():
        found[:, payer[account]] += capital[:, account, None, None] * due[built]
    for place, service in enumerate(built):
        account = int(money.pays_running[service])
        if account >= 0:
            found[place, account] += ground.running[service] * running[place]
    return found


def _recruiting(ground: Ground, staff: Integers) -> Floats:
    """Return what a recruit costs every account. Shape (staff, account, start, year)."""
    n_years = len(ground.axes.years)
    found = np.zeros((len(staff), ground.capital.shape[1], n_years, n_years))
    for place, service in enumerate(staff):
        account = int(ground.world.money.pays_running[service])
        if account >= 0:
            found[place, account] = ground.running[service] * np.eye(n_years)
    return found


def _with_builders(ground: Ground, built: Integers) -> Floats:
    """Return who is with builders when others begin. Shape (built, start, built, start)."""
    first, behind = ground.timing.building[built].T
    january = MONTHS_PER_YEAR * np.arange(len(ground.axes.years))
    begins = (first[:, None] + january)[:, :, None, None]
    since, until = first[:, None] + january, behind[:, None] + january
    return np.asarray(((since <= begins) & (begins < until)).astype(np.float64))
