"""January: losses, graduates, money that comes in and running money that goes out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.budget.debt import pay_debt
from simulator.budget.envelopes import Treasury
from simulator.budget.rules import NO_TRANSFER, transfer_weights
from simulator.budget.year import open_year, pay_running, transfer
from simulator.engine.hiring import hire
from simulator.eventlog import EventLog, Mark
from simulator.inputs.arrays import (
    COVERAGE,
    FACILITY,
    PROGRAMME,
    WORKFORCE,
    Floats,
    Integers,
    World,
)
from simulator.instants import JANUARY_RUNNING, MONTHS_PER_YEAR, january
from simulator.projects.delivery import Site
from simulator.projects.rules import CONSTRUCTION, building_months
from simulator.projects.table import FUNDED, UNDER_CONSTRUCTION
from simulator.services.need import need_units
from simulator.services.stocks import due_this_year, newly_covered, retire
from simulator.workforce.staff import Carried, entries

CATEGORY = {
    FACILITY: "recurrent",
    WORKFORCE: "recruitment",
    COVERAGE: "coverage",
    PROGRAMME: "programme",
}
"""Ledger category of a family's running claim."""


class Payments(NamedTuple):
    """What January works on."""

    world: World
    people: Floats
    """Residents by group. Shape (year, region, group)."""
    site: Site
    treasury: Treasury


def pay_january(payments: Payments, year: int) -> None:
    """Live through phase 1 of January of ``year`` (1 = first simulated year)."""
    world, _, site, treasury = payments
    state, when = site.state, (january(year), JANUARY_RUNNING)
    note_units(site.log, when, "retired", retire(world.traits, state))
    carried = Carried(state.carried_loss, state.carried_gain, state.carried_unplaced)
    people = entries(world.staff, year, state.standing, carried)
    state.standing[:] += people.graduated - people.left
    state.graduated[:], state.retired[:] = people.graduated, state.retired + people.left
    note_units(site.log, when, "graduated", people.graduated)
    note_units(site.log, when, "retired", people.left)
    note_unplaced(site.log, when, people.unplaced, region=state.standing.shape[0])
    open_year(treasury, year)
    hand_out(payments, year)
    for region in range(state.standing.shape[0]):
        pay_debt(treasury, year, region)
    claimed = running_claims(payments, year, people.recruited)
    categories = tuple(CATEGORY[int(family)] for family in world.traits.family)
    paid = np.array(
        [
            pay_running(treasury, year, region, claimed[region], categories)
            for region in range(claimed.shape[0])
        ]
    )
    settle_stocks(payments, year, claimed, paid)
    move_staff(payments, year)


def move_staff(payments: Payments, year: int) -> None:
    """Let cities hire from each other: ``recruited`` in one city is ``retired`` in another."""
    world, _, site, treasury = payments
    state, when = site.state, (january(year), JANUARY_RUNNING)
    hired, gone = hire(world, treasury, year, state.standing)
    state.standing[:] += hired - gone
    state.recruited[:] += hired
    state.retired[:] += gone
    note_units(site.log, when, "recruited", hired)
    note_units(site.log, when, "retired", gone)


def hand_out(payments: Payments, year: int) -> None:
    """Give the province's pool to the cities by the rule in force."""
    world, people, site, treasury = payments
    rule = int(world.policy.transfer_rule[year])
    if rule == NO_TRANSFER:
        return
    state, money = site.state, world.money
    need = need_units(world.needs, people[year - 1], state.standing)
    missing = np.maximum(need - state.standing - state.in_pipeline, 0)
    own = np.where(money.bonds.payer < 0, money.own[year], 0)
    given_by = transfer_weights(rule, own, people[year - 1][:, -1], missing @ money.capital_fen)
    transfer(
        treasury,
        year,
        int(money.pool[year]),
        given_by,
        reallocated=not bool(world.policy.additional[year]),
    )


def running_claims(payments: Payments, year: int, recruits: Integers) -> Integers:
    """Return the units whose running cost is claimed. Shape (region, service).

    Facilities: what stands, and what is due to open for the months left; staff: recruits;
    coverage: who joins; programmes: what they deliver.
    """
    world, people, site, _ = payments
    state, group = site.state, world.needs.group
    claims = np.where(world.traits.family == FACILITY, state.standing, 0) + due_to_open(site, year)
    joining = newly_covered(world.traits, state, people[year - 1][:, group], people[year][:, group])
    claims = np.where(world.traits.family == WORKFORCE, recruits, claims)
    claims = np.where(world.traits.family == COVERAGE, joining, claims)
    return np.where(
        world.traits.family == PROGRAMME,
        due_this_year(
            world.traits, world.programme_target, world.programme_yearly, state.standing, year
        ),
        claims,
    )


def due_to_open(site: Site, year: int) -> Integers:
    """Return the unit-years of funded projects that open in ``year``, rounded down.

    One that still waits for builders cannot open before it has been built from now on.
    """
    table, first = site.table, january(year)
    due = np.zeros_like(site.state.standing)
    states = table.state[: table.n]
    paid_for = (states == FUNDED) | (states == UNDER_CONSTRUCTION)
    soon = table.opening[: table.n] < first + MONTHS_PER_YEAR
    for row in np.flatnonzero(paid_for & soon).tolist():
        opening = int(table.opening[row])
        if states[row] == FUNDED:
            construction, acceptance = table.months[row, CONSTRUCTION:].tolist()
            opening = max(opening, first + building_months(construction) + acceptance)
        if first <= opening < first + MONTHS_PER_YEAR:
            months = first + MONTHS_PER_YEAR - opening
            due[table.region[row], table.service[row]] += (
                int(table.units[row]) * months // MONTHS_PER_YEAR
            )
    return due


def settle_stocks(payments: Payments, year: int, claimed: Integers, paid: Integers) -> None:
    """Turn what was paid for into stocks: recruits, homes, and the funded share of facilities."""
    world, _, site, _ = payments
    state, when = site.state, (january(year), JANUARY_RUNNING)
    recruited = np.where(world.traits.family == WORKFORCE, paid, 0)
    delivered = np.where(world.traits.family == PROGRAMME, paid, 0)
    state.standing[:] += recruited + delivered
    state.recruited[:] = recruited
    state.commissioned[:] += delivered
    note_units(site.log, when, "recruited", recruited)
    note_units(site.log, when, "delivered", delivered)
    site.joined[:] = np.where(world.traits.family == COVERAGE, paid, 0)
    state.funded_share[:] = np.where(claimed > 0, paid / np.maximum(claimed, 1), 1.0)


def note_unplaced(log: EventLog, when: tuple[int, int], units: Integers, *, region: int) -> None:
    """Log graduates who leave the province for want of a post, in the books of the province."""
    for service in np.flatnonzero(units).tolist():
        log.add(when, Mark(region, service), "unplaced", units=int(units[service]))


def note_units(log: EventLog, when: tuple[int, int], event: str, units: Integers) -> None:
    """Log a change of stocks (region, service) at ``when`` = (month, phase)."""
    for region, service in np.argwhere(units).tolist():
        log.add(when, Mark(region, service), event, units=int(units[region, service]))
