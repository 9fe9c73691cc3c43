"""A world of many regions: the shipped cities, repeated with positions of their own."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np

from simulator.inputs.arrays import Floats, Named, Pipeline, World

Part = TypeVar("Part", bound=NamedTuple)
Projects = TypeVar("Projects", Pipeline, Named)
REGION_AXES = {
    "policy": {"starts": 1},
    "needs": {"kind": 0, "level": 0, "per": 0, "binding": 0, "assumed": 0},
    "staff": {"level": 0, "recruited": 1, "hires": 1, "attraction": 1, "posts": 1, "exits": 1},
    "money": {"own": 1},
}
"""Where the cities stand among the axes of the parts of a world; what is not here has none."""
WORLD_AXES = {
    **{name: 0 for name in ("standing", "exists", "programme_target", "programme_yearly", "lot")},
    **{"approval_slots": 1, "construction_slots": 1},
}


def tiled(world: World, people: Floats, copies: int) -> tuple[World, Floats]:
    """Return so many copies of a world's cities as one province, and their residents.

    The province hands out as many times its pool. Only draw 0 is repeated, in which a service's
    projects all take the same time, and only a scenario in which nobody is served in another
    city: shares from every city to every other would be an array of 29 GB for 2,844 of them.
    """
    n_regions, (n_years, n_services) = len(world.standing), world.take_up.shape
    if world.served_in.any() or world.months.strides[1:3] != (0, 0):
        raise ValueError("only draw 0 without services used in other cities is repeated")
    parts = {
        name: repeated(getattr(world, name), REGION_AXES[name], copies) for name in REGION_AXES
    }
    money = parts["money"]
    parts["money"] = money._replace(pool=money.pool * copies)
    shape = (n_services, n_regions * copies, *world.months.shape[2:])
    months = world.conversions.months
    whole = repeated(world, WORLD_AXES, copies)._replace(
        **parts,
        conversions=world.conversions._replace(months=np.broadcast_to(months[:, :1], shape)),
        months=np.broadcast_to(world.months[:, :1], shape),
        served_in=np.zeros((n_years, n_services, n_regions * copies, 0)),
        pipeline=with_positions(world.pipeline, n_regions, copies),
        named=with_positions(world.named, n_regions, copies),
    )
    return whole, np.concatenate([people] * copies, axis=1)


def repeated(part: Part, axes: dict[str, int], copies: int) -> Part:
    """Return a named tuple with the axes of its regions repeated."""
    columns = {
        name: np.concatenate([getattr(part, name)] * copies, axis) for name, axis in axes.items()
    }
    return part._replace(**columns)


def with_positions(projects: Projects, n_regions: int, copies: int) -> Projects:
    """Return projects repeated, those of each copy in regions of its own."""
    columns = {
        name: np.concatenate([getattr(projects, name)] * copies) for name in projects._fields
    }
    shift = np.repeat(np.arange(copies), len(projects.region)) * n_regions
    return type(projects)(**{**columns, "region": columns["region"] + shift})
