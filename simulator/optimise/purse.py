"""The rows of money: what decisions cost fits the money of every city, account and year."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.ground import Ground
from simulator.optimise.linear import Linear, Positions, Term
from simulator.optimise.question import Programme, Question

Floats = NDArray[np.float64]


def respect_money(found: Programme, question: Question) -> Programme:
    """Fit what decisions cost into the money of every city, account and year."""
    if not question.money:
        return found
    ground, linear, effects = question.ground, found.linear, found.effects
    axes, bonds = ground.axes, ground.world.money.bonds.payer >= 0
    labels = (axes.regions, axes.accounts, [str(year) for year in axes.years])
    kept = np.where(bonds[:, None], 0.0, ground.keeps.transpose(1, 2, 0))
    carry = linear.add_columns("carry", labels, most=kept)
    extra = linear.add_columns("extra", labels, most=question.extra)
    free = money_of(ground)
    before = np.concatenate([carry[:, :, :1], carry[:, :, :-1]], axis=2)
    had = np.concatenate([np.zeros_like(carry[:, :, :1]), np.ones_like(carry[:, :, 1:])], axis=2)
    terms: list[Term] = [
        (carry, 1.0),
        (before, -had),
        (extra, -1.0),
    ]
    moved = _move(linear, question, np.maximum(free, 0.0))
    if moved[0].size:
        terms += [(moved[0], -1.0), (moved[1], 1.0)]
        share = ground.carry_share.transpose(1, 2, 0)
        limit: list[Term] = [(carry, 1.0), (moved[0], -share), (moved[1], share)]
        linear.add_rows("carried", labels, limit, most=kept)
    money = linear.add_rows("money", labels, terms, most=free)
    # a decision moves few accounts and years, the same in every city
    service, account, start, year = np.nonzero(effects.cost)
    cost = effects.lot[:, service] * effects.cost[service, account, start, year]
    linear.add_cells(money[:, account, year], found.start[:, service, start], cost)
    staff, account, start, year = np.nonzero(effects.recruiting)
    pay = effects.most_recruited[:, staff, start] * effects.recruiting[staff, account, start, year]
    linear.add_cells(money[:, account, year], found.recruit[:, staff, start], pay)
    return found._replace(carry=carry, extra=extra, money=money, moved=moved)


def money_of(ground: Ground) -> Floats:
    """Return the free money of a year, what is carried into the first one included.

    Shape (region, account, year).
    """
    free = ground.free.transpose(1, 2, 0).copy()
    free[:, :, 0] += ground.carried
    return free


def _move(linear: Linear, question: Question, free: Floats) -> tuple[Positions, Positions]:
    """Let the province hand out its pool; returns what is given and what is taken."""
    nothing = np.zeros(0, np.int64)
    if question.pool is None:
        return nothing, nothing
    ground = question.ground
    axes, pooled = ground.axes, ground.world.money.pooled
    years = [str(year) for year in axes.years]
    labels = (axes.regions, axes.accounts, years)
    give = linear.add_columns("give", labels, most=np.where(pooled[:, None], np.inf, 0.0))
    most = np.where(pooled[:, None] & question.reallocated, free, 0.0)
    take = linear.add_columns("take", labels, most=most)
    given, taken = (one.transpose(2, 0, 1) for one in (give, take))
    linear.add_rows("pool", (years,), [(given, 1.0)], most=question.pool)
    if question.reallocated:
        linear.add_rows("taken", (years,), [(given, 1.0), (taken, -1.0)], most=0.0)
    return give, take
