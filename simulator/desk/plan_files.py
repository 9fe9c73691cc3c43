"""A plan as files that any other command reads: a scenario, and a budget.

There is a budget where the plan needs money, or was made on a budget of the planner's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml
from numpy.typing import NDArray

from simulator.desk.optimise import Optimised
from simulator.errors import InputError, Problem, Where, place
from simulator.inputs.budget import COLUMNS
from simulator.optimise.plan import levers_of
from simulator.optimise.replay import budget_of, needs_money
from simulator.reporting.whole_file import whole_file
from simulator.results.manifest import SCENARIO_ID
from simulator.text import LANGUAGES, say
from simulator.units import FEN_PER_YUAN

Floats = NDArray[np.float64]


def save_plan(found: Optimised, name: str, folder: Path | str = "scenarios") -> list[Path]:
    """Write a plan as a scenario with fixed starts, and its money as a budget if it has any.

    Returns the files written.

    Raises
    ------
    InputError
        C230 for a name that no run could bear, C133 where a file exists.
    """
    if not SCENARIO_ID.fullmatch(name) or name == found.case.scenario.id:
        raise InputError(Problem("C230", Where(), {"given": name}))
    paths = [Path(folder) / f"{name}.yaml"]
    if found.case.budget is not None or needs_money(found.plan).any():
        paths.append(Path(folder) / f"{name}-budget.csv")
    taken = [path for path in paths if path.exists()]
    if taken:
        raise InputError([Problem("C133", place(path)) for path in taken])
    paths[0].parent.mkdir(parents=True, exist_ok=True)
    with whole_file(paths[0]) as file:
        file.write_text(_scenario_text(found, name), encoding="utf-8")
    if len(paths) > 1:
        with whole_file(paths[1]) as file:
            _budget_table(found).to_csv(file, index=False)
    return paths


def _scenario_text(found: Optimised, name: str) -> str:
    """Return the scenario of a plan: its parent, and the levers that differ."""
    scenario = found.case.scenario
    levers = nested({**found.conversions, **levers_of(found.case, found.ground, found.plan)})
    if found.question.pool is not None:
        # the plan's own budget holds what the province would give and take
        levers["transfers"] = {"rule": "none", "pool": None}
    told = {
        key: {
            one: say(one, "plan", f"optimised.{key}", scenario=getattr(scenario.label, one))
            for one in LANGUAGES
        }
        for key in ("label", "question")
    }
    content = {
        **told,
        "extends": scenario.id,
        "horizon": scenario.horizon._asdict(),
        "levers": levers,
    }
    heads = [
        say(one, "plan", "optimised.head", name=name, scenario=getattr(scenario.label, one))
        for one in LANGUAGES
    ]
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return "".join(f"# {one}\n" for one in heads) + text


def nested(levers: Mapping[str, Any]) -> dict[str, Any]:
    """Return levers by dotted path as a tree.

    >>> nested({"allocation.rule": "fixed_starts"})
    {'allocation': {'rule': 'fixed_starts'}}
    """
    tree: dict[str, Any] = {}
    for path, value in levers.items():
        *above, last = path.split(".")
        here = tree
        for key in above:
            here = here.setdefault(key, {})
        here[last] = value
    return tree


def _budget_table(found: Optimised) -> pd.DataFrame:
    """Return the money of a plan as a planner's own budget, in prices of 2020."""
    own = budget_of(found.case, found.ground, found.plan).own
    base, axes = found.ground.world.base, found.ground.axes
    told = [
        (base + year, axes.regions[region], *found.case.accounts[account], fen / FEN_PER_YUAN, 1)
        for year, region, account, fen in given(own)
    ]
    return pd.DataFrame(told, columns=list(COLUMNS))


def given(own: Floats) -> Iterator[tuple[int, int, int, float]]:
    """Yield year, region, account and fen of what a budget gives; the base year is not read."""
    for year, region, account in np.argwhere(~np.isnan(own)).tolist():
        if year:
            yield year, region, account, float(own[year, region, account])
