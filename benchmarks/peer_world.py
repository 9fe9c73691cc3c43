"""The world of draw 0 in plain arrays, as a model of another tool can take it.

What is left out for every peer, so that theirs is the lighter work: residents (but for the need
that follows from them, a straight line from base to end) and the covered, carry-over, transfers and
bonds, named projects, conversions, hiring, training and recruitment (but for our mean of who
graduates), the running cost of staff and programmes, the log, the ledger, verdicts, gaps, tables.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator import api
from simulator.compiled.run import live
from simulator.engine.keys import ledger_positions
from simulator.engine.lived import Lived, Telling
from simulator.inputs.arrays import FACILITY, PROGRAMME, Floats, Integers, World
from simulator.inputs.world import build_world
from simulator.model import TOTAL_SEX
from simulator.population.groups import group_totals
from simulator.population.projection import project
from simulator.services.need import need_units

UNLIMITED_FEN = 10**15
"""Accounts with more are no limit: bonds."""
FEN_PER_YUAN = 100.0


class Ours(NamedTuple):
    """One draw ready to be lived, and what the compiled engine makes of it."""

    services: tuple[str, ...]
    world: World
    people: Floats
    quiet: Telling
    standing: Integers
    """Stocks by year-end. Shape (year, region, service)."""
    graduated: Integers
    """Staff who entered in a year. Shape (year, region, service)."""

    def live(self) -> Lived:
        """Live it once more on the compiled calendar, ledger and all, the log left out."""
        return live(self.world, self.people, self.quiet)


class PlainWorld(NamedTuple):
    """What peers simulate. Axes: city, service, account (the general budget's only)."""

    services: tuple[str, ...]
    n_years: int
    base: Floats
    """Stocks of the base year. Shape (city, service)."""
    loss: Floats
    """Share retired or leaving a year. Shape (city, service)."""
    inflow: Floats
    """Programme output, or our mean of those who graduate, a year [unit]. Shape (city, service)."""
    most: Floats
    """Stock at which the inflow ends. Shape (city, service)."""
    need: Floats
    """Need at the base and at the end. Shape (2, city, service)."""
    lot: Floats
    """Units of a project, 0 where none are built. Shape (city, service)."""
    months: Integers
    """Months of the five stages by project. Shape (service, city, serial, stage)."""
    slots: tuple[int, int]
    """Slots of the approval and of the construction desk of a city."""
    pipeline: Integers
    """Projects under way: city, service, serial, month of asking (≤ 0). Shape (project, 4)."""
    account: Integers
    """Account of a service, -1 none. Shape (service,)."""
    cost: Floats
    """Capital cost of a unit from the account [yuan]. Shape (service,)."""
    running: Floats
    """Yearly cost of a standing unit from the account [yuan]. Shape (service,)."""
    income: Floats
    """Money of the first and the last year [yuan]. Shape (2, city, account)."""


def ours(scenario: str = "baseline", until: int = 2035) -> Ours:
    """Return draw 0 of a scenario and its stocks by the compiled engine."""
    case = api.load_case(scenario, until=until)
    people = group_totals(project(case.population, None).member(0).persons)[:, :, TOTAL_SEX]
    world = build_world(case, people, 0, {})[0]
    quiet = Telling(*ledger_positions(case), keep_events=False)
    books = live(world, people, quiet).books
    return Ours(tuple(case.services), world, people, quiet, books.standing, books.graduated)


def plain_world(known: Ours) -> PlainWorld:
    """Return the arrays of a draw that peers simulate."""
    world, people = known.world, known.people
    traits, money, staff = world.traits, world.money, world.staff
    limited = np.flatnonzero((money.own[1] < UNLIMITED_FEN).all(axis=0))
    capital = money.capital_fen[:, limited]
    programme = traits.family == PROGRAMME
    ends = [(people[at], known.standing[at]) for at in (0, -1)]
    built = (world.lot > 0) & (traits.sub_stock_of < 0)
    launched = world.pipeline
    return PlainWorld(
        services=known.services,
        n_years=world.n_years,
        base=world.standing.astype(float),
        loss=traits.retirement + staff.exits[1],
        inflow=np.where(programme, world.programme_yearly, known.graduated[1:].mean(axis=0)),
        most=np.where(programme, world.programme_target, np.inf),
        need=np.array([need_units(world.needs, *end) for end in ends], float),
        lot=np.where(built, world.lot, 0).astype(float),
        months=np.asarray(world.months, np.int64),
        slots=(int(world.approval_slots[1, 0]), int(world.construction_slots[1, 0])),
        pipeline=np.stack(
            [launched.region, launched.service, launched.serial, launched.launched], axis=1
        )[built[launched.region, launched.service]],
        account=np.where(capital.any(axis=1), capital.argmax(axis=1), -1),
        cost=capital.max(axis=1) / FEN_PER_YUAN,
        running=np.where(traits.family == FACILITY, money.unit_fen, 0) / FEN_PER_YUAN,
        income=money.own[[1, -1]][:, :, limited] / FEN_PER_YUAN,
    )


def how_far(known: Ours, world: PlainWorld, found: Floats) -> str:
    """Return how far a peer's stocks at the end lie from ours, by service that is built or trained.

    The mean of the absolute differences of the cities over the mean of ours, in words; ``found``
    has shape (city, service). Programmes end at their target in every model and are not named.
    """
    end = known.standing[-1]
    moves = (world.lot > 0).any(axis=0) | (known.graduated > 0).any(axis=(0, 1))
    shares = {
        name: np.abs(found[:, at] - end[:, at]).mean() / max(end[:, at].mean(), 1.0)
        for at, name in enumerate(world.services)
        if moves[at]
    }
    told = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
    return f"stocks at the end differ from ours by {told}"
