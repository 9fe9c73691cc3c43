"""Envelopes: the money of each region by account, and what of it is set aside.

An account is a (tier, fund, domain); its index is the same in every region. A bond account
holds a limit, not money: bonds come in when they are drawn, and are owed from then on.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import simpy

from simulator.eventlog import EventLog, Mark
from simulator.inputs.arrays import Integers, Money
from simulator.instants import MONTHS_PER_YEAR

UNLIMITED = float("inf")


class Debt(NamedTuple):
    """What was borrowed since the base year [fen]; zero where no money is borrowed."""

    drawn: Integers
    """Shape (year, region, account)."""
    repaid: Integers
    """Principal. Shape (region, account)."""
    interest_arrears: Integers
    """Interest that was due and could not be paid. Shape (region, account)."""


class Treasury:
    """The containers of all regions and accounts, with what is committed to projects."""

    def __init__(self, env: simpy.Environment, money: Money, log: EventLog) -> None:
        _, n_regions, n_accounts = money.own.shape
        self.money = money
        self.log = log
        self.accounts = [
            [simpy.Container(env, capacity=UNLIMITED, init=0) for _ in range(n_accounts)]
            for _ in range(n_regions)
        ]
        self.commitments: dict[int, tuple[int, Integers]] = {}
        """Project row -> (region, fen by account still set aside), oldest first."""
        self.set_aside = np.zeros((n_regions, n_accounts), np.int64)
        """Sum of the commitments. Shape (region, account)."""
        zero = np.zeros((n_regions, n_accounts), np.int64)
        self._borrowing = (money.bonds.payer >= 0).tolist()
        self.debt = Debt(np.zeros_like(money.own), zero, zero.copy())

    def level(self, region: int) -> Integers:
        """Return the money in hand (account,) [fen]."""
        return np.array([account.level for account in self.accounts[region]], np.int64)

    def committed(self, region: int) -> Integers:
        """Return the money set aside for projects (account,) [fen]."""
        found: Integers = self.set_aside[region].copy()
        return found

    def commit(self, row: int, region: int, fen: Integers) -> None:
        """Set ``fen`` by account aside for a project, in place of what was; zero frees it."""
        if row in self.commitments:
            self.set_aside[region] -= self.commitments[row][1]
        if fen.any():
            self.set_aside[region] += fen
            self.commitments[row] = (region, fen)
        else:
            self.commitments.pop(row, None)

    def draw(self, row: int, fen: Integers) -> None:
        """Set aside for a project no longer the ``fen`` by account that it draws."""
        region, left = self.commitments[row]
        self.set_aside[region] -= fen
        left -= fen
        if not np.count_nonzero(left):
            del self.commitments[row]

    def free(self, region: int) -> Integers:
        """Return the money in hand that is not set aside (account,) [fen]."""
        return self.level(region) - self.committed(region)

    def take(self, region: int, fen: Integers) -> None:
        """Take money (account,) that is logged elsewhere out of the accounts of a region."""
        for account, amount in enumerate(fen.tolist()):
            if amount:
                self.accounts[region][account].get(amount)

    def borrows(self, account: int) -> bool:
        """Return whether what is drawn from an account must be paid back."""
        return bool(self._borrowing[account])

    def borrow(self, when: tuple[int, int], mark: Mark, fen: int) -> None:
        """Log bonds that come in to be spent at once, and owe them from now on."""
        year = (when[0] - 1) // MONTHS_PER_YEAR + 1
        self.debt.drawn[year, mark.region, mark.account] += fen
        self.log.add(when, mark, "paid", category="bond", fen=fen)

    def receive(
        self, when: tuple[int, int], mark: Mark, fen: int, *, event: str, category: str
    ) -> None:
        """Put money into an account and log it; nothing happens for zero."""
        if fen > 0:
            self.accounts[mark.region][mark.account].put(fen)
            self.note(when, mark, fen, event=event, category=category)

    def pay(
        self,
        when: tuple[int, int],
        mark: Mark,
        fen: int,
        *,
        event: str,
        category: str,
        units: int = 0,
    ) -> None:
        """Take money out of an account and log it; nothing happens for zero."""
        if fen > 0:
            self.accounts[mark.region][mark.account].get(fen)
            self.note(when, mark, fen, event=event, category=category, units=units)

    def note(
        self,
        when: tuple[int, int],
        mark: Mark,
        fen: int,
        *,
        event: str,
        category: str,
        units: int = 0,
    ) -> None:
        """Log what moved into or out of an account; a limit to borrow is no money, so not that."""
        if not self.borrows(mark.account):
            self.log.add(when, mark, event, category=category, units=units, fen=fen)
