"""When things happen: month, phase and rank in one integer (design §5).

    instant = (month · 8 + phase) · n_ranks + rank
    rank    = (region · n_services + service) · 65536 + serial

Month m ends m months after 31 December of the base year, so January of the first simulated
year is month 1. Within a month the phases follow each other, within a phase the ranks do:
the order in which processes were created never matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

MONTHS_PER_YEAR = 12
N_PHASES = 8
N_SERIALS = 65536

OPENING = 0
"""Acceptance, commissioning, releases."""
JANUARY_RUNNING = 1
"""January: retire, graduate, refill, transfers, running money."""
JANUARY_ALLOCATION = 2
"""January: allocation; new lots get serials."""
APPROVAL = 3
MONEY = 4
"""One instant settles all claims of the month."""
CONSTRUCTION = 5
BOOKS = 6
"""Log and year-end books."""


@dataclass(frozen=True)
class Calendar:
    """Sizes that turn month, phase and rank into instants and back."""

    n_regions: int
    n_services: int

    @cached_property
    def n_ranks(self) -> int:
        """Return how many ranks one phase of one month holds."""
        return self.n_regions * self.n_services * N_SERIALS

    def rank(self, region: int, service: int, serial: int) -> int:
        """Return the rank of a project; indices are over all regions and services of params."""
        return (region * self.n_services + service) * N_SERIALS + serial

    def region(self, rank: int) -> int:
        """Return the region index of a rank."""
        return rank // N_SERIALS // self.n_services

    def service(self, rank: int) -> int:
        """Return the service index of a rank."""
        return rank // N_SERIALS % self.n_services

    def instant(self, month: int, phase: int, rank: int = 0) -> int:
        """Return the integer time of ``rank`` in ``phase`` of ``month``."""
        return (month * N_PHASES + phase) * self.n_ranks + rank

    def month(self, instant: int) -> int:
        """Return the month of an instant."""
        return instant // (self.n_ranks * N_PHASES)

    def phase(self, instant: int) -> int:
        """Return the phase of an instant."""
        return instant // self.n_ranks % N_PHASES

    def when(self, instant: int) -> tuple[int, int]:
        """Return month and phase of an instant."""
        return divmod(instant // self.n_ranks, N_PHASES)


def january(years_after_base: int) -> int:
    """Return the month of January ``years_after_base`` (1 = first simulated year)."""
    return (years_after_base - 1) * MONTHS_PER_YEAR + 1


def december(years_after_base: int) -> int:
    """Return the month of December ``years_after_base`` (1 = first simulated year)."""
    return years_after_base * MONTHS_PER_YEAR
