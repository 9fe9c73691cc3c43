"""Inputs of a projection that a test makes up."""

from __future__ import annotations

import numpy as np

from simulator.inputs.population import Observed, PopulationInputs
from simulator.inputs.population.arrays import Counties, ErrorModel, Migration
from simulator.population.migration import exposed, move

N_AGES = 101
NO_ERROR = ErrorModel((0.0, 0.0), (0.0, 0.0), 0.0, 0.0, 0.0)


def unobserved(steps: int, regions: int) -> Observed:
    """Return official figures of which none is known."""
    nothing = np.full((steps, regions), np.nan)
    return Observed(nothing, nothing, nothing, nothing[:, 0], nothing[:, 0])


def one_county_each(start: np.ndarray) -> Counties:
    """Return one county in every region."""
    places = np.arange(len(start))
    names = tuple(f"county {place}" for place in places)
    return Counties(places, names, places, start, np.full(len(start), 1.5))


def made_up(start: np.ndarray, steps: int, **changed) -> PopulationInputs:
    """Return a population that grows old at 99 % a year, with two children a woman."""
    regions = len(start)
    pattern = np.zeros((steps, N_AGES))
    pattern[:, 20:30] = 0.1
    migration = Migration(
        departure_rate=np.ones(N_AGES),
        arrival_rate=np.ones(N_AGES),
        default=np.zeros(regions),
        weight=np.ones(steps),
        shift=0.0,
        added=np.zeros((steps, regions)),
        reference_years=2,
    )
    plain = PopulationInputs(
        years=np.arange(2020, 2021 + steps),
        regions=tuple("abcdefghijklmnopqrstuvwxyz"[:regions]),
        start=start,
        survival_ratio=np.full((steps, regions, 2, N_AGES), 0.99),
        life_lost=np.full(steps, 10.0),
        fertility_pattern=pattern,
        tfr=np.full((steps, regions), 2.0),
        births_level_until=2200,
        males_per_female_birth=np.full(steps, 1.05),
        migration=migration._replace(
            **{name: changed.pop(name) for name in Migration._fields if name in changed}
        ),
        observed=unobserved(steps, regions),
        official_total=np.zeros((steps + 1, regions), dtype=bool),
        errors=NO_ERROR,
        counties=one_county_each(start),
    )
    return plain._replace(**changed)


def moves(net: np.ndarray, residents: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """Return who moves by sex and age when both directions follow one schedule [person]."""
    after = residents.copy()
    move(after, net, exposed(residents, rate), rate, rate)
    return after - residents
