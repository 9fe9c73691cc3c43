"""Accounts, unit costs and derived envelopes.

Base envelopes are in no plan. Derived: mean gross capital of 2016–2020 plus the running cost
of the stock at the base, growing by ``revenue.growth`` (design §4.6). What may be borrowed is
limited only where a budget file says so: limits are published neither by city nor by domain.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simulator.inputs.arrays import Bonds, Floats, Integers, Money
from simulator.inputs.scenario import Scenario
from simulator.inputs.services import Service
from simulator.inputs.values import Values
from simulator.units import fen

SPECIAL_BONDS = "special_bonds"
MILLIONTHS = 1_000_000
NO_LIMIT = 10**16
"""Fen that no region borrows in a year: a hundred trillion yuan."""


class Account(NamedTuple):
    """Where money lies: the same accounts in every region."""

    tier: str
    fund: str
    domain: str


class BaseYear(NamedTuple):
    """What the base period cost: units by (region, service)."""

    additions: Floats
    """Units commissioned a year, replacement included."""
    running: Floats
    """Units, recruits, children or homes whose public cost falls in the base year."""


def accounts_of(services: Mapping[str, Service]) -> tuple[Account, ...]:
    """Return the accounts in the order of the services that use them."""
    found: list[Account] = []
    for service in services.values():
        mine = [Account("city", "general_budget", service.domain)]
        if service.capital_central:
            mine.append(Account("central", "central_investment", service.domain))
        if service.capital_bond:
            mine.append(Account("city", SPECIAL_BONDS, service.domain))
        found += [account for account in mine if account not in found]
    return tuple(found)


def money(
    services: Mapping[str, Service],
    accounts: tuple[Account, ...],
    values: Values,
    scenario: Scenario,
    base_year: BaseYear,
    *,
    given: Floats | None = None,
) -> Money:
    """Return unit costs, and the own money of every region, account and year.

    ``given`` is money of a budget file (year, region, account) [fen], NaN where it says nothing.
    """
    n_services = len(services)
    capital = capital_costs(services, accounts, values)
    social, unit, income = (np.zeros(n_services, np.int64) for _ in range(3))
    pays = np.full(n_services, -1, np.int64)
    for position, service in enumerate(services.values()):
        city = accounts.index(Account("city", "general_budget", service.domain))
        unit[position] = fen(values.optional(service.running or service.unit_cost))
        income[position] = fen(values.optional(service.running_income))
        pays[position] = city if unit[position] and service.budgeted else -1
        social[position] = fen(values.optional(service.capital)) - capital[position].sum()
    base = _base_money(capital, unit, pays, base_year)
    bonds = _bonds(accounts, values)
    return Money(
        own=_lift_limits(_own(base, scenario, values, given), bonds, given),
        pays_running=pays,
        unit_fen=unit,
        capital_fen=capital,
        social_fen=social,
        income_fen=income,
        pool=_pool(scenario),
        carry_limit=_carry_limits(scenario, values),
        fungible=np.array([scenario.levers_in(year).fungible for year in _years(scenario)]),
        pooled=np.array([account.fund == "general_budget" for account in accounts]),
        purse=_purses(accounts),
        bonds=bonds,
    )


def capital_costs(
    services: Mapping[str, Service], accounts: tuple[Account, ...], values: Values
) -> Integers:
    """Return the capital cost of a unit by account [fen]. Shape (service, account).

    The general budget comes first, then central money, then bonds: no fund pays what those
    before it already pay, and what is left is social capital.
    """
    found = np.zeros((len(services), len(accounts)), np.int64)
    for position, service in enumerate(services.values()):
        cost = values.optional(service.capital)
        shares = (
            ("city", "general_budget", values.optional(service.capital_general, 1.0)),
            ("central", "central_investment", values.optional(service.capital_central)),
            ("city", SPECIAL_BONDS, values.optional(service.capital_bond)),
        )
        left = fen(cost)
        for tier, fund, share in shares:
            if share:
                part = min(fen(cost * share), left)
                found[position, accounts.index(Account(tier, fund, service.domain))] = part
                left -= part
    return found


def _purses(accounts: tuple[Account, ...]) -> Integers:
    """Return the number of each account's tier and fund, -1 for bonds. Shape (account,)."""
    kinds = [(account.tier, account.fund) for account in accounts]
    return np.array(
        [-1 if kind[1] == SPECIAL_BONDS else kinds.index(kind) for kind in kinds], np.int64
    )


def _bonds(accounts: tuple[Account, ...], values: Values) -> Bonds:
    """Return which accounts borrow, who pays for them, and on what terms."""
    payer = np.full(len(accounts), -1, np.int64)
    for position, account in enumerate(accounts):
        if account.fund == SPECIAL_BONDS:
            payer[position] = accounts.index(Account("city", "general_budget", account.domain))
    return Bonds(
        payer=payer,
        millionths=round(values("budget.bond_interest_rate") * MILLIONTHS),
        term=round(values("budget.bond_term_years")),
        interest_only=round(values("budget.bond_interest_only_years")),
    )


def _base_money(capital: Integers, unit: Integers, pays: Integers, base: BaseYear) -> Floats:
    """Return the money of the base year (region, account) [fen]."""
    own = np.zeros((base.additions.shape[0], capital.shape[1]))
    for service in range(capital.shape[0]):
        own += base.additions[:, service, None] * capital[service]
        if pays[service] >= 0:
            own[:, pays[service]] += base.running[:, service] * unit[service]
    return own


def _own(base: Floats, scenario: Scenario, values: Values, given: Floats | None) -> Integers:
    """Return own money (year, region, account): a budget's, else growth from the base.

    Level and shocks act on both.
    """
    own = np.zeros((len(_years(scenario)), *base.shape), np.int64)
    grown = 1.0
    for index, year in enumerate(_years(scenario)):
        levers = scenario.levers_in(year)
        if index:
            growth = levers.revenue.growth_in(year, values("budget.revenue_growth"))
            grown = grown * (1.0 + growth)
        level = levers.revenue.level_in(year) * levers.shock_in(year) if index else 1.0
        usual = base * grown
        if given is not None:
            usual = np.where(np.isnan(given[index]), usual, given[index])
        own[index] = np.rint(usual * level).astype(np.int64)
    return own


def _lift_limits(own: Integers, bonds: Bonds, given: Floats | None) -> Integers:
    """Return own money (year, region, account) with no limit on bonds but that of a budget."""
    silent = np.isnan(given) if given is not None else np.ones(own.shape, bool)
    lifted: Integers = np.where(silent & (bonds.payer >= 0), NO_LIMIT, own)
    return lifted


def _pool(scenario: Scenario) -> Integers:
    """Return the province's pool by year [fen]."""
    return np.array(
        [
            fen(scenario.levers_in(year).transfers.pool_in(year)) if index else 0
            for index, year in enumerate(_years(scenario))
        ],
        np.int64,
    )


def _carry_limits(scenario: Scenario, values: Values) -> Floats:
    """Return the carry-over limit by year: the scenario's, else the parameter's."""
    usual = values("budget.carry_over_limit")
    limits = [scenario.levers_in(year).carry_over.limit for year in _years(scenario)]
    return np.array([usual if limit is None else limit for limit in limits])


def _years(scenario: Scenario) -> range:
    return range(scenario.horizon.base, scenario.horizon.end + 1)
