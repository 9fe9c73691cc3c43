"""How the simulated indicators read the stocks: which services over which residents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simulator.inputs.arrays import Booleans, Floats, Integers
from simulator.inputs.base_figures import GROUPS
from simulator.inputs.indicators import Indicator

DIRECTIONS = {"higher": 1, "lower": -1, "none": 0}


class Readings(NamedTuple):
    """The simulated indicators, in the order of ``indicators.yaml``."""

    names: tuple[str, ...]
    numerator: Booleans
    """Services that are counted. Shape (indicator, service)."""
    divisor: Booleans
    """Services that are divided by; none where residents are. Shape (indicator, service)."""
    group: Integers
    """Age group that is divided by, -1 none. Shape (indicator,)."""
    per: Floats
    direction: Integers
    """+1 higher is better, -1 lower is better, 0 neither. Shape (indicator,)."""

    @property
    def services_used(self) -> Booleans:
        """Return the services of numerator and divisor. Shape (indicator, service)."""
        return self.numerator | self.divisor


def readings_of(indicators: Mapping[str, Indicator], services: tuple[str, ...]) -> Readings:
    """Return the readings of all indicators that the services move."""
    simulated = [one for one in indicators.values() if one.simulated]

    def marks(names: tuple[str, ...]) -> list[bool]:
        return [service in names for service in services]

    by_service = [
        one.denominator if isinstance(one.denominator, tuple) else () for one in simulated
    ]
    by_group = [one.denominator if isinstance(one.denominator, str) else None for one in simulated]
    return Readings(
        names=tuple(one.id for one in simulated),
        numerator=np.array([marks(one.numerator) for one in simulated]),
        divisor=np.array([marks(names) for names in by_service]),
        group=np.array([GROUPS.index(name) if name else -1 for name in by_group]),
        per=np.array([float(one.per) for one in simulated]),
        direction=np.array([DIRECTIONS[one.direction] for one in simulated]),
    )
