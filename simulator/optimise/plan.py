"""What an answer decides: whole units, and what it expects of them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.inputs.case import Case
from simulator.inputs.yaml_nodes import Plain
from simulator.optimise.ground import Ground
from simulator.optimise.question import Programme, Question
from simulator.optimise.solving import Answer
from simulator.optimise.wanted import Wanted

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
ALMOST = 1e-6
"""Units so close to a whole number that they are meant to be it."""
NO_SEATS: Integers = np.zeros((0, 0), np.int64)
THOUSANDTHS = 1000
"""The steps in which seats are given."""


class Plan(NamedTuple):
    """Decisions in whole units, and the answer they come from."""

    starts: Integers
    """Units whose lots ask for approval in a January. Shape (region, service, year)."""
    recruits: Integers
    """Shape (region, service, year)."""
    extra: Floats
    """Money beyond the envelope, given and taken counted in; less where negative
    [100 million yuan]. Shape (region, account, year)."""
    stock: Floats
    """What is expected to stand. Shape (year, region, service)."""
    short: Floats
    """Units that wanted rows lack. Shape (row, year)."""
    seats: Integers = NO_SEATS
    """Training seats beyond the scenario's, in thousandths of today's intake; empty where they are
    not decided. Shape (trained service, year of intake)."""

    def trained(self, ground: Ground) -> tuple[Floats, Floats]:
        """Return extra seats and what they cost the province a year [100 million yuan].

        Shapes (trained service, year); without services where seats are not decided.
        """
        if ground.seats is None:
            return np.zeros((0, 0)), np.zeros((0, 0))
        share = self.seats / THOUSANDTHS
        return ground.seats.persons(share), ground.seats.cost(share)


def plan_of(question: Question, programme: Programme, answer: Answer) -> Plan:
    """Return the plan of an answer: starts rounded so that their sum to any year is not less.

    A remainder of a unit is built in the earliest year that asks for it.
    """
    ground = question.ground
    shape = (len(ground.axes.regions), len(ground.axes.services), len(ground.axes.years))
    starts, recruits = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    effects = programme.effects
    starts[:, effects.built] = whole(answer.x[programme.start] * effects.lot[:, :, None])
    recruits[:, effects.staff] = whole(answer.x[programme.recruit] * effects.most_recruited)
    seats = seats_of(ground, programme, answer)
    extra = np.zeros((shape[0], len(ground.axes.accounts), shape[2]))
    if programme.extra.size:
        extra = answer.x[programme.extra]
    if programme.moved[0].size:
        extra = extra + answer.x[programme.moved[0]] - answer.x[programme.moved[1]]
    return Plan(
        starts,
        recruits,
        extra,
        expected(ground, programme, (starts, recruits, seats)),
        np.where(
            np.isnan(question.wanted.units),
            np.nan,
            answer.x[programme.short] * question.wanted.size,
        ),
        seats,
    )


def seats_of(ground: Ground, programme: Programme, answer: Answer) -> Integers:
    """Return the seats of an answer in thousandths, rounded up. Shape (trained, year)."""
    if ground.seats is None:
        return NO_SEATS
    share = answer.x[programme.seats] * ground.seats.most
    return np.ceil(share * THOUSANDTHS - ALMOST).astype(np.int64)


def whole(units: Floats) -> Integers:
    """Return whole units whose sum to every year is that of ``units``, rounded up.

    >>> whole(np.array([0.4, 0.4, 1.4])).tolist()
    [1, 0, 2]
    """
    upto = np.ceil(units.cumsum(axis=-1) - ALMOST)
    return np.diff(upto, axis=-1, prepend=0.0).astype(np.int64)


def expected(
    ground: Ground, programme: Programme, decided: tuple[Integers, Integers, Integers]
) -> Floats:
    """Return what stands with starts, recruits and seats, as the programme sees it.

    Shape (year, region, service).
    """
    starts, recruits, seats = decided
    effects, stock = programme.effects, ground.standing.copy()
    stock[:, :, effects.built] += np.einsum(
        "rst,sty->yrs", starts[:, effects.built], effects.standing
    )
    stock[:, :, effects.staff] += np.einsum(
        "rst,tyrs->yrs", recruits[:, effects.staff], effects.staying
    )
    if ground.seats is not None:
        most = ground.seats.most
        share = np.divide(seats / THOUSANDTHS, most, out=np.zeros_like(most), where=most > 0.0)
        stock[:, :, effects.trained] += np.einsum("st,rsty->yrs", share, effects.licensed)
    return stock


def lacking(ground: Ground, wanted: Wanted, stock: Floats) -> Floats:
    """Return the units that wanted rows lack of a stock (year, region, service). (row, year)."""
    counts = wanted.regions[:, :, None] * wanted.counts[:, None, :]
    there = np.einsum("krs,yrs->ky", counts, stock)
    return np.asarray(np.maximum(wanted.units - there, 0.0))


def levers_of(case: Case, ground: Ground, plan: Plan) -> dict[str, Plain]:
    """Return a plan as levers of a scenario: fixed starts, recruits and seats beside the usual."""
    axes = ground.axes
    rows: list[Plain] = [
        {
            "region": axes.regions[region],
            "service": axes.services[service],
            "year": axes.years[year],
            "count": int(plan.starts[region, service, year]),
        }
        for region, service, year in np.argwhere(plan.starts > 0).tolist()
    ]
    levers: dict[str, Plain] = {"allocation.rule": "fixed_starts", "allocation.starts": rows}
    known = case.scenario.levers.workforce
    for region, service in np.argwhere(plan.recruits.sum(axis=2) > 0).tolist():
        city, staff = axes.regions[region], axes.services[service]
        persons = plan.recruits[region, service].tolist()
        at: dict[Any, Plain] = {
            year: int(more) + known.recruitment_in(staff, city, year)
            for year, more in zip(axes.years, persons, strict=True)
        }
        levers[f"workforce.recruitment.{staff}.{city}"] = {"unit": "person", "at": at}
    return levers | _seat_levers(case, ground, plan)


def _seat_levers(case: Case, ground: Ground, plan: Plan) -> dict[str, Plain]:
    """Return the factors on the intakes, those of the scenario included."""
    known, levers = case.scenario.levers.workforce, dict[str, Plain]()
    for place in np.flatnonzero(plan.seats.any(axis=1)).tolist() if ground.seats else []:
        staff = ground.axes.services[ground.seats.service[place]] if ground.seats else ""
        at: dict[Any, Plain] = {
            year: round(known.seats_in(staff, year) + more / THOUSANDTHS, 9)
            for year, more in zip(ground.axes.years, plan.seats[place].tolist(), strict=True)
        }
        levers[f"workforce.seats.{staff}"] = {"unit": "factor", "at": at}
    return levers
