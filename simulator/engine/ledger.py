"""The ledger: what the events say of every account and year, in lines that sum to zero."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.axes import CATEGORIES, CATEGORIES_IN
from simulator.eventlog import NONE
from simulator.inputs.arrays import Integers
from simulator.inputs.envelopes import SPECIAL_BONDS, Account
from simulator.instants import MONTHS_PER_YEAR

OF_ACCOUNT = (
    "own",
    "transfer_in",
    "carry_in",
    "moved_in",
    "transfer_out",
    "moved_out",
    "carry_out",
    "lapsed",
)
"""Categories that belong to an account and to no service."""
OF_DEBT = ("debt_service",)
"""What the general budget pays for the bonds of its domain."""
OF_BONDS = ("bond", "capital")
"""Of a service, in an account that borrows: what is drawn comes in and is spent at once."""
OF_SERVICE = ("recurrent", "capital", "recruitment", "coverage", "programme")
UNBUDGETED = {
    "social_capital": ("social_capital", "capital"),
    "service_income": ("service_income", "recurrent"),
}
"""Funds without an envelope: what comes in and what it pays, event by event."""


class Line(NamedTuple):
    """One line of the ledger in every region."""

    tier: str
    fund: str
    domain: str
    service: str
    category: str


def ledger_lines(accounts: tuple[Account, ...], domains: Mapping[str, str]) -> tuple[Line, ...]:
    """Return all lines a city may have; ``domains`` gives the domain of each service."""
    lines: list[Line] = []
    borrowing = {account.domain for account in accounts if account.fund == SPECIAL_BONDS}
    for account in accounts:
        if account.fund != SPECIAL_BONDS:
            lines += [Line(*account, "", category) for category in OF_ACCOUNT]
        if account.fund == "general_budget" and account.domain in borrowing:
            lines += [Line(*account, "", category) for category in OF_DEBT]
    for account in accounts:
        mine = [name for name, domain in domains.items() if domain == account.domain]
        told = OF_BONDS if account.fund == SPECIAL_BONDS else OF_SERVICE
        lines += [Line(*account, name, category) for name in mine for category in told]
    for fund, categories in UNBUDGETED.items():
        lines += [
            Line("city", fund, domain, name, category)
            for name, domain in domains.items()
            for category in categories
        ]
    return tuple(lines)


def positions(
    lines: tuple[Line, ...], accounts: tuple[Account, ...], domains: Mapping[str, str]
) -> Integers:
    """Return the line of an event (account + 1, service + 1, category), -1 where none is."""
    index = {line: number for number, line in enumerate(lines)}
    found = np.full((len(accounts) + 1, len(domains) + 1, len(CATEGORIES)), -1, np.int64)
    for line, number in index.items():
        service = tuple(domains).index(line.service) + 1 if line.service else 0
        category = CATEGORIES.index(line.category)
        if line.fund in UNBUDGETED:
            found[0, service, category] = number
        else:
            account = accounts.index(Account(line.tier, line.fund, line.domain)) + 1
            found[account, service, category] = number
    return found


def ledger_fen(
    events: Mapping[str, NDArray[np.int64]], where: Integers, shape: tuple[int, int, int]
) -> Integers:
    """Return signed fen by (region, year, line): plus for what comes in, minus for what goes.

    ``where`` are the `positions`; ``shape`` is (regions, years after the base, lines).
    """
    total = np.zeros(shape, np.int64)
    moved = events["category"] != NONE
    account, service = events["account"][moved] + 1, events["service"][moved] + 1
    category = events["category"][moved]
    of_account = category < len(CATEGORIES_IN)
    sign = np.where(of_account, 1, -1)
    service = np.where(
        np.isin(category, [CATEGORIES.index(name) for name in OF_ACCOUNT]), 0, service
    )
    year = (events["month"][moved] - 1) // MONTHS_PER_YEAR
    line = where[account, service, category]
    np.add.at(total, (events["region"][moved], year, line), sign * events["fen"][moved])
    return total
