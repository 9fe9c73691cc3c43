"""The world of one draw: every array that the parts need, made from the case once a draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulator.inputs.arrays import (
    Floats,
    Integers,
    Money,
    Needs,
    Pipeline,
    Traits,
    Whole,
    World,
)
from simulator.inputs.assimilated import observed_stocks
from simulator.inputs.base_figures import GROUPS
from simulator.inputs.chosen import NOT_SET
from simulator.inputs.conversions import conversions
from simulator.inputs.durations import longest_months, project_months, stage_shares
from simulator.inputs.envelopes import BaseYear, money
from simulator.inputs.growth import base_pipeline, likely_serials, lots_of, yearly_growth
from simulator.inputs.named import named
from simulator.inputs.needs import needs
from simulator.inputs.programmes import Programmes, programmes
from simulator.inputs.served_in import served_in
from simulator.inputs.staffing import staff
from simulator.inputs.stocks import Ground, Stocks, base_stocks
from simulator.inputs.traits import traits_of
from simulator.inputs.values import Values
from simulator.streams import name_id, uniforms

if TYPE_CHECKING:
    from simulator.inputs.case import Case


SPREAD = "city_spread"


def build_world(
    case: Case,
    people: Floats,
    draw: int,
    drawn: Mapping[str, float],
    room: int = 1,
) -> tuple[World, Stocks]:
    """Return the arrays of one draw.

    Parameters
    ----------
    case
        The frozen case.
    people
        Residents by group of every year-end. Shape (year, region, group).
    draw
        Number of the draw; 0 is central.
    drawn
        Values of the uncertain parameters by name.
    room
        How many times the projects that are likely there is room for; no result depends on it.
    """
    footing = footing_of(case, people, draw, drawn, room)
    return world_on(case, people, draw, footing), footing.stocks


class Footing(NamedTuple):
    """What of a draw follows from residents, evidence and parameters, whatever a lever decides."""

    ground: Ground
    planned: Programmes
    stocks: Stocks
    lots: Integers
    growth: Floats
    """Net growth a year before the base [unit]. Shape (region, service)."""
    traits: Traits
    additions: Floats
    """Units commissioned a year before the base. Shape (region, service)."""
    n_serials: Integers
    """Shape (service,)."""
    months: Whole
    needs: Needs
    pipeline: Pipeline


def footing_of(
    case: Case, people: Floats, draw: int, drawn: Mapping[str, float], room: int = 1
) -> Footing:
    """Return what a draw stands on; as `build_world`, of whose time it takes the most."""
    services, values = case.services, Values(case.parameters, drawn)
    residents, spread = people[0], city_spread(case, values, draw)
    total = residents[:, GROUPS.index("total")]
    ground = Ground(case.evidence, case.figures, services, values, residents, spread)
    planned = programmes(case.asked, total)
    stocks = planned.known(base_stocks(ground))
    lots = lots_of(services, values, total, stocks.exists)
    growth = yearly_growth(services, values, case.cities, stocks.standing)
    traits = traits_of(services, values)
    additions = np.where(lots > 0, growth + stocks.standing * traits.retirement, 0.0)
    n_serials = likely_serials(additions, lots, room)
    months = _times(case, values, draw, n_serials)
    return Footing(
        ground=ground,
        planned=planned,
        stocks=stocks,
        lots=lots,
        growth=growth,
        traits=traits,
        additions=additions,
        n_serials=n_serials,
        months=months,
        needs=needs(ground, stocks, case.needs),
        pipeline=base_pipeline(additions, lots, months, longest_months(services, values)),
    )


def world_on(case: Case, people: Floats, draw: int, footing: Footing) -> World:
    """Return the arrays of one draw on its footing, which may be that of other levers."""
    ground, stocks, planned = footing.ground, footing.stocks, footing.planned
    scenario, services, values = case.scenario, case.services, ground.values
    bases = (stocks.standing, footing.growth)
    hired = staff(services, values, scenario, case.cities, bases)
    paid = _paid_at_base(ground, stocks, planned.yearly, hired.recruits)
    return World(
        base=scenario.horizon.base,
        n_years=scenario.horizon.end - scenario.horizon.base,
        traits=footing.traits,
        standing=stocks.standing,
        exists=stocks.exists,
        programme_target=planned.target,
        programme_yearly=planned.yearly,
        conversions=conversions(case, values, draw, footing.n_serials),
        months=footing.months,
        lot=footing.lots,
        needs=footing.needs,
        staff=hired,
        money=_money(case, values, BaseYear(footing.additions, paid)),
        pipeline=footing.pipeline,
        named=named(scenario, case.reserve, case.axes, stage_shares(values)),
        **_decided(case, values, stocks, people),
    )


def _decided(case: Case, values: Values, stocks: Stocks, people: Floats) -> dict[str, Any]:
    """Return what the scenario decides year by year, else the draw, and what a review observed."""
    chosen = case.chosen
    usual = [values.optional(service.take_up, 1.0) for service in case.services.values()]
    return {
        "observed": observed_stocks(case, people),
        "take_up": np.where(np.isnan(chosen.take_up), usual, chosen.take_up),
        "closures": chosen.closed,
        "served_in": served_in(case.scenario, case.cities, case.services, stocks.exists),
        "approval_slots": _slots(case, chosen.approval_slots, values("projects.approval_slots")),
        "construction_slots": _slots(
            case, chosen.construction_slots, values("projects.construction_slots")
        ),
        "draw_shares": draw_shares(values),
        "policy": chosen.policy,
    }


def _slots(case: Case, given: Integers, usual: float) -> Integers:
    """Return the slots of a desk (year, region): the scenario's, else the parameter's."""
    slots = np.where(given == NOT_SET, round(usual), given)
    return np.repeat(slots[:, None], len(case.cities), axis=1)


def _times(case: Case, values: Values, draw: int, n_serials: Integers) -> Whole:
    """Return the stage months of all projects there is room for; central where chance rests."""
    experiment = case.scenario.experiment
    own = draw if experiment.chance_varies else 0
    services, codes = case.services, case.codes
    return project_months(services, values, codes, experiment.seed, own, n_serials=n_serials)


def draw_shares(values: Values) -> tuple[float, float]:
    """Return the shares of a project's cost that are drawn at the start and half-way."""
    return values("projects.drawdown_start_share"), values("projects.drawdown_half_share")


def _money(case: Case, values: Values, base_year: BaseYear) -> Money:
    """Return unit costs and own money, the planner's own where a budget file gives it."""
    given = case.budget.own if case.budget is not None else None
    return money(case.services, case.accounts, values, case.scenario, base_year, given=given)


def city_spread(case: Case, values: Values, draw: int) -> Floats:
    """Return how cities without a count differ from their average. Shape (region, service).

    One in draw 0; in the others uniform around one, with the assumed standard deviation, unless
    only chance varies: what stands there is unknown, not open.
    """
    shape = (len(case.cities), len(case.services))
    experiment, codes = case.scenario.experiment, np.array(case.codes)
    if draw == 0 or not experiment.parameters_vary:
        return np.ones(shape)
    names = np.array([name_id(name) for name in case.services], np.uint64)
    chance = uniforms(experiment.seed, draw, SPREAD, region_code=codes[:, None], service=names)
    centred = (2.0 * chance - 1.0) * np.sqrt(3.0)
    spread: Floats = 1.0 + values("services.imputed_spread") * centred
    return spread


def _paid_at_base(ground: Ground, stocks: Stocks, programme: Integers, recruits: Floats) -> Floats:
    """Return the units whose yearly public cost falls in the base year. (region, service)."""
    services, values, residents = ground.services, ground.values, ground.people
    paid = stocks.standing.astype(np.float64)
    for position, service in enumerate(services.values()):
        if service.family == "workforce":
            paid[:, position] *= recruits[position]
        elif service.family == "coverage":
            uncovered = np.maximum(
                residents[:, GROUPS.index(service.group)] - paid[:, position], 0.0
            )
            paid[:, position] = uncovered * values.optional(service.uncovered_decline)
        elif service.family == "programme":
            paid[:, position] = programme[:, position]
    return paid
