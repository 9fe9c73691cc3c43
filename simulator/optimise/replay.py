"""A plan run through the simulator: what it expects against what comes of it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.axes import PROVINCE
from simulator.engine.lived import Live
from simulator.ensemble.futures import Future, answers
from simulator.inputs.budget import Budget
from simulator.inputs.case import Case
from simulator.model import Engine, Member, lived_as
from simulator.optimise.aside import CENT
from simulator.optimise.effects import effects_of
from simulator.optimise.ground import CENTRAL, FEN, Ground
from simulator.optimise.plan import Plan, levers_of
from simulator.optimise.waiting import months_waited, reason_of
from simulator.optimise.wanted import Wanted

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
ALMOST = 1e-3
"""Share of a target that may be missing and it still counts as met: whole units, and losses that
are carried from year to year, move a simulated stock by less."""


class Replay(NamedTuple):
    """What comes of a plan, by wanted row and year; NaN where nothing is asked."""

    opened: Integers
    """Units that open in the central draw. Shape (year, region, service)."""
    planned: Floats
    """Value of the indicator that the plan expects. Shape (row, year)."""
    simulated: Floats
    """Of the central draw. Shape (row, year)."""
    drawn: Floats
    """Shape (draw, row, year)."""
    target: Floats
    """Value that meets the row. Shape (row,)."""
    reasons: tuple[str, ...]
    """What its projects waited for most, "" nothing. By row."""


def money_needed(ground: Ground, plan: Plan) -> Floats:
    """Return the least money beyond the envelope that pays a plan [100 million yuan].

    What is free is carried on as far as it may be, and only what is still missing is asked for.
    Shape (region, account, year).
    """
    demand, borrowed = demanded(ground, plan), ground.world.money.bonds.payer >= 0
    missing = np.zeros_like(demand)
    left = ground.carried
    for year in range(demand.shape[2]):
        left = left + ground.free[year] + plan.extra[:, :, year] - demand[:, :, year]
        missing[:, :, year] = np.maximum(-left, 0.0)
        left = np.where(borrowed, 0.0, np.clip(left, 0.0, ground.keeps[year]))
    return missing


def demanded(ground: Ground, plan: Plan) -> Floats:
    """Return what a plan asks of every account [100 million yuan]. (region, account, year)."""
    effects = effects_of(ground)
    starts = plan.starts[:, effects.built].astype(float)
    recruits = plan.recruits[:, effects.staff].astype(float)
    found: Floats = np.einsum("rbs,basy->ray", starts, effects.cost)
    return np.asarray(found + np.einsum("rbs,basy->ray", recruits, effects.recruiting))


def case_of(case: Case, ground: Ground, plan: Plan) -> Case:
    """Return the case in which a plan is carried out, with the extra money it needs."""
    planned = case.with_levers(levers_of(case, ground, plan))
    if not needs_money(plan).any():
        return planned
    return replace(planned, budget=budget_of(case, ground, plan))


def needs_money(plan: Plan) -> NDArray[np.bool_]:
    """Return the cities and accounts that a plan gives more or less money. (region, account)."""
    return np.asarray(np.abs(plan.extra).max(axis=2) > CENT)


def budget_of(case: Case, ground: Ground, plan: Plan) -> Budget:
    """Return the money of a plan as a planner's own budget: envelope and extra [fen].

    A city and account that needs nothing more is left to the scenario.
    """
    own = ground.world.money.own.astype(np.float64)
    first = ground.axes.years[0] - ground.world.base
    own[first:] += np.ceil(plan.extra.transpose(2, 0, 1) * FEN)
    levels = np.array(
        [
            levers.revenue.level_in(year) * levers.shock_in(year)
            for year in range(ground.world.base, ground.axes.years[-1] + 1)
            for levers in [case.scenario.levers_in(year)]
        ]
    )
    levels[0] = 1.0
    # the scenario's level and shocks act on a budget too: what is left after them is what is meant
    own /= np.where(levels > 0.0, levels, 1.0)[:, None, None]
    own[:, ~needs_money(plan)] = np.nan
    if case.budget is not None:
        own = np.where(np.isnan(own), case.budget.own, own)
    return Budget(own, sha256(own.tobytes()).hexdigest())


def replay(
    case: Case,
    ground: Ground,
    wanted: Wanted,
    plan: Plan,
    *,
    futures: tuple[Live, list[Member]],
) -> Replay:
    """Run a plan through the simulator; ``futures`` are the engine and the draws to report on."""
    live, members = futures
    carried_out = case_of(case, ground, plan)
    frame, draw = lived_as(carried_out, CENTRAL, Engine(live, keep_events=True))
    found = answers(carried_out, [Future(member) for member in members], live=live)
    asked = ~np.isnan(wanted.units)
    first = ground.axes.years[0] - ground.world.base
    areas, names = (*case.cities, PROVINCE), case.readings.names
    at = [(areas.index(one.region), names.index(one.row.indicator or "")) for one in wanted.rows]
    area, indicator = np.array(at, np.int64).reshape(-1, 2).T

    def of_rows(values: Floats) -> Floats:
        return np.where(asked, values[area, indicator, first:], np.nan)

    waited = months_waited(frame.world, draw.lived.events or {}, first)
    return Replay(
        opened=draw.lived.books.commissioned[first:],
        planned=expected_values(case, ground, wanted, plan),
        simulated=of_rows(frame.found.series.value),
        drawn=np.array([of_rows(one.value) for one in found]).reshape(-1, *asked.shape),
        target=targets(wanted),
        reasons=tuple(
            reason_of(waited[mine][:, counts > 0.0].sum(axis=(0, 1)))
            for mine, counts in zip(wanted.regions, wanted.counts, strict=True)
        ),
    )


def shortfall(found: Replay, weights: Floats) -> float:
    """Return the weighted shortfall of what is simulated, relative to the targets [1]."""
    short = np.maximum(1.0 - found.simulated / found.target[:, None], 0.0)
    return float(np.nansum(weights * short))


def expected_values(case: Case, ground: Ground, wanted: Wanted, plan: Plan) -> Floats:
    """Return the indicators that a plan expects. Shape (row, year)."""
    readings = case.readings
    found = np.full(wanted.units.shape, np.nan)
    for place, one in enumerate(wanted.rows):
        at, mine = readings.names.index(one.row.indicator or ""), wanted.regions[place]
        stock = plan.stock[:, mine].sum(axis=1)
        above = stock @ readings.numerator[at]
        group = int(readings.group[at])
        below = stock @ readings.divisor[at] if readings.divisor[at].any() else np.ones(len(above))
        if group >= 0:
            below = ground.people[:, mine, group].sum(axis=1)
        value = readings.per[at] * above / below
        found[place] = np.where(np.isnan(wanted.units[place]), np.nan, value)
    return found


def targets(wanted: Wanted) -> Floats:
    """Return the values that meet the rows. Shape (row,)."""
    return np.array(
        [
            (one.row.target.low if one.row.target.kind == "range" else one.row.target.value) or 0.0
            for one in wanted.rows
        ]
    )
