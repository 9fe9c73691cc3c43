"""Polygons of cities by region code, from GeoJSON: the shipped outline, or a planner's own map."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, FailFast, Field, TypeAdapter, ValidationError
from pydantic_core import from_json

from simulator.errors import Problem, Where, place
from simulator.inputs.arguments import Kind, Names, names
from simulator.inputs.file_text import similar_file

LARGEST_BYTES = 5_000_000
"""Size above which a map is refused [byte]."""
CODE_PROPERTIES = ("adcode", "code", "region_code", "行政区划代码", "区划代码", "代码", "gb", "id")
"""Properties in which a region code is looked for, in any case; then the feature's own id."""
MOST_NAMED = 10

Position = tuple[float, float]
"""Longitude and latitude [degree]."""
Polygon = list[list[Position]]
"""Rings, the outer one first, then the holes."""

# GB/T 2260 as numbers or text; China's maps may put 156 before it, statistics six zeros after
_CODE = re.compile(r"(?:156)?(\d{6})(?:000000|\.0)?")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_Longitude = Annotated[float, Field(ge=-180, le=180)]
_Latitude = Annotated[float, Field(ge=-90, le=90)]
_Position = tuple[_Longitude, _Latitude] | tuple[_Longitude, _Latitude, float]
_Ring = Annotated[list[_Position], FailFast(), Field(min_length=4)]
_Rings = Annotated[list[_Ring], FailFast(), Field(min_length=1)]


class _Polygon(BaseModel):
    type: Literal["Polygon"]
    coordinates: _Rings


class _MultiPolygon(BaseModel):
    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[_Rings], FailFast(), Field(min_length=1)]


_GEOMETRY: TypeAdapter[_Polygon | _MultiPolygon] = TypeAdapter(
    Annotated[_Polygon | _MultiPolygon, Field(discriminator="type")]
)


def read_city_polygons(
    path: Path, shown: str, codes: Mapping[int, str]
) -> tuple[dict[str, list[Polygon]], list[Problem]]:
    """Return the polygons of every city, and all problems of the file.

    Parameters
    ----------
    path
        A GeoJSON FeatureCollection of Polygons and MultiPolygons in degrees. Features of the
        same code are one city.
    shown
        Name of the file as messages print it.
    codes
        Region ids by region code: all of them have to be in the file, and no other.

    Returns
    -------
    tuple
        Polygons by region id in the order of ``codes``; problems R275 too large, R276 no layer of
        polygons, R277 features without a region code, R278 unknown codes, R279 cities missing.
    """
    features, problems = _features(path, shown)
    if problems:
        return {}, problems
    found: dict[int, list[Polygon]] = {}
    uncoded: list[int] = []
    for at, feature in enumerate(features):
        code = _code(feature)
        if code is None:
            uncoded.append(at)
            continue
        polygons = found.setdefault(code, [])
        if code in codes:
            more, bad = _polygons(feature, place(shown, key=f"features[{at}].geometry"))
            polygons += more
            problems += bad
    problems += _code_problems(shown, uncoded, list(found), codes)
    return {name: found[code] for code, name in codes.items() if found.get(code)}, problems


def _features(path: Path, shown: str) -> tuple[list[Any], list[Problem]]:
    """Return the features of a file, or the problem why there are none."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST_BYTES else b""
    except FileNotFoundError:
        return [], [Problem("P101", place(shown), {"nearest": similar_file(path)})]
    except OSError as error:
        return [], [Problem("P118", place(shown), {"reason": error.strerror or str(error)})]
    if size > LARGEST_BYTES:
        args = {"size": f"{size / 1e6:.1f}", "largest": f"{LARGEST_BYTES / 1e6:.0f}"}
        return [], [Problem("R275", place(shown), args)]
    try:
        found = from_json(raw.removeprefix(_BYTE_ORDER_MARK))
    except ValueError as error:
        line = re.search(r"line (\d+)", str(error))
        return [], [_no_layer(place(shown, int(line[1]) if line else 0), "json")]
    features = found.get("features") if isinstance(found, Mapping) else None
    if not isinstance(features, list) or found.get("type") != "FeatureCollection" or not features:
        return [], [_no_layer(place(shown), "collection")]
    return features, []


def _no_layer(where: Where, why: str) -> Problem:
    return Problem("R276", where, {"found": Kind(why)})


def _code(feature: object) -> int | None:
    """Return the region code of a feature, None when it bears none."""
    if not isinstance(feature, Mapping):
        return None
    properties = feature.get("properties")
    named = properties if isinstance(properties, Mapping) else {}
    lowered = {str(name).strip().lower(): value for name, value in named.items()}
    for value in (*(lowered.get(name) for name in CODE_PROPERTIES), feature.get("id")):
        code = _CODE.fullmatch(str(value).strip())
        if code:
            return int(code[1])
    return None


def _polygons(feature: Mapping[str, Any], where: Where) -> tuple[list[Polygon], list[Problem]]:
    """Return the polygons of a feature, heights left away, or what is wrong with them."""
    try:
        geometry = _GEOMETRY.validate_python(feature.get("geometry"))
    except ValidationError as error:
        wrong_type = error.errors()[0]["loc"] in ((), ("type",))
        return [], [_no_layer(where, "geometry" if wrong_type else "coordinates")]
    many = [geometry.coordinates] if isinstance(geometry, _Polygon) else geometry.coordinates
    return [[[(p[0], p[1]) for p in ring] for ring in rings] for rings in many], []


def _code_problems(
    shown: str, uncoded: list[int], found: list[int], codes: Mapping[int, str]
) -> Iterator[Problem]:
    """Yield what is wrong with the codes of a file."""
    if uncoded:
        args = {"n": str(len(uncoded)), "properties": names(CODE_PROPERTIES)}
        yield Problem("R277", place(shown, key=f"features[{uncoded[0]}].properties"), args)
    unknown = [str(code) for code in found if code not in codes]
    if unknown:
        args = {"n": str(len(unknown)), "codes": _some(unknown)}
        yield Problem("R278", place(shown, key="features"), args)
    missing = [f"{code} {name}" for code, name in codes.items() if code not in found]
    if missing:
        args = {"n": str(len(missing)), "missing": _some(missing)}
        yield Problem("R279", place(shown, key="features"), args)


def _some(found: list[str]) -> Names:
    """Return the first of many names."""
    more = ["…"] if len(found) > MOST_NAMED else []
    return names([*islice(found, MOST_NAMED), *more])
