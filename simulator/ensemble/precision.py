"""How many draws a wanted Monte-Carlo error needs.

The values of all draws hang on how many there are (Latin hypercube: N draws cut every
distribution into N slices), so a run cannot be made longer. What is made longer is the trial:
64 draws show how likely the targets are; from that follows the number of draws, in whole blocks
of 64, that the wanted error needs; a run of so many is made afresh, and once more where its own
chances ask for more. The outcome is the very run of ``--draws N``.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from simulator.ensemble.blocks import DRAWS_PER_BLOCK
from simulator.ensemble.summaries import share_error
from simulator.results.drawn import Floats

PRECISION = (0.005, 0.1)
"""Errors that can be asked for: 10,048 draws always reach the least, 64 the greatest."""


def draws_needed(chances: Floats, error: float) -> int:
    """Return the least whole number of blocks of draws that gives all chances a small error.

    Never more than (1/(2·error))² draws, rounded up to whole blocks: half and half errs most.

    Parameters
    ----------
    chances
        Shares of draws that meet a target, any shape; null ones are passed over.
    error
        Standard error that none may exceed.

    >>> [draws_needed(np.array([share]), 0.02) for share in (1.0, 0.9, 0.5)]
    [128, 256, 640]
    """
    known = chances[~np.isnan(chances)]
    most = math.ceil(0.25 / error**2 / DRAWS_PER_BLOCK) * DRAWS_PER_BLOCK
    for draws in range(DRAWS_PER_BLOCK, most, DRAWS_PER_BLOCK):
        if not (share_error(known, draws) > error).any():
            return draws
    return max(most, DRAWS_PER_BLOCK)


def chances_of(verdicts: pd.DataFrame, regions: list[str]) -> Floats:
    """Return the chance of every target of some regions in its year.

    A target whose year lies beyond the run is taken in the last one.
    """
    rows = verdicts[(verdicts["statistic"] == "central") & verdicts["region"].isin(regions)]
    due = rows["target_year"].clip(upper=int(verdicts["year"].max()) if len(rows) else 0)
    return rows.loc[rows["year"] == due, "probability_met"].to_numpy(np.float64)
