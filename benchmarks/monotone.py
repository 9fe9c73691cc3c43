"""Search for worlds in which more is less: `docs/methods/monotone.md` tells what was found.

Run ``python -m benchmarks.monotone`` from the top of the checkout. One region, two services,
one account; the same seed finds the same worlds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from simulator.inputs.arrays import FACILITY, Integers, World
from tests.small_world import MONTHS, history, ints, small_world

SEED, TRIALS, SHOWN = 20_260_101, 400, 1
YEARS = 5
Drawn = np.random.Generator
Change = Callable[[World, Drawn], World]


class Numbers(NamedTuple):
    """What makes a world; pairs are by service."""

    lot: tuple[int, int]
    unit_fen: tuple[int, int]
    running_fen: tuple[int, int]
    need: tuple[int, int]
    own_fen: int
    """A year."""
    carried: float
    """Share of the own money that free money may be carried over to."""
    slots: int


def world_of(numbers: Numbers) -> World:
    """Return a region in which nothing stands yet."""
    world = small_world(own=numbers.own_fen, years=YEARS, slots=numbers.slots)
    money = world.money._replace(
        unit_fen=ints(*numbers.running_fen),
        capital_fen=ints(*numbers.unit_fen)[:, None],
        carry_limit=np.full(YEARS + 1, numbers.carried),
    )
    level = ints(*numbers.need)[None].astype(float)
    kind = np.repeat(world.needs.kind[:, :1], 2, axis=1)
    return world._replace(
        standing=np.zeros((1, 2), np.int64),
        lot=ints(*numbers.lot)[None],
        months=np.broadcast_to(ints(*MONTHS), (2, 1, 512, len(MONTHS))),
        money=money,
        needs=world.needs._replace(kind=kind, level=level),
        traits=world.traits._replace(family=ints(FACILITY, FACILITY)),
    )


def drawn(chance: Drawn) -> Numbers:
    """Return the numbers of one world."""

    def whole(low: int, high: int) -> int:
        return int(chance.integers(low, high + 1))

    return Numbers(
        lot=(whole(2, 20), whole(2, 20)),
        unit_fen=(whole(20, 200), whole(20, 200)),
        running_fen=(whole(0, 30), whole(0, 30)),
        need=(whole(20, 200), whole(20, 200)),
        own_fen=whole(500, 6_000),
        carried=whole(0, 10) / 10,
        slots=whole(1, 4),
    )


def more_money(world: World, chance: Drawn) -> World:
    """Return the world with more money in every year."""
    return world._replace(
        money=world.money._replace(own=world.money.own + int(chance.integers(1, 1_000)))
    )


def more_builders(world: World, _: Drawn) -> World:
    """Return the world with one more slot of the builders."""
    return world._replace(construction_slots=world.construction_slots + 1)


def cheaper(world: World, _: Drawn) -> World:
    """Return the world with a tenth off the capital cost of the first service."""
    less = world.money.capital_fen.copy()
    less[0] -= less[0] // 10
    return world._replace(money=world.money._replace(capital_fen=less))


CHANGES: dict[str, Change] = {
    "more money": more_money,
    "one more builder": more_builders,
    "the first service cheaper": cheaper,
}


def commissioned(world: World) -> Integers:
    """Return the units commissioned up to each year, both services together. Shape (year,)."""
    books, _, _ = history(world)
    total: Integers = books.commissioned.sum(axis=(1, 2)).cumsum()
    return total


def main() -> None:
    """Print, for each change, how often fewer units open and the first such worlds."""
    for name, change in CHANGES.items():
        chance = np.random.default_rng(SEED)
        found = []
        for _ in range(TRIALS):
            numbers = drawn(chance)
            world = world_of(numbers)
            before, after = commissioned(world), commissioned(change(world, chance))
            if (after < before).any():
                found.append(
                    f"{numbers}\n    before {before.tolist()}\n    after  {after.tolist()}"
                )
        print(f"{name}: fewer units in some year in {len(found)} of {TRIALS} worlds")
        for one in found[:SHOWN]:
            print(f"  {one}")


if __name__ == "__main__":
    main()
