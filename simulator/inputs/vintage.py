"""What a run may read of what was published by a day (``--as-known-on``, design §7).

Observations and plans go by their day of publication; an observation without one is left out. A
parameter has one value however old the run: it is kept, and told where it was known later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from simulator.errors import Problem, Where
from simulator.inputs import observations
from simulator.inputs.arguments import Nearest
from simulator.inputs.parameters import Parameter
from simulator.inputs.params import Params
from simulator.inputs.plans import Plan, plans_at
from simulator.inputs.population.observations import TOTALS, VITALS
from simulator.inputs.published import published_by
from simulator.inputs.scenario import Scenario

READ = (observations.FILE, TOTALS, VITALS)
"""Files of observations that a run reads."""
GROUND = {
    "population/base-census.csv": "census-2020-henan",
    "population/county-census.csv": "census-2020-henan",
    "population/wpp2022_china_mx5dt.csv": "un-wpp-2022",
    "population/wpp2022_china_percentASFR5dt.csv": "un-wpp-2022",
}
"""Files without which no population can be projected, and the source of each."""


class Vintage(NamedTuple):
    """What a day leaves out of a run, and what is read although it was known later."""

    day: str
    n_left_out: int
    """Observations in the files that a run reads."""
    plans_left_out: tuple[str, ...]
    later: tuple[str, ...]
    """Parameters and files whose source was not certainly published by the day."""
    undated: tuple[str, ...]
    """Parameters whose day of knowledge nothing tells: mostly assumed ones."""


def as_known_on(params: Params, day: str) -> Params:
    """Return parameters of which a run reads what was published by a day (YYYY-MM-DD)."""
    known, _ = observations.load_observations(params.tree, params.regions, params.sources, day)
    return replace(params, known_on=day, observations=known)


def known_plans(params: Params, plans: Mapping[str, Plan]) -> dict[str, Plan]:
    """Return the plans published by the day; all of them where no day is asked for.

    A plan without a date was known when its period ended, at the latest.
    """
    return {
        name: plan
        for name, plan in plans.items()
        if published_by(_published(params, plan.document) or str(plan.target_year), params.known_on)
    }


def vintage_problems(
    params: Params, scenario: Scenario, plans: Mapping[str, Plan]
) -> Iterator[Problem]:
    """Yield what cannot be run on what was known: no plan, or a plan by name that was not.

    O157 for each plan of the base year when none was published, S147 for a plan that the
    scenario names, S148 for an override of a plan that was not published.
    """
    if params.known_on is None:
        return
    base, known = scenario.horizon.base, known_plans(params, plans)
    for name in scenario.plans or ():
        if name in plans and name not in known:
            yield Problem("S147", scenario.where("plans"), _unpublished(params, plans[name]))
    for index, one in enumerate(scenario.overrides):
        folder, _, rest = one.parameter.partition(".")
        name = rest.partition(".")[0]
        if folder == "plans" and name in plans and name not in known:
            place = scenario.where(f"overrides.{index}")
            where = Where(place.file, place.line, one.parameter)
            yield Problem("S148", where, _unpublished(params, plans[name]))
    yield from unknown_plans(params, plans, base)


def unknown_plans(params: Params, plans: Mapping[str, Plan], base: int) -> Iterator[Problem]:
    """Yield O157 for each plan of a base year when none of them was published by the day."""
    if not plans_at(known_plans(params, plans), base):
        for plan in plans_at(plans, base).values():
            yield Problem("O157", Where(plan.rows[0].file, 1), _unpublished(params, plan))


def _unpublished(params: Params, plan: Plan) -> dict[str, str]:
    """Return what a problem tells of a plan that was not published by the day."""
    published = Nearest(_published(params, plan.document) or "")
    return {"plan": plan.id, "published": published, "day": str(params.known_on)}


def vintage(
    params: Params, used: Mapping[str, Plan], parameters: Iterator[Parameter]
) -> Vintage | None:
    """Return what the day leaves out and lets stand, None where no day is asked for.

    Parameters
    ----------
    params
        With the day.
    used
        The plans of the run.
    parameters
        Parameters and values of regions that the run reads.
    """
    day = params.known_on
    if day is None:
        return None
    base = {plan.base_year for plan in used.values()}
    in_force = [one for one in params.plans.values() if one.in_force and one.base_year in base]
    later = [name for name, source in GROUND.items() if _later([_published(params, source)], day)]
    undated = []
    for one in parameters:
        dates = [*_dates(params, one)]
        if _later(dates, day):
            later.append(one.name)
        elif not dates or None in dates:
            undated.append(one.name)
    known = {plan.id for plan in used.values()}
    plans = tuple(one.id for one in in_force if one.id not in known)
    return Vintage(day, _n_left_out(params, day), plans, tuple(later), tuple(undated))


def _later(dates: list[str | None], day: str) -> bool:
    """Return whether one of some dates is not certainly by a day."""
    return any(date is not None and not published_by(date, day) for date in dates)


def _dates(params: Params, one: Parameter) -> Iterator[str | None]:
    """Yield the dates of all that a value rests on; None where nothing tells one."""
    if one.source is not None:
        yield _published(params, one.source)
    if one.place is not None:
        yield _published(params, one.place.document)
    for name in one.derived_from:
        yield from _dates_of(params, name)


def _dates_of(params: Params, name: str) -> Iterator[str | None]:
    """Yield the dates of what ``from`` names; of observations at least their last year."""
    folder, _, rest = name.partition(".")
    if folder == "plans":
        yield _published(params, rest.partition(".")[0])
    elif folder == "census":
        yield _published(params, f"census-{rest.partition('.')[0]}-henan")
    elif folder == "observations" and rest.rpartition(".")[2][-4:].isdecimal():
        yield rest[-4:]
        yield None
    elif name in params.parameters:
        yield from _dates(params, params.parameters[name])
    else:
        yield _published(params, GROUND.get(name, name))


def _published(params: Params, source: str) -> str | None:
    found = params.sources.get(source)
    return found.date if found is not None else None


def _n_left_out(params: Params, day: str) -> int:
    """Return how many observations of a run's files the day leaves out."""
    n = 0
    for relative in READ:
        if relative in params.tree.files:
            table = pd.read_csv(params.tree.files[relative], dtype=str, keep_default_na=False)
            n += sum(not published_by(one, day) for one in table["published"])
    return n
