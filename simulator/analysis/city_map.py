"""The cities as shapes: polygons laid flat once, and what one indicator colours them with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Rings = Sequence[Sequence[tuple[float, float]]]
"""Rings of one polygon [degree east, degree north], the outer one first, then its holes."""
N_CELLS = 2000
"""Cells of the grid over the longer side: finer than a screen draws them."""
N_LINES = 40
"""Heights of a city at which a place for its name is looked for."""
WIDE = 1.5
"""How much wider than high a name and its number are."""
NOTHING, INK = "#ffffff", "#1f2933"
WORDS = (
    *("value_text", "reference_label", "reference_value_text", "text", "percent_text"),
    *("grade_label", "flags_text", "reason", "unit_label"),
)

Ints = NDArray[np.int64]
Coordinates = list[list[list[list[int]]]]


class CityShapes(NamedTuple):
    """Shapes of cities on one grid, x to the east and y to the north, cells of one size.

    ``xs`` and ``ys`` hold for every region its polygons, for every polygon its rings, for every
    ring its corners; ``name_x`` and ``name_y`` a place well inside for the name.
    """

    regions: tuple[str, ...]
    xs: Coordinates
    ys: Coordinates
    name_x: list[float]
    name_y: list[float]


def city_shapes(polygons: Mapping[str, Sequence[Rings]]) -> CityShapes:
    """Lay polygons flat by the equirectangular projection at the middle latitude.

    Corners go to the nearest point of a grid, all cities to the same one, so that common borders
    stay common; corners that fall together are drawn once.

    >>> square = [[(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]]
    >>> shapes = city_shapes({"town": [square]})
    >>> shapes.ys[0][0][0], shapes.name_y
    ([0, 2000, 2000, 0, 0], [1000.5])
    """
    rings = [np.array(ring) for many in polygons.values() for one in many for ring in one]
    corners = np.concatenate(rings)
    low, high = corners.min(axis=0), corners.max(axis=0)
    shrink = np.array([np.cos(np.radians((low[1] + high[1]) / 2)), 1.0])
    cell = max(float(((high - low) * shrink).max()) / N_CELLS, np.finfo(float).tiny)
    flat = [
        [[_on_grid((np.array(ring) - low) * shrink / cell) for ring in one] for one in many]
        for many in polygons.values()
    ]
    places = [_name_place(many) for many in flat]
    return CityShapes(
        tuple(polygons),
        _coordinates(flat, 0),
        _coordinates(flat, 1),
        [x for x, _ in places],
        [y for _, y in places],
    )


def _on_grid(ring: NDArray[np.float64]) -> Ints:
    """Return corners on the grid without those that repeat the one before."""
    corners: Ints = np.rint(ring).astype(np.int64)
    moved = np.any(np.diff(corners, axis=0) != 0, axis=1)
    kept: Ints = corners[np.concatenate([[True], moved])]
    return kept


def _coordinates(flat: Sequence[Sequence[Sequence[Ints]]], axis: int) -> Coordinates:
    return [[[ring[:, axis].tolist() for ring in one] for one in many] for many in flat]


def _name_place(polygons: Sequence[Sequence[Ints]]) -> tuple[float, float]:
    """Return the place inside the highest polygon with most room to all four sides.

    A centroid may lie outside a city that bends; the middle of a chord does not.
    """
    rings = max(polygons, key=lambda rings: int(np.ptp(rings[0][:, 1])))
    bottom, height = int(rings[0][:, 1].min()), int(np.ptp(rings[0][:, 1]))
    lines = range(bottom, bottom + height, max(height // N_LINES, 1))
    # between two lines of the grid no corner is met
    places = [_roomiest(rings, y + 0.5) for y in lines]
    if not places:
        x, y = rings[0].mean(axis=0).tolist()
        return x, y
    *_, x, y = max(places)
    return x, y


def _roomiest(rings: Sequence[Ints], y: float) -> tuple[float, float, float, float]:
    """Return the room in the middle of the widest chord at a height, that upwards, the place."""
    left, right = max(_chords(rings, y, axis=1), key=lambda piece: piece[1] - piece[0])
    x = (left + right) / 2
    upwards = [min(top - y, y - low) for low, top in _chords(rings, x, axis=0) if low <= y <= top]
    high = min(upwards, default=0.0)
    return min((right - left) / 2 / WIDE, high), high, x, y


def _chords(rings: Sequence[Ints], at: float, axis: int) -> list[tuple[float, float]]:
    """Return the pieces inside a polygon of the line on which the coordinate ``axis`` is ``at``."""
    crossings: list[float] = []
    for ring in rings:
        here, there = ring, np.roll(ring, -1, axis=0)
        crossed = (here[:, axis] > at) != (there[:, axis] > at)
        a, b = here[crossed], there[crossed]
        part = (at - a[:, axis]) / (b[:, axis] - a[:, axis])
        crossings += (a[:, 1 - axis] + part * (b[:, 1 - axis] - a[:, 1 - axis])).tolist()
    return list(pairwise(sorted(crossings)))[::2]


def city_map(
    heatmap: pd.DataFrame, indicator: str, regions: Sequence[str], names: Mapping[str, str]
) -> pd.DataFrame:
    """Return what one indicator colours the shapes of cities with.

    Parameters
    ----------
    heatmap
        Frame of `simulator.analysis.frames.gap_heatmap`.
    indicator
        Column of it.
    regions
        Regions of `CityShapes`.
    names
        Names of regions in the language of the picture.

    Returns
    -------
    DataFrame
        One row per region in the order of the shapes: the heat map's row, or white and without
        words where it has none. ``attrs`` holds indicator_label, the title's mark, and shapeless:
        the names of places of the heat map that have no shape.
    """
    rows = heatmap[heatmap["indicator"] == indicator]
    frame = rows.set_index("region").reindex(list(regions)).reset_index()
    frame["region_label"] = [names[region] for region in regions]
    frame = frame.fillna(dict.fromkeys(WORDS, "") | {"colour": NOTHING, "ink": INK})
    frame["imputed"] = frame["imputed"].eq(True)
    shapeless = rows[~rows["region"].isin(regions)]["region_label"].tolist()
    label = str(rows["indicator_label"].iloc[0]) if len(rows) else ""
    frame.attrs = {
        "indicator_label": label,
        "mark": heatmap.attrs.get("mark", ""),
        "shapeless": shapeless,
    }
    return frame
