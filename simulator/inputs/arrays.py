"""What the parts get: plain arrays of one draw, without YAML, paths or labels.

Axes: regions are the cities in the order of params, services and accounts as in the case,
years count from the base (0). Money is fen of 2020.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.errors import ModelError, Problem

Integers = NDArray[np.int64]
Whole = NDArray[np.integer]
"""Whole numbers of any width: what there are many of takes little room."""
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

FACILITY, WORKFORCE, COVERAGE, PROGRAMME = range(4)
"""Families that move, as in `simulator.axes.FAMILIES`."""

NO_NEED, COUNT, PER_PEOPLE, PER_SERVICE = range(4)
"""How a need level is stated: not at all, units, a ratio to residents, a share of a service."""


class Bonds(NamedTuple):
    """Money that must be paid back: special bonds."""

    payer: Integers
    """Account that pays the debt service of an account, -1 where no money is borrowed.
    Shape (account,)."""
    millionths: int
    """Yearly interest rate in millionths."""
    term: int
    """Januaries after the year of drawing until all is repaid."""
    interest_only: int
    """Januaries of these in which no principal falls due."""


class Money(NamedTuple):
    """Own money, unit costs and limits."""

    own: Integers
    """Money of the year before transfers, of bond accounts the limit of what may be drawn.
    Shape (year, region, account); year 0 is the base."""
    pays_running: Integers
    """Account that pays a service's running, staff or programme cost, -1 none. (service,)."""
    unit_fen: Integers
    """Yearly public cost of a unit, or the cost of one recruit, child or home. (service,)."""
    capital_fen: Integers
    """Capital cost of a unit by fiscal account. Shape (service, account)."""
    social_fen: Integers
    """Capital cost of a unit carried by social capital. Shape (service,)."""
    income_fen: Integers
    """Service income of a used unit and year. Shape (service,)."""
    pool: Integers
    """Money the province hands to cities. Shape (year,)."""
    carry_limit: Floats
    """Carry-over limit as a share of the year's own money. Shape (year,)."""
    fungible: Floats
    """Share of free money that may move between domains. Shape (year,)."""
    pooled: Booleans
    """Accounts that the province's transfers reach: the general budget's. Shape (account,)."""
    purse: Integers
    """Tier and fund of an account, by number: money moves within one only; -1 for bonds, whose
    limits do not move. Shape (account,)."""
    bonds: Bonds


class Conversions(NamedTuple):
    """Projects that turn idle units of one service into units of another."""

    source: Integers
    """Service whose idle units become units of a service, -1 none. Shape (service,)."""
    units: Floats
    """Units that one unit of the source becomes. Shape (service,)."""
    share: Floats
    """Share of the source's idle units converted in January. Shape (year, service)."""
    months: Whole
    """Months of the five timed stages, as in `World.months`."""
    capital_fen: Integers
    """Capital cost of a unit by fiscal account. Shape (service, account)."""
    social_fen: Integers
    """Capital cost of a unit carried by social capital. Shape (service,)."""


class Needs(NamedTuple):
    """The level at which an allocation rule stops: a printed target, else a need reference."""

    kind: Integers
    """NO_NEED, COUNT, PER_PEOPLE or PER_SERVICE. Shape (region, service)."""
    level: Floats
    """Units, or units per ``per`` of the group or service. Shape (region, service)."""
    per: Floats
    """Shape (region, service)."""
    group: Integers
    """Age group of the denominator. Shape (service,)."""
    whole: Integers
    """Service of which the need is a share, -1 none. Shape (service,)."""
    binding: Integers
    """1 where a binding target stands behind the need. Shape (region, service)."""
    assumed: Booleans
    """Where a need reference stands in for a target. Shape (region, service)."""


class Staff(NamedTuple):
    """Doctors, nurses, and the staff that makes places available."""

    level: Floats
    """Newly licensed a year, mean of 2016–2020: a city's part of the provincial pool.
    Shape (region, service)."""
    rise: Floats
    """Yearly rise of the inflow as a share of that mean. Shape (service,)."""
    observed_years: Integers
    """Years after the base up to which the rise is observed. Shape (service,)."""
    years_to_licence: Integers
    """Whole years from intake until a graduate is counted. Shape (service,)."""
    seats: Floats
    """Factor on the intake that is licensed in a year. Shape (year, service)."""
    recruits: Floats
    """Recruited from outside the province, as a share of the stock. Shape (service,)."""
    recruited: Floats
    """Recruited besides by the scenario [person]. Shape (year, region, service)."""
    hires: Integers
    """Persons a city would hire from other cities. Shape (year, region, service)."""
    hire_limit: Floats
    """Share of its staff that a city loses to others a year at most. Shape (service,)."""
    hire_cost_rise: Floats
    """Rise of the cost of a hire, times the share of its own staff a city hires. (service,)."""
    attraction: Floats
    """Factor on a city's weight in the provincial pool. Shape (year, region, service)."""
    posts: Floats
    """Posts, infinite where not limited [person]. Shape (year, region, service)."""
    facility: Integers
    """Facility whose places a service follows and makes available, -1 none. Shape (service,)."""
    per_place: Floats
    """Staff that a place of it needs. Shape (service,)."""
    training_limit: Floats
    """Most who are trained for places a year, as a share of those in work. Shape (service,)."""
    exits: Floats
    """Share of the stock leaving a year. Shape (year, region, service)."""


class Policy(NamedTuple):
    """Rules in force by year; codes as in ``budget/rules.py``."""

    transfer_rule: Integers
    """Shape (year,)."""
    additional: Booleans
    """Whether the pool is new money and not the cities' own. Shape (year,)."""
    allocation_rule: Integers
    """Shape (year,)."""
    shares: Floats
    """Share of the starts by service (rule fixed_shares). Shape (year, service)."""
    limits: Floats
    """Share of its domain's money that a service's starts may take. Shape (year, service)."""
    starts: Integers
    """Units to start (rule fixed_starts). Shape (year, region, service)."""


class Pipeline(NamedTuple):
    """Projects under way at the base, one row a project."""

    region: Integers
    service: Integers
    serial: Integers
    units: Integers
    launched: Integers
    """Month of asking for approval, zero or less."""


class Named(NamedTuple):
    """Named projects of the reserve, one row a project, with what the scenario changes."""

    name: Integers
    """Position in the reserve."""
    region: Integers
    service: Integers
    units: Integers
    fen: Integers
    """Whole cost [fen], -1 for the service's unit cost."""
    dated: Integers
    """What `date` says: `ASKED`, `BUILT_FROM` or `OPENED`."""
    date: Integers
    """Months after the base year, a change of date counted in."""
    months: Integers
    """Months of the five stages, zero for the service's own. Shape (project, stage)."""
    priority: Integers
    """1 comes first, 9 with the lots."""
    rest_from: Integers
    """Month from which a project under way rests."""
    rest_months: Integers
    cancelled: Integers
    """Month in which the project is given up, 0 never."""
    changed: Integers
    """Month in which another date (1 below) or size is decided, 0 where nothing changes."""
    delayed: Integers
    resized: Integers


ASKED, BUILT_FROM, OPENED = range(3)
"""What the date of a named project is: asking for approval, start of the works, opening."""
NO_PROJECTS = Named(
    *(np.zeros((0, 5) if name == "months" else 0, np.int64) for name in Named._fields)
)


class Traits(NamedTuple):
    """What is constant for a service, arrays of shape (service,)."""

    family: Integers
    retirement: Floats
    """Share of units retired a year. Shape (service,)."""
    sub_stock_of: Integers
    """Service of which a service is a part, -1 none. Shape (service,)."""
    staff_service: Integers
    """Service that staffs a unit, -1 none. Shape (service,)."""
    staff_per_unit: Floats
    places_service: Integers
    """Service whose units hold the covered persons, -1 none. Shape (service,)."""
    uncovered_decline: Floats
    """Yearly fall of the uncovered share. Shape (service,)."""
    standard: Floats
    """Units that a member of `standard_group` needs, 0 where the need level is the need."""
    standard_group: Integers
    """Age group of the standard. Shape (service,)."""


class World(NamedTuple):
    """One draw, ready to run."""

    base: int
    n_years: int
    """Simulated years after the base."""
    traits: Traits
    standing: Integers
    """Stocks of 31 December of the base year. Shape (region, service)."""
    observed: Integers
    """Stocks of a 31 December that a review takes over, negative: none.
    Shape (year, region, service)."""
    exists: Booleans
    """Where a stock is known or imputed. Shape (region, service)."""
    programme_target: Integers
    """Units a programme delivers by the target year. Shape (region, service)."""
    programme_yearly: Integers
    """Equal part of the target that is due every year. Shape (region, service)."""
    take_up: Floats
    """Share of the need that asks for the service. Shape (year, service)."""
    closures: Floats
    """Share of the idle units closed in January. Shape (year, service)."""
    conversions: Conversions
    served_in: Floats
    """Share of a city's demand that another city serves, zero on the diagonal.
    Shape (year, service, from, to)."""
    months: Whole
    """Months of the five timed stages by serial; serial 0 is the typical project that rules
    reckon with, zero months mean no room. Shape (service, region, serial, stage)."""
    lot: Integers
    """Units of one lot, 0 where no lots are built. Shape (region, service)."""
    approval_slots: Integers
    construction_slots: Integers
    """Slots of the two desks. Shape (year, region)."""
    draw_shares: tuple[float, float]
    """Shares of the cost drawn at the start and half-way."""
    policy: Policy
    needs: Needs
    staff: Staff
    money: Money
    pipeline: Pipeline
    named: Named

    def serials(self) -> Integers:
        """Return how many serials of each service there is room for. Shape (service,)."""
        return np.asarray((self.months[:, 0, :, 0] > 0).sum(axis=-1))

    def refuse_serial(self, service: int, serial: int) -> None:
        """Raise M101 where there is no room for one more project of a service."""
        room = self.months.shape[2]
        if serial >= room or not self.months[service, 0, serial, 0]:
            raise ModelError(Problem("M101", args={"most": str(int(self.serials()[service]) - 1)}))
