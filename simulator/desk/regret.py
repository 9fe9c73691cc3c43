"""Regret: the plan made for one scenario carried out in others.

What a plan regrets in a scenario is what is short there beyond what the best of the plans leaves:
not always the one made for it, for a linear programme sees less than the simulator.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.labels import tell
from simulator.desk.cases import Source, load_case
from simulator.desk.engines import COMPILED, engine_for
from simulator.desk.optimise import Optimised
from simulator.desk.planned import Planned, planned
from simulator.errors import InputError, Problem, Where
from simulator.optimise.best_use import weights_of
from simulator.optimise.replay import shortfall
from simulator.optimise.robust import least_regret, regrets

Floats = NDArray[np.float64]


class Regret(NamedTuple):
    """Plans made for single scenarios, each carried out in all of them."""

    made: tuple[Planned, ...]
    """One of each scenario, the one asked for first."""
    shortfall: Floats
    """Weighted mean of what is short in the simulator [1]. Shape (plan, scenario)."""


def regret(
    found: Optimised,
    against: Sequence[Source],
    *,
    params: Path | str | None = None,
    budget: Path | str | None = None,
) -> Regret:
    """Return what comes of the plans of several scenarios in each of them.

    The others are asked the same as ``found``, over the same years. Where the least money was
    asked for, a plan brings the extra money it needs; where the best use was, it has the money of
    the scenario in which it is carried out, and of the province's pool what its own plan gets.

    Raises
    ------
    InputError
        C216 for a scenario with other cities or services; what is wrong with a scenario.
    """
    live = engine_for(0, COMPILED)
    base = found.case.scenario.horizon
    asked = found.asked._replace(draws=0, probability=None)
    made = [Planned(found.case, found.question, found.plan)]
    for one in against:
        case = load_case(one, until=base.end, as_of=base.as_of, params=params, budget=budget)
        other = planned(case, asked, live)
        if other.question.ground.axes != found.ground.axes:
            args = {"found": case.scenario.id}
            raise InputError(Problem("C216", Where(key="--against"), args))
        made.append(other)
    short = np.zeros((len(made), len(made)))
    for place, world in enumerate(made):
        weights = weights_of(world.question.wanted)
        for row, other in enumerate(made):
            plan = other.plan
            if asked.objective != "cost":
                plan = plan._replace(extra=world.plan.extra)
            short[row, place] = shortfall(world.comes_to(plan, live), weights)
    return Regret(tuple(made), short)


def regret_table(found: Regret, lang: str = "zh") -> pd.DataFrame:
    """Return one row for each plan and each scenario it is carried out in."""
    felt = regrets(found.shortfall)
    told = [
        {
            "plan": plan.case.scenario.id,
            "made_for_label": _label(plan, lang),
            "scenario": world.case.scenario.id,
            "carried_out_in_label": _label(world, lang),
            "shortfall_percent": 100.0 * found.shortfall[row, place],
            "regret_percent": 100.0 * felt[row, place],
        }
        for row, plan in enumerate(found.made)
        for place, world in enumerate(found.made)
    ]
    return pd.DataFrame(told)


def regret_note(found: Regret, lang: str = "zh") -> str:
    """Return which plan regrets least, as a sentence."""
    best = least_regret(found.shortfall)
    felt = regrets(found.shortfall).max(axis=1)
    return tell(
        lang,
        "optimise.regret",
        plan=_label(found.made[best], lang),
        least=f"{100 * felt[best]:.1f}",
        most=f"{100 * felt.max():.1f}",
        worst=_label(found.made[int(felt.argmax())], lang),
    )


def _label(found: Planned, lang: str) -> str:
    label = found.case.scenario.label
    return label.zh if lang == "zh" else label.en
