"""Observed stocks: what a review takes over on 31 December instead of what was simulated."""

from __future__ import annotations

import numpy as np

from simulator.inputs.arrays import Booleans, Integers, Traits
from simulator.state import State


def take_over(traits: Traits, state: State, observed: Integers, meant: Booleans) -> Integers:
    """Set stocks to what was observed, in place, and return the changes. (region, service).

    A part never exceeds its whole: where only the whole was observed, below the part, the part
    falls with it.

    Parameters
    ----------
    observed
        Stocks of this 31 December, negative where nothing was observed. Shape (region, service).
    meant
        Services that are set: places are known before it is found who takes them. (service,).
    """
    change = np.where(meant & (observed >= 0), observed - state.standing, 0)
    for service, whole in enumerate(traits.sub_stock_of):
        if whole >= 0:
            most = state.standing[:, whole] + change[:, whole]
            part = np.minimum(state.standing[:, service] + change[:, service], most)
            change[:, service] = part - state.standing[:, service]
    state.standing[:] += change
    state.adjusted[:] += change
    return change
