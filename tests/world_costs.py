"""What small random worlds build and convert: the axes of `tests.worlds`, times and money."""

from __future__ import annotations

import numpy as np

from simulator.axes import AGE_GROUPS
from simulator.inputs.arrays import Bonds, Conversions, Money

BEDS, PLACES, CONVERSIONS, DOCTORS, ENROLLED, HOMES = range(6)
N_SERVICES, N_ACCOUNTS, N_SERIALS, N_GROUPS = 6, 4, 512, len(AGE_GROUPS)
BUILT = (BEDS, PLACES, CONVERSIONS)
CENTRAL, BONDS = 2, 3


def array(*values, dtype=np.int64):
    """Return values as an array."""
    return np.array(values, dtype=dtype)


def months_of(typical, regions):
    """Return stage months that differ from project to project (service, region, serial, stage)."""
    serials = np.arange(N_SERIALS)[None, None, :, None]
    return np.maximum(typical[:, None, None, :] + serials % 3 - 1, 1) + np.zeros(
        (1, regions, 1, 1), np.int64
    )


def conversions(whole, size, *, possible):
    """Return conversions of beds into places and into their own part."""
    years, regions = size
    source, fen = np.full(N_SERVICES, -1), np.zeros((N_SERVICES, N_ACCOUNTS), np.int64)
    source[[PLACES, CONVERSIONS]] = BEDS
    fen[PLACES, 1], fen[CONVERSIONS, 0] = whole(0, 200), whole(0, 200)
    units = np.ones(N_SERVICES)
    units[PLACES] = whole(2, 15) / 10
    share = np.zeros((years + 1, N_SERVICES))
    share[:, [PLACES, CONVERSIONS]] = whole(0, 10 * possible, (2,)) / 10
    months = months_of(whole(1, 5, (N_SERVICES, 5)), regions)
    return Conversions(source, units, share, months, fen, np.zeros(N_SERVICES, np.int64))


def purse(whole, own):
    """Return unit costs and limits around the own money."""
    capital = np.zeros((N_SERVICES, N_ACCOUNTS), np.int64)
    capital[BEDS, 0], capital[CONVERSIONS, 0] = whole(1, 900), whole(1, 300)
    capital[BEDS, BONDS] = whole(0, 400)
    capital[PLACES, 1], capital[PLACES, CENTRAL] = whole(0, 400), whole(1, 200)
    return Money(
        own=own,
        pays_running=array(0, 1, -1, 0, 1, 1),
        unit_fen=array(whole(0, 200), whole(0, 200), 0, 30, 3, 50),
        capital_fen=capital,
        social_fen=array(0, whole(0, 100), 0, 0, 0, 0),
        income_fen=array(whole(0, 50), 0, 0, 0, 0, 0),
        pool=np.full(own.shape[0], whole(0, 40_000)),
        carry_limit=np.full(own.shape[0], whole(0, 10) / 10),
        fungible=np.full(own.shape[0], whole(0, 10) / 10),
        pooled=array(0, 0, 1, 1) == 0,
        purse=array(0, 0, 1, -1),
        bonds=Bonds(
            payer=array(-1, -1, -1, 0),
            millionths=whole(0, 500_000),
            term=whole(1, 6),
            interest_only=whole(0, 6),
        ),
    )
