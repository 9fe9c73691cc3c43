"""The families a parameter may name, and the distribution that its numbers mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.distributions.discrete import Discrete
from simulator.distributions.lognormal import lognormal
from simulator.distributions.pert import pert
from simulator.distributions.spread import Distribution, Family, Outcome, Spread
from simulator.distributions.triangular import Triangle, triangular
from simulator.distributions.truncated_normal import truncated_normal

CONTINUOUS: Mapping[str, Callable[[Spread], Distribution | None]] = {
    "triangular": triangular,
    "pert": pert,
    "lognormal": lognormal,
    "truncated_normal": truncated_normal,
}


def fitted(
    family: Family, spread: Spread, outcomes: tuple[Outcome, ...] = ()
) -> Distribution | None:
    """Return the distribution of a family, None where no member has these numbers.

    A range without width is a constant, whatever its family. ``outcomes`` is for ``discrete``
    only, which does not look at ``spread``.
    """
    if family == "discrete":
        return Discrete(outcomes)
    if spread.low == spread.high:
        return Triangle(spread.central, spread.central, spread.central)
    return CONTINUOUS[family](spread)
