"""How much may open in a city in a year, as it is asked on the command line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from simulator.errors import InputError, Problem, Where
from simulator.inputs.arguments import names, nearest
from simulator.optimise.absorb import ALL
from simulator.optimise.ground import Ground

OPTION = "--absorb"
_LIMIT = re.compile(r"(?:([a-z_0-9]+)\s*=\s*)?([0-9]{1,6}(?:\.[0-9]+)?)\s*%?")


def shares_of(given: Sequence[str]) -> dict[str, float]:
    """Return limits as shares by service; C224 for what is none or is given twice.

    >>> shares_of(["20", "toddler_places=60"])
    {'all': 0.2, 'toddler_places': 0.6}
    """
    found: dict[str, float] = {}
    bad = []
    for one in given:
        read = _LIMIT.fullmatch(one.strip())
        service = (read.group(1) or ALL) if read else ""
        if read is None or service in found:
            bad.append(Problem("C224", Where(key=OPTION), {"given": one}))
        else:
            found[service] = float(read.group(2)) / 100.0
    if bad:
        raise InputError(bad)
    return found


def refuse_unbuilt(ground: Ground, shares: Mapping[str, float]) -> None:
    """Refuse limits of services that no decision builds (C225)."""
    built = [ground.axes.services[at] for at in np.flatnonzero(ground.builds.any(axis=0)).tolist()]
    bad = [
        Problem(
            "C225",
            Where(key=OPTION),
            {"found": one, "nearest": nearest(one, built), "known": names(built)},
        )
        for one in shares
        if one not in (ALL, *built)
    ]
    if bad:
        raise InputError(bad)
