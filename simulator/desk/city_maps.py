"""Maps of the cities: the outline that is shipped, and a planner's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from simulator.analysis import city_map as frames
from simulator.analysis.city_map import CityShapes, city_shapes
from simulator.desk.cases import params_of
from simulator.desk.pictures import catalogue
from simulator.errors import InputError, Problem
from simulator.inputs.city_polygons import read_city_polygons
from simulator.inputs.shipped import PARAMS, shipped_folder
from simulator.text.shown import shown as in_a_caption

__all__ = ["CityMap", "CityShapes", "city_map", "outline", "try_own_map"]

OUTLINE = "outline/henan-cities.geojson"
OUTLINE_SOURCE = "henan-outline"


class CityMap(NamedTuple):
    """Shapes of the cities and the name of what they come from."""

    shapes: CityShapes
    name: str


def outline(lang: str = "zh") -> CityMap:
    """Return the shipped outline of Henan's cities: a sketch, no evidence of any border."""
    # a planner's own register of sources may be older than the outline
    source = params_of(None).sources.get(OUTLINE_SOURCE)
    return CityMap(_shipped(), source.title.say(lang) if source else OUTLINE)


@cache
def _shipped() -> CityShapes:
    found, problems = _read(shipped_folder(PARAMS) / OUTLINE, f"{PARAMS}/{OUTLINE}")
    if found is None:
        raise InputError(problems)
    return found


def try_own_map(file: Path) -> tuple[CityMap | None, list[Problem]]:
    """Return a planner's map by the codes of ``params/regions.yaml``, and all its problems.

    `simulator.inputs.city_polygons.read_city_polygons` says what may be in it.
    """
    found, problems = _read(file, str(file))
    return (CityMap(found, in_a_caption(file.name)) if found is not None else None), problems


def _read(file: Path, shown: str) -> tuple[CityShapes | None, list[Problem]]:
    cities = [one for one in params_of(None).regions.values() if one.kind == "city"]
    polygons, problems = read_city_polygons(file, shown, {one.code: one.id for one in cities})
    return (None if problems else city_shapes(polygons)), problems


def city_map(
    heatmap: pd.DataFrame, indicator: str, shapes: CityShapes, lang: str = "zh"
) -> pd.DataFrame:
    """Return what one indicator colours shapes with; `simulator.analysis.city_map` says columns."""
    return frames.city_map(heatmap, indicator, shapes.regions, catalogue(lang).regions)
