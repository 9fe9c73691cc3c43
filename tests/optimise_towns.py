"""Towns that an optimisation is asked about, small enough to be solved with a pencil.

Beds are built in lots (unless said otherwise of one bed), nurses may be recruited. Money is in
units of one, comes in every January and lapses on 31 December unless it may be kept.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from simulator.optimise.ground import Axes, Ground
from simulator.optimise.timing import timing_of
from simulator.optimise.wanted import Wanted
from tests.small_world import BEDS, DOCTORS, MONTHS, money_of, small_world, staff_of

BASE = 2020
PLENTY = 1_000_000


def towns(
    *, standing, money, years=1, months=MONTHS, lot=1, capital=1.0, running=0.0, **more
) -> Ground:
    """Return the ground of towns with ``standing`` beds and ``money`` (town, year) or (town,).

    ``more``: retired, a share a year; kept, most that is carried on; slots of the approval desk
    and of the builders; recruits, a share of 100 nurses a year, each for ``pay``.
    """
    n_towns = len(standing)
    income = np.asarray(money, float).reshape(n_towns, -1) + np.zeros((n_towns, years))
    slots = more.get("slots", PLENTY)
    world, retired = world_of(n_towns, years, months, lot, slots), more.get("retired", 0.0)
    traits = world.traits._replace(retirement=np.array([retired, 0.0]))
    stock = np.zeros((years, n_towns, 2))
    stock[:, :, BEDS] = np.asarray(standing) * (1.0 - retired) ** np.arange(1, years + 1)[:, None]
    stock[:, :, DOCTORS] = 100.0
    account = (years, n_towns, 1)
    recruits = more.get("recruits", 0.0)
    return Ground(
        axes=Axes(
            tuple(f"town{one}" for one in range(1, n_towns + 1)),
            ("beds", "nurses"),
            ("own",),
            tuple(range(BASE + 1, BASE + 1 + years)),
        ),
        world=world._replace(traits=traits),
        timing=timing_of(np.broadcast_to(months, (2, 5))),
        shown=np.ones((n_towns + 1, 1), bool),
        real=np.ones((n_towns + 1, 1), bool),
        builds=np.tile([True, False], (n_towns, 1)),
        recruits=np.tile([False, recruits > 0.0], (n_towns, 1)),
        standing=stock,
        people=np.ones((years, n_towns, 1)),
        before=(stock[0], np.ones((n_towns, 1))),
        free=income.T[:, :, None].copy(),
        carried=np.zeros((n_towns, 1)),
        keeps=np.full(account, float(more.get("kept", 0.0))),
        carry_share=np.zeros(account),
        opening=np.zeros((years, n_towns, 2)),
        busy=(np.zeros((years, n_towns)), np.zeros((years, n_towns))),
        capital=np.array([[capital], [0.0]]),
        social=np.zeros(2),
        recruit_limit=np.array([0.0, recruits]),
        running=np.array([running, more.get("pay", 0.0)]),
    )


def world_of(n_towns, years, months, lot, slots):
    """Return the world behind the towns."""
    world = small_world(years=years)
    desk = np.broadcast_to(slots, (years + 1, n_towns))
    return world._replace(
        standing=np.zeros((n_towns, 2), np.int64),
        exists=np.ones((n_towns, 2), bool),
        months=np.broadcast_to(months, (2, n_towns, 64, 5)),
        lot=np.tile([lot, 0], (n_towns, 1)),
        approval_slots=desk,
        construction_slots=desk,
        money=money_of(0, years, n_regions=n_towns),
        staff=staff_of(years)._replace(exits=np.zeros((years + 1, n_towns, 2))),
    )


def asked_of(ground, rows, *, weights=None) -> Wanted:
    """Return what is wanted: ``rows`` of (towns, service, first year, units)."""
    n_towns, years = len(ground.axes.regions), ground.axes.years
    regions = np.zeros((len(rows), n_towns), bool)
    counts = np.zeros((len(rows), 2))
    units = np.full((len(rows), len(years)), np.nan)
    for place, (where, service, first, number) in enumerate(rows):
        regions[place, where] = True
        counts[place, service] = 1.0
        units[place] = np.where(np.array(years) >= first, number, np.nan)
    names = [
        named("+".join(np.array(ground.axes.regions)[mine]), ground.axes.services[row[1]], row[2])
        for mine, row in zip(regions, rows, strict=True)
    ]
    return Wanted(
        rows=tuple(names),
        regions=regions,
        counts=counts,
        units=units,
        floor=np.full(units.shape, np.nan),
        size=np.maximum(np.nan_to_num(units, nan=1.0), 1.0),
        weight=np.ones(len(rows)) if weights is None else np.asarray(weights, float),
        real=np.ones(len(rows), bool),
    )


def named(region, indicator, year):
    """Return what an optimisation reads of a row of a plan: its name."""
    return SimpleNamespace(
        region=region,
        row=SimpleNamespace(indicator=indicator),
        plan=SimpleNamespace(target_year=year),
    )
