"""How fast residents are projected: against a plain loop and against memory itself.

Run ``python -m benchmarks.population``. All figures come from one run on one machine; only their
ratios mean anything elsewhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.rows import Row
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


class Found(NamedTuple):
    """What was measured."""

    per_member: float
    """Seconds."""
    loop: float
    """Seconds of the plain loop for as many years."""
    cells: int
    """Cell-years of a member."""
    memory: float
    """Bytes per second streamed."""

    @property
    def share(self) -> float:
        """Return the share of the speed of streaming."""
        return self.cells * BYTES_PER_CELL / self.per_member / self.memory


def measure() -> Found:
    """Return the times of members in blocks, of the plain loop and of streaming."""
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
    return Found(per_member, loop, YEARS * inputs.start.size, streaming())


def rows() -> list[Row]:
    """Return members against the plain loop and against memory."""
    found = measure()
    return [
        Row(
            what=f"residents of {YEARS} years in blocks against a plain loop, best of {REPEATS}",
            command="python -m benchmarks.population",
            must="reported",
            measured=f"{found.loop / found.per_member:.1f} × ({found.per_member * 1e3:.2f} ms a "
            f"member, {found.share:.0%} of the speed of streaming memory)",
        )
    ]


def main() -> None:
    """Print members per second and both ratios."""
    found = measure()
    print(f"cell-years of a member     {found.cells:,}, {YEARS} years, blocks of {BLOCK}")
    print(f"members per second         {1.0 / found.per_member:,.0f}")
    print(f"milliseconds per member    {found.per_member * 1e3:.2f}")
    print(f"plain loop / this          {found.loop / found.per_member:.1f}")
    print(f"streaming in place         {found.memory / 1e9:.1f} GB/s")
    print(f"share of streaming         {found.share:.1%}")


if __name__ == "__main__":
    main()
