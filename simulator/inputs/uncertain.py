"""Uncertain quantities: the distribution that the numbers of a parameter mean, checked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from simulator.distributions.family import fitted
from simulator.distributions.spread import Distribution, Family, Outcome, Spread
from simulator.errors import InputError, Problem, Where
from simulator.inputs.parameters import Parameter


@dataclass(frozen=True, slots=True)
class Uncertain:
    """One uncertain quantity: its numbers, the family of its distribution, its group.

    ``outcomes`` is for discrete quantities only. ``correlation`` is that of its score with the
    factor of ``group``; "" is no group.
    """

    name: str
    spread: Spread
    family: Family = "triangular"
    outcomes: tuple[Outcome, ...] = ()
    group: str = ""
    correlation: float = 0.0
    where: Where = field(default_factory=Where)


@cache
def distribution(uncertain: Uncertain) -> Distribution:
    """Return the distribution that a parameter's range means.

    Raises
    ------
    InputError
        R130 when not low ≤ central ≤ high or a number is not finite, R131 when the
        distribution reaches beyond ``minimum`` or ``maximum`` (nothing is clipped), R132 when
        its family has no member with these numbers.
    """
    spread = uncertain.spread
    # written so that NaN fails too
    if not (-math.inf < spread.low <= spread.central <= spread.high < math.inf):
        raise InputError(_problem("R130", uncertain))
    found = fitted(uncertain.family, spread, uncertain.outcomes)
    if found is None:
        raise InputError(_problem("R132", uncertain, family=uncertain.family))
    least, greatest = found.least, found.greatest
    if least < spread.minimum or greatest > spread.maximum:
        beyond = {"least": f"{least:.6g}", "greatest": f"{greatest:.6g}"}
        limits = {"minimum": f"{spread.minimum:.6g}", "maximum": f"{spread.maximum:.6g}"}
        raise InputError(_problem("R131", uncertain, **beyond, **limits))
    return found


def _problem(code: str, uncertain: Uncertain, **args: str) -> Problem:
    low, central, high = (f"{number:.6g}" for number in uncertain.spread[:3])
    numbers = {"low": low, "central": central, "high": high}
    return Problem(code, uncertain.where, {"name": uncertain.name, **numbers, **args})


def distributions(uncertain: Sequence[Uncertain]) -> list[Distribution]:
    """Return the distribution of each parameter; the problems of all at once."""
    problems: list[Problem] = []
    found: list[Distribution] = []
    for parameter in uncertain:
        try:
            found.append(distribution(parameter))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return found


def uncertain_of(parameter: Parameter, correlation: float = 0.0) -> Uncertain:
    """Return a parameter, or the value of a region, as an uncertain quantity."""
    return Uncertain(
        parameter.name,
        parameter.spread,
        family=parameter.distribution,
        outcomes=parameter.outcomes,
        group=parameter.group.name if parameter.group else "",
        correlation=correlation,
        where=parameter.where,
    )
