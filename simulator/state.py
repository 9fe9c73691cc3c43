"""What the model carries from month to month: stocks of every region and service.

Arrays have the axes (region, service); regions are the cities in the order of params. They are
int64 counts of whole units (areas in m²) unless said otherwise. The model changes them in
place, one event at a time; nothing else does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


class State(NamedTuple):
    """Stocks now, and the flows of the running year."""

    standing: Integers
    """Units as statistics count them."""
    available: Integers
    """Units standing, funded and staffed."""
    in_pipeline: Integers
    """Units of projects asked for and not yet commissioned."""
    commissioned: Integers
    """Units added this year, by projects or delivery."""
    retired: Integers
    """Units lost this year, exits included."""
    recruited: Integers
    graduated: Integers
    adjusted: Integers
    """Observed less simulated units, where a review takes over what was observed this year."""
    carried_loss: Floats
    """Fraction of a unit by which losses lag behind stock times rate, 0 <= x < 1."""
    carried_gain: Floats
    """Fraction of a unit by which entries lag behind, 0 <= x < 1."""
    carried_unplaced: Floats
    """Fraction of a graduate without a post, 0 <= x < 1. Shape (service,)."""
    funded_share: Floats
    """Share of the running cost of the standing units that is paid this year."""


class Idle(NamedTuple):
    """Units that nobody used on the last 31 December, and what may become of them."""

    units: Integers
    """All that were idle."""
    spare: Integers
    """Of these, units that may still leave their service until the next year-end."""
    promised: Integers
    """Units that conversions under way are to take."""


def opening_idle(standing: Integers) -> Idle:
    """Return that nothing is known to be idle."""
    return Idle(*(np.zeros_like(standing) for _ in Idle._fields))


def beside_parts(standing: Integers, sub_stock_of: Sequence[int] | Integers) -> Integers:
    """Return the standing units that no part of their stock counts too. (region, service)."""
    found = standing.copy()
    for part, whole in enumerate(sub_stock_of):
        if whole >= 0:
            found[:, whole] -= standing[:, part]
    return found


def opening_state(standing: Integers) -> State:
    """Return the state of 31 December of the base year: what stands is available."""
    zeros = standing * 0
    return State(
        standing=standing.copy(),
        available=standing.copy(),
        in_pipeline=zeros.copy(),
        commissioned=zeros.copy(),
        retired=zeros.copy(),
        recruited=zeros.copy(),
        graduated=zeros.copy(),
        adjusted=zeros.copy(),
        carried_loss=zeros.astype(np.float64),
        carried_gain=zeros.astype(np.float64),
        carried_unplaced=np.zeros(standing.shape[1]),
        funded_share=np.ones(standing.shape),
    )


def start_year(state: State) -> None:
    """Set the flows to zero when a year's books are closed: January opens projects at once."""
    gains = (state.commissioned, state.recruited, state.graduated)
    for flow in (*gains, state.retired, state.adjusted):
        flow[:] = 0
