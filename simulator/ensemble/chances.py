"""How likely a region meets all its targets together, from the verdicts of every draw.

Targets hang together: money that saves one is missing for another. So the chance of meeting
all of them is counted draw by draw and is no product of the chances of each.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.ensemble.summaries import Drawn, share_error
from simulator.results.drawn import Floats
from simulator.results.frames import Keys, frame

PLANS = ["region", "plan", "target_year", "year"]
"""Columns of the verdicts that together name the targets that are met, or not, as one."""
BINDING, ALL = "binding", "all"

Booleans = NDArray[np.bool_]
Integers = NDArray[np.int64]


class Together(NamedTuple):
    """Rows of the verdicts that are judged together."""

    targets: str
    """`BINDING` or `ALL`."""
    member: Booleans
    """Shape (row,)."""
    group: Integers
    """Position of each row's plan and year. Shape (row,)."""
    n_groups: int

    def counted(self, rows: Booleans) -> Integers:
        """Return the number of members among some rows by group. Shape (group,)."""
        return np.bincount(self.group[self.member & rows], minlength=self.n_groups)


def chance_table(scenario: str, keys: Keys, values: Drawn) -> pd.DataFrame:
    """Return for every plan, year and kind of targets how many are met, and how likely all.

    Only targets that every draw can judge count as modelled; the table says how many of all
    they are. Rows: the plans and years in the order of the verdicts, each binding then all;
    a plan without targets of a kind has no row for it.
    """
    verdicts = keys["verdicts"]
    plans = verdicts[PLANS].drop_duplicates()
    group: Integers = verdicts.groupby(PLANS, sort=False).ngroup().to_numpy(np.int64)  # type: ignore[assignment]
    binding = (verdicts["nature"] == BINDING).to_numpy(bool)
    kinds = [
        Together(BINDING, binding, group, len(plans)),
        Together(ALL, np.ones(len(verdicts), bool), group, len(plans)),
    ]
    central, modelled = values.central("verdicts", "met"), _judged_always(values)
    missed = _missed(values, modelled, kinds)
    made = [
        _rows(plans, kind, (modelled, central == 1.0), failed)
        for kind, failed in zip(kinds, missed, strict=True)
    ]
    table = pd.concat(made).sort_index(kind="stable")
    table = table[table["n_targets"] > 0].reset_index(drop=True)
    return frame("chances", {"scenario": pd.Series(scenario, table.index, "str"), **table})


def _rows(
    plans: pd.DataFrame, kind: Together, central: tuple[Booleans, Booleans], failed: Booleans
) -> pd.DataFrame:
    """Return one row per plan and year; ``central`` is what is modelled, what draw 0 meets."""
    modelled, met = kind.counted(central[0]), kind.counted(central[0] & central[1])
    draws = len(failed)
    share = np.where((modelled > 0) & (draws > 0), 1.0 - _mean(failed), np.nan)
    table = plans.reset_index(drop=True)
    table["targets"] = kind.targets
    table["n_targets"] = kind.counted(np.ones(len(kind.member), bool)).astype(np.int32)
    table["n_modelled"] = modelled.astype(np.int32)
    table["n_met"] = met.astype(np.int32)
    table["met"] = np.where(modelled > 0, (met == modelled).astype(float), np.nan)
    table["probability"] = share
    table["standard_error"] = share_error(share, draws)
    return table


def _judged_always(values: Drawn) -> Booleans:
    """Return the rows that can be judged in draw 0 and in every other. Shape (row,)."""
    known = ~np.isnan(values.central("verdicts", "met"))
    if values.draws:
        parts = [~np.isnan(some).any(axis=1) for some in values.rows("verdicts", "met")]
        known &= np.concatenate([*parts, np.empty(0, bool)])
    return known


def _missed(values: Drawn, modelled: Booleans, kinds: list[Together]) -> list[Booleans]:
    """Return for each kind whether a draw misses a target, shape (draw, group)."""
    missed = [np.zeros((values.draws, kind.n_groups), bool) for kind in kinds]
    start = 0
    for some in values.rows("verdicts", "met") if values.draws else ():
        rows = slice(start, start + len(some))
        start = rows.stop
        for kind, found in zip(kinds, missed, strict=True):
            counted = kind.member[rows] & modelled[rows]
            for group in np.unique(kind.group[rows][counted]):
                chosen = counted & (kind.group[rows] == group)
                found[:, group] |= (some[chosen] == 0.0).any(axis=0)
    return missed


def _mean(failed: Booleans) -> Floats:
    """Return the share of draws by group; NaN without draws. Shape (group,)."""
    draws, groups = failed.shape
    if draws == 0:
        return np.full(groups, np.nan)
    share: Floats = np.count_nonzero(failed, axis=0) / draws
    return share
