"""Why two stored runs differ: the inputs that differ, moved one after the other in every order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.shapley import (
    Attribution,
    Coalition,
    Drawn,
    attribute,
    coalitions,
    drawn_side_by_side,
)
from simulator.axes import PROVINCE
from simulator.desk.cases import params_of
from simulator.desk.engines import engine_for
from simulator.desk.lives import Lives, draws_to_live
from simulator.desk.pairing import DRAWS
from simulator.desk.players import Pair, Part, Player, moved_by, playing
from simulator.desk.runs import Run
from simulator.desk.study import Asked, asked_of, not_simulated
from simulator.errors import InputError, ModelError, Problem, Where
from simulator.inputs.assimilated import lend
from simulator.inputs.case import Case, build_case
from simulator.inputs.scenario import Scenario, scenario_from_plain
from simulator.progress import Progress
from simulator.results.manifest import model_version, run_id

Floats = NDArray[np.float64]
CLOSE = 1e-9
"""Largest share by which a value lived again may miss the stored one."""


@dataclass(frozen=True)
class Difference:
    """What makes two runs differ, for every indicator, region and year at once."""

    runs: tuple[Run, Run]
    case: Case
    """The first run's."""
    pair: Pair
    players: tuple[Player, ...]
    start: Floats
    """Values of the first run, draw 0. Shape (area, indicator, year)."""
    attribution: Attribution
    n_orders: int
    """Sampled orders; 0 where all were asked."""
    drawn: Drawn
    """The same of draws 1…N; no draws where the central values alone were asked."""

    @property
    def end(self) -> Floats:
        """Return the values of the other run."""
        return self.start + self.attribution.difference

    def asked(self, outcome: str, region: str, year: int | None) -> Asked:
        """Return a cell, by default of the plan's target year; see `asked_of` for refusals.

        Raises
        ------
        InputError
            Also C155 where one of the runs has no value of it.
        """
        asked = asked_of(self.case, outcome, region, year, whole_plans=False)
        if not np.isfinite(self.end[self.at(asked)]):
            raise InputError(not_simulated(self.case, asked))
        return asked

    def at(self, asked: Asked) -> tuple[int, int, int]:
        """Return the position of a cell."""
        area = (*self.case.cities, PROVINCE).index(asked.region)
        indicator = self.case.readings.names.index(asked.outcome)
        return area, indicator, asked.year - self.case.scenario.horizon.base


def explain_difference(
    first: Run,
    other: Run,
    *,
    params: Path | str | None = None,
    budget: Path | str | None = None,
    seed: int | None = None,
    draws: int | None = None,
    on_progress: Progress | None = None,
) -> Difference:
    """Return what each input in which two runs differ contributes to every outcome.

    Parameters
    ----------
    first, other
        Stored runs; the difference is other minus first.
    params, budget
        Folder and file that the runs were run with, where they were.
    seed
        Of the sampled orders where more than eight inputs differ; None takes the first run's.
    draws
        Draws taken apart beside the central values, the first of the runs; 0 none, None some
        where both runs have the same (`simulator.desk.lives`).
    on_progress
        Called with scenarios lived and all of them.

    Raises
    ------
    InputError
        R180 to R183 and R188 when the runs are not alike in what cannot be moved: program,
        parameter files, base and last year, own money, observed stocks. R190, R191 when they have
        not the draws asked for.
    ModelError
        M195 when a run lived again is not the stored one.
    """
    scenarios = _scenario(first), _scenario(other)
    pair = Pair(*scenarios)
    makers = Makers(pair, _alike((first, other), pair, params, budget))
    seed = scenarios[0].experiment.seed if seed is None else seed
    players, orders = playing(pair.parts, makers.possible, seed)
    asked = coalitions(len(players), orders)
    n_draws = draws_to_live((first, other), draws, len(asked))
    lives = Lives(scenarios[0].experiment, n_draws, engine_for(len(asked) * (n_draws + 1)))
    cases = {one: makers.case(moved_by(players, one)) for one in asked}
    found: list[Attribution] = []
    start = np.empty(0)
    for draw, lived in _each_draw(cases, lives, on_progress):
        for run, coalition in ((first, asked[0]), (other, asked[-1])):
            _check_stored(run, draw, lived[coalition], cases[asked[0]])
        start = start if draw else lived[asked[0]]
        found.append(attribute(len(players), lived.__getitem__, orders))
    return Difference(
        runs=(first, other),
        case=cases[asked[0]],
        pair=pair,
        players=tuple(players),
        start=start,
        attribution=found[0],
        n_orders=len(orders),
        drawn=drawn_side_by_side(found[1:], found[0]),
    )


def _each_draw(
    cases: Mapping[Coalition, Case], lives: Lives, on_progress: Progress | None
) -> Iterator[tuple[int, Mapping[Coalition, Floats]]]:
    """Yield every draw with what each coalition makes of it: one draw at a time is held."""
    total = len(cases) * len(lives.draws)
    for draw in lives.draws:
        lived: dict[Coalition, Floats] = {}
        for coalition, case in cases.items():
            lived[coalition] = lives.values(case, draw)
            if on_progress:
                on_progress(draw * len(cases) + len(lived), total)
        yield draw, lived


class Makers:
    """Cases between two scenarios; residents are made once for each way they can be."""

    def __init__(self, pair: Pair, first: Case) -> None:
        self.pair = pair
        self._like: dict[frozenset[Part], Case] = {frozenset(): first}

    def case(self, moved: Collection[Part]) -> Case:
        """Return the first case with some parts as in the other.

        Raises
        ------
        InputError
            When there is no such scenario.
        """
        people = frozenset(
            part for part in moved if any(key.startswith("population") for key in part)
        )
        like = self._like.get(people, self._like[frozenset()])
        made = build_case(self.pair.mixed(moved), like.params, like=like)
        made = lend(like, made)
        self._like.setdefault(people, made)
        return made

    def possible(self, moved: Collection[Part]) -> bool:
        """Return whether there is such a scenario."""
        try:
            self.case(moved)
        except InputError:
            return False
        return True


def _scenario(run: Run) -> Scenario:
    identity: Any = run.manifest["identity"]
    return scenario_from_plain(identity["scenario"])


def _alike(
    runs: tuple[Run, Run], pair: Pair, params: Path | str | None, budget: Path | str | None
) -> Case:
    """Return the case of the first run after checking that both rest on the same ground."""
    problems = [*_unlike(runs, pair)]
    if problems:
        raise InputError(problems)
    known = params_of(
        str(params) if params is not None else None, _identity(runs[0]).get("known_on")
    )
    digests = dict(known.tree.digests())
    problems = [
        Problem("R181", Where(key="--params"), {"run": run.id})
        for run in runs
        if _identity(run)["params"] != digests
    ]
    if problems:
        raise InputError(problems)
    mixed = pair.mixed(())
    case = build_case(mixed, known, Path(budget) if budget is not None else None)
    money = case.budget.digest if case.budget is not None else None
    problems = [
        Problem("R183", Where(key="--budget"), {"run": run.id})
        for run in runs
        if _identity(run).get("budget") != money
    ]
    first, other = runs
    if first.taken_over != other.taken_over:
        problems.append(Problem("R188", Where(), {"first": first.id, "other": other.id}))
    if problems:
        raise InputError(problems)
    return replace(case, taken_over=first.taken_over)


def _unlike(runs: tuple[Run, Run], pair: Pair) -> Iterator[Problem]:
    """Yield where the runs are of another model, of other years or of another day."""
    names = {"first": runs[0].id, "other": runs[1].id}
    program = "{}+{:.8}".format(*model_version())
    for run in runs:
        if run_id(run.scenario, _identity(run)) != run.id:
            yield Problem("R180", Where(), {"run": run.id, "version": program})
    years = [(one.horizon.base, one.horizon.end) for one in (pair.first, pair.other)]
    if years[0] != years[1]:
        told = {key: "{}–{}".format(*one) for key, one in zip(("one", "two"), years, strict=True)}
        yield Problem("R182", Where(), {**names, **told})
    days = [_identity(run).get("known_on") for run in runs]
    if days[0] != days[1]:
        told = {key: day or "—" for key, day in zip(("one", "two"), days, strict=True)}
        yield Problem("O158", Where(), {**names, **told})


def _identity(run: Run) -> Mapping[str, Any]:
    found: Any = run.manifest["identity"]
    return {**found}


def _check_stored(run: Run, draw: int, values: Floats, case: Case) -> None:
    """Raise M195 where a stored value of a draw is another than the one lived again."""
    if draw and DRAWS not in run.folder.tables():
        return
    kept, column, key = (DRAWS, "draw", draw) if draw else ("indicators", "statistic", "central")
    table = run.table(kept)
    table = table[table[column] == key]
    table = table[table["indicator"].isin(case.readings.names)]
    areas, names = (*case.cities, PROVINCE), case.readings.names
    at = tuple(_positions(table, areas, names, case.scenario.horizon.base))
    again, stored = values[at], table["value"].to_numpy()
    wrong = np.abs(again - stored) > CLOSE * np.maximum(1.0, np.abs(stored))
    if wrong.any():
        row = table[wrong].iloc[0]
        args = {"run": run.id, "region": row["region"], "outcome": row["indicator"]}
        raise ModelError(Problem("M195", Where(), {**args, "year": str(row["year"])}))


def _positions(
    table: pd.DataFrame, areas: tuple[str, ...], names: tuple[str, ...], base: int
) -> Iterator[NDArray[np.int64]]:
    """Yield the positions of the rows of a table along area, indicator and year."""
    for column, known in (("region", areas), ("indicator", names)):
        place = {name: number for number, name in enumerate(known)}
        yield np.array([place[name] for name in table[column]], np.int64)
    yield table["year"].to_numpy(np.int64) - base
