"""The engines by name: the readable reference, and the compiled one for many draws."""

from __future__ import annotations

from simulator.engine.lived import Live, live_on_simpy
from simulator.errors import InputError, Problem
from simulator.inputs.arguments import nearest

SIMPY, COMPILED = ENGINES = ("simpy", "compiled")
ENOUGH_DRAWS = 8
"""Draws from which loading the compiled engine pays: it takes as long as a few draws on simpy."""


def engine_for(draws: int, name: str | None = None) -> Live:
    """Return the engine of a name, else the one that is sooner done; both leave the same bytes.

    Raises
    ------
    InputError
        R134 when there is none of that name.
    """
    name = name or (COMPILED if draws >= ENOUGH_DRAWS else SIMPY)
    if name not in ENGINES:
        raise InputError(Problem("R134", args={"found": name, "nearest": nearest(name, ENGINES)}))
    if name == SIMPY:
        return live_on_simpy
    # numba takes half a second to load, so only who uses it does
    from simulator.compiled.run import live

    return live


def must_compile(draws: int, name: str | None = None) -> bool:
    """Return whether the engine for so many draws has to be compiled first, as on a first run."""
    if (name or (COMPILED if draws >= ENOUGH_DRAWS else SIMPY)) != COMPILED:
        return False
    from simulator.compiled.cache import cache_folder

    return not any(cache_folder().rglob("*.nbi"))
