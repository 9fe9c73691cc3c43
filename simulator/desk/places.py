"""Regions that somebody names: only those that exist, and which one was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.desk.cases import params_of
from simulator.errors import InputError, Problem, Where
from simulator.inputs.regions import nearest_region


def refuse_unknown_regions(asked: Iterable[str], known: Iterable[str] | None = None) -> None:
    """Raise for each region that is not known (C135); None knows all of ``params/``."""
    every = params_of().regions
    ids = [*(every if known is None else known)]
    bad = [
        Problem(
            "C135",
            Where(key="--region"),
            {"found": name, "nearest": nearest_region(name, every, ids)},
        )
        for name in asked
        if name not in ids
    ]
    if bad:
        raise InputError(bad)
