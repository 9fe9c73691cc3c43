"""Single futures of a case, chosen value by value: what sensitivity asks the model.

    Future ─► answers ─► Answer

Everything in `simulator.analysis` that varies inputs knows the model as a function `Evaluate`
only, so that another engine takes its place by taking the place of `answer`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from simulator.engine.lived import Live, live_on_simpy
from simulator.ensemble.executors import local_pool
from simulator.inputs.assimilated import lend
from simulator.inputs.case import Case, build_case
from simulator.inputs.levers import Component, Variants
from simulator.model import Engine, Member, lived_as
from simulator.progress import Progress

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]

CENTRAL = Member({}, 0, 0)
"""The future of draw 0."""
COMPONENTS: tuple[Component, ...] = get_args(Component)
TASKS_PER_WORKER = 8


class Future(NamedTuple):
    """One future, and variants of the population's components that replace the scenario's."""

    member: Member = CENTRAL
    variants: Mapping[str, str] = {}


class Answer(NamedTuple):
    """What a future brings."""

    value: Floats
    """Simulated indicators. Shape (area, indicator, year)."""
    residents: Floats
    """All residents. Shape (area, year)."""
    judged: Floats
    """Judged values of the modelled plan rows. Shape (row, year)."""
    target: Floats
    """What these rows are judged by, NaN where it is no number. Shape (row,)."""
    met: Codes
    """1 met, 0 not, -1 undecided. Shape (row, year)."""


Evaluate = Callable[[Sequence[Future]], list[Answer]]
"""Takes futures, returns their answers in order."""


def answer(case: Case, future: Future, live: Live = live_on_simpy) -> Answer:
    """Return what one future of a case brings, on one of the engines."""
    engine = Engine(live, keep_events=False)
    found = lived_as(varied(case, future.variants), future.member, engine)[0].found
    return Answer(
        value=found.series.value,
        residents=found.series.population,
        judged=found.verdicts.value,
        target=found.verdicts.target,
        met=found.verdicts.met,
    )


def varied(case: Case, variants: Mapping[str, str]) -> Case:
    """Return the case with other variants of the population path."""
    if not variants:
        return case
    levers = case.scenario.levers
    usual = {name: levers.population.variant_of(name) for name in COMPONENTS}
    other: Any = {**usual, **variants}
    people = levers.population.model_copy(update={"variant": Variants(**other)})
    scenario = replace(case.scenario, levers=levers.model_copy(update={"population": people}))
    return lend(case, build_case(scenario, case.params))


def answers(
    case: Case,
    futures: Sequence[Future],
    *,
    live: Live = live_on_simpy,
    jobs: int = 1,
    on_progress: Progress | None = None,
) -> list[Answer]:
    """Return the answers of many futures, computed by ``jobs`` workers.

    ``on_progress`` is called with the futures answered and all of them.
    """
    ask = partial(answer, case, live=live)
    if jobs == 1:
        return _collected(map(ask, futures), len(futures), on_progress)
    size = max(1, len(futures) // (jobs * TASKS_PER_WORKER))
    with local_pool(jobs, live) as pool:
        return _collected(pool.map(ask, futures, chunksize=size), len(futures), on_progress)


def _collected(
    found: Iterable[Answer],
    total: int,
    on_progress: Progress | None,
) -> list[Answer]:
    collected: list[Answer] = []
    for one in found:
        collected.append(one)
        if on_progress:
            on_progress(len(collected), total)
    return collected
