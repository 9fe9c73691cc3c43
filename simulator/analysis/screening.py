"""Which of many inputs matter at all: elementary effects along random paths (Morris).

References
----------
Morris (1991), Factorial sampling plans for preliminary computational experiments,
Technometrics 33(2). Campolongo, Cariboni and Saltelli (2007), An effective screening design for
sensitivity analysis of large models, Environmental Modelling & Software 22(10) (mean of absolute
effects). Both by SALib, an optional package.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.errors import MachineError, Problem

Floats = NDArray[np.float64]
Function = Callable[[Floats], Floats]

LEVELS = 4
"""Levels of the grid, as usual since Morris (1991)."""


class Effects(NamedTuple):
    """Elementary effects by column, in the outcome's unit for the whole range of an input."""

    strength: Floats
    """Mean of the absolute effects."""
    error: Floats
    """Half width of its 95 % bootstrap interval."""
    bend: Floats
    """Standard deviation of the effects: large where the input bends or interacts."""


def elementary_effects(function: Function, columns: int, paths: int, seed: int) -> Effects:
    """Return the effects of columns in the unit cube.

    Parameters
    ----------
    function
        The model: futures of shape (future, column) to outcomes; called once, with
        paths · (columns + 1) futures.

    Raises
    ------
    MachineError
        C153 when SALib is not installed.
    """
    try:
        from SALib.analyze import morris as analysis
        from SALib.sample import morris as sampling
    except ImportError as missing:
        raise MachineError(Problem("C153")) from missing
    problem = {
        "num_vars": columns,
        "names": [str(column) for column in range(columns)],
        "bounds": [[0.0, 1.0]] * columns,
    }
    futures = sampling.sample(problem, paths, num_levels=LEVELS, seed=seed)
    found = analysis.analyze(problem, futures, function(futures), num_levels=LEVELS, seed=seed)
    return Effects(*(np.asarray(found[name]) for name in ("mu_star", "mu_star_conf", "sigma")))
