"""How fast residents are projected: against a plain loop and against memory itself.

Run ``python benchmarks/population.py``. All figures come from one run on one machine; only their
ratios mean anything elsewhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from simulator import api
from simulator.inputs.population import PopulationInputs
from simulator.population.errors import Deviations, addressed_normals, deviations
from simulator.population.projection import BLOCK, empty_path, project

Array = NDArray[np.float64]
MEMBERS, YEARS, REPEATS = 128, 35, 5
BYTES_PER_CELL = 16
"""A cell-year is read and written once, eight bytes each."""
STREAMED = 50_000_000


def best(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the shortest of several times [s]."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def plain_loop(inputs: PopulationInputs, drawn: Deviations, first: int, base: Array) -> Array:
    """Return the first member's residents, region by region and year by year.

    The same work without official figures and carried rates: survive, bear, move.
    """
    residents, migration = base, inputs.migration
    for step in range(first, len(inputs.years) - 1):
        moved = np.zeros_like(residents)
        for region, start in enumerate(residents):
            ratio = 1.0 - (1.0 - inputs.survival_ratio[step, region]) * drawn.mortality[0, step]
            end = moved[region]
            end[:, 1:] = start[:, :-1] * ratio[:, 1:]
            end[:, -1] += start[:, -1] * ratio[:, -1]
            fertility = inputs.tfr[step, region] * inputs.fertility_pattern[step]
            born = (fertility * (start[0] + end[0]) / 2.0).sum() * drawn.fertility[0, step]
            boys = inputs.males_per_female_birth[step]
            end[:, 0] = np.array([born, born * boys]) / (1.0 + boys) * ratio[:, 0]
        pool = moved.sum(axis=0) * migration.arrival_rate
        pool /= pool.sum()
        for region, rate in enumerate(drawn.city[0, step] + drawn.province[0, step]):
            leaving = (moved[region] * migration.departure_rate).sum()
            if rate < 0.0:
                moved[region] *= 1.0 + rate * migration.departure_rate
            else:
                moved[region] += rate * leaving * pool
        residents = moved
    return residents


def streaming() -> float:
    """Return bytes per second of multiplying a large array in place."""
    array = np.ones(STREAMED)
    return STREAMED * BYTES_PER_CELL / best(lambda: np.multiply(array, 1.0000001, out=array))


def main() -> None:
    """Print members per second and both ratios."""
    base = 2020
    case = api.load_case("baseline", until=base + YEARS)
    inputs = case.population
    drawn = deviations(
        inputs, addressed_normals(inputs, np.array(case.codes), 1, np.arange(1, MEMBERS + 1))
    )
    room = empty_path(inputs, MEMBERS)
    per_member = best(lambda: project(inputs, drawn, into=room)) / MEMBERS
    first = int((~np.isnan(inputs.observed.total).any(axis=1)).sum())
    last_seen = room.persons[0, first].copy()
    loop = best(lambda: plain_loop(inputs, drawn, first, last_seen)) * YEARS / (YEARS - first)
    cells = YEARS * inputs.start.size
    speed, memory = cells * BYTES_PER_CELL / per_member, streaming()
    print(f"regions x years            {len(inputs.regions)} x {YEARS}, blocks of {BLOCK}")
    print(f"members per second         {1.0 / per_member:,.0f}")
    print(f"milliseconds per member    {per_member * 1e3:.2f}")
    print(f"plain loop / this          {loop / per_member:.1f}")
    print(f"streaming in place         {memory / 1e9:.1f} GB/s")
    print(f"share of streaming         {speed / memory:.1%}")


if __name__ == "__main__":
    main()
