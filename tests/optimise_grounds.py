"""Small random grounds and wishes for the laws of optimisation, on the worlds of `tests.worlds`.

Money is in thousands of fen, so that numbers are near one. What stands does not move by itself.
"""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from simulator.inputs.arrays import FACILITY, WORKFORCE
from simulator.optimise.absorb import ALL, limits_of
from simulator.optimise.ground import FEN, Axes, Ground, keeps_of
from simulator.optimise.question import Question
from simulator.optimise.timing import timing_of
from simulator.optimise.wanted import Wanted
from tests.optimise_towns import named
from tests.worlds import BEDS, CONVERSIONS, DOCTORS, PLACES, worlds

THOUSAND = 1e3
SERVICES = ("beds", "places", "conversions", "doctors", "enrolled", "homes")
ACCOUNTS = ("health", "childcare", "central", "bonds")
RECRUITED = 0.05
SHARES = st.dictionaries(
    st.sampled_from([ALL, "beds", "places", "conversions"]),
    st.integers(0, 60).map(lambda percent: percent / 100.0),
    min_size=1,
)
"""Limits on what opens in a year, by service."""


class Asked(tuple):
    """A question, told in a few lines when a law fails."""

    def __repr__(self):
        (question,) = self
        ground, wanted = question.ground, question.wanted
        return (
            f"free {ground.free.tolist()}, lots {ground.world.lot.tolist()}, "
            f"months {ground.world.months[:, 0, 0].tolist()}, "
            f"capital {ground.capital.tolist()}, running {ground.running.tolist()}, "
            f"standing {ground.standing[0].tolist()}, wanted {wanted.names()} "
            f"{wanted.units.tolist()}, pool {question.pool}, limits {_told(question.absorb)}"
        )


def _told(limits):
    return None if limits is None else limits.tolist()


def ground_of_world(world, people) -> Ground:
    """Return the ground of a world in which nothing moves by itself."""
    money, years = world.money, world.n_years
    n_regions = world.standing.shape[0]
    staff = (world.traits.family == WORKFORCE) & (world.staff.recruits > 0.0)
    return Ground(
        axes=Axes(
            tuple(f"city{one}" for one in range(n_regions)),
            SERVICES,
            ACCOUNTS,
            tuple(range(world.base + 1, world.base + 1 + years)),
        ),
        world=world,
        timing=timing_of(world.months[:, 0, 0]),
        shown=np.ones((n_regions + 1, 1), bool),
        real=np.ones((n_regions + 1, 1), bool),
        builds=(world.lot > 0) & (world.traits.family == FACILITY),
        recruits=np.tile(staff, (n_regions, 1)),
        standing=np.tile(world.standing, (years, 1, 1)).astype(float),
        people=people[1:],
        before=(world.standing.astype(float), people[0]),
        free=money.own[1:] / THOUSAND,
        carried=money.own[0] / THOUSAND,
        keeps=keeps_of(world)[0][1:] * FEN / THOUSAND,
        carry_share=keeps_of(world)[1][1:],
        opening=np.zeros((years, n_regions, len(SERVICES))),
        busy=(np.zeros((years, n_regions)), np.zeros((years, n_regions))),
        capital=money.capital_fen / THOUSAND,
        social=money.social_fen / THOUSAND,
        recruit_limit=np.where(staff, RECRUITED, 0.0),
        running=np.where(money.pays_running >= 0, money.unit_fen, 0) / THOUSAND,
    )


@st.composite
def questions(draw, *, pool=True, floors=True, limited=None):
    """Return a question of one to five wishes, in a list of one so that it is told short.

    Every other one limits what opens in a year; all or none with ``limited``.
    """
    world, people = draw(worlds(transfers=False, pipeline=False, n_named=0))
    world = world._replace(months=(world.months + 5) // 6)
    ground = ground_of_world(world, people)
    absorb = None
    if draw(st.booleans()) if limited is None else limited:
        coming = np.full(ground.opening.shape, float(draw(st.integers(0, 3))))
        ground = ground._replace(opening=coming)
        absorb = limits_of(ground, draw(SHARES))
    given = draw(st.booleans()) if pool else False
    return Asked(
        [
            Question(
                ground,
                draw(wishes(ground, floors=floors)),
                pool=np.full(world.n_years, float(draw(st.integers(0, 40)))) if given else None,
                reallocated=draw(st.booleans()),
                absorb=absorb,
            )
        ]
    )


@st.composite
def wishes(draw, ground, *, floors):
    """Return rows of beds, places, doctors and of the share of conversions in the beds."""
    n_regions, years = len(ground.axes.regions), ground.axes.years
    kinds = draw(st.lists(st.integers(0, 3), min_size=1, max_size=5))
    shape = len(kinds), len(SERVICES)
    counts, units = np.zeros(shape), np.full((len(kinds), len(years)), np.nan)
    regions = np.zeros((len(kinds), n_regions), bool)
    names, shared, floor = [], np.zeros(units.shape), np.full(units.shape, np.nan)
    for row, kind in enumerate(kinds):
        where = draw(st.integers(0, n_regions))
        first = draw(st.integers((len(years) - 1) // 2, len(years) - 1))
        regions[row] = np.arange(n_regions) == where if where < n_regions else True
        service = (BEDS, PLACES, DOCTORS, CONVERSIONS)[kind]
        counts[row, service] = 1.0
        there, more = ground.standing[0][regions[row]].sum(axis=0), draw(st.integers(1, 80))
        asked = np.ceil(there[service] * (1.0 + more / 100.0)) + more
        if service == CONVERSIONS:
            counts[row, BEDS] = -asked / max(there[BEDS], asked)
            asked = 0.0
            shared[row] = -counts[row, BEDS] * ground.standing[:, regions[row], BEDS].sum(axis=1)
        units[row, first:] = asked
        if floors and service != CONVERSIONS and draw(st.booleans()):
            floor[row] = there[service] + draw(st.integers(0, 20))
        names.append(named(f"area{where}", f"{SERVICES[service]}{row}", years[first]))
    return Wanted(
        rows=tuple(names),
        regions=regions,
        counts=counts,
        units=units,
        floor=floor,
        size=np.maximum(np.nan_to_num(units) + shared, 1.0),
        weight=np.array([float(draw(st.integers(1, 4))) for _ in kinds]),
        real=np.ones(len(kinds), bool),
    )
