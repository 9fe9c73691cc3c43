"""Levers that are numbers: between which bounds, in which unit, and how finely they are meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulator.inputs.levers import Levers
from simulator.inputs.series import Quantity

NAME = "NAME"
"""Stands for a service, city or project in the path of a lever."""
STEPS = {"per_year": 1e-4, "factor": 1e-3, "share": 1e-3, "year": 1e-2, "yuan": 1e6, "person": 1.0}
"""What one writes of a lever: a finer number means nothing to who decides."""
WHOLE = 1.0


class LeverRange(NamedTuple):
    """What a lever may be."""

    unit: str
    """Id of its unit, "" a count."""
    low: float
    high: float
    step: float
    whole: bool = False
    """Whether it is an integer."""

    @property
    def last(self) -> int:
        """Return the number of steps from the least to the greatest value."""
        return round((self.high - self.low) / self.step)

    def value(self, place: int) -> float | int:
        """Return the value so many steps above the least.

        >>> LeverRange("per_year", -0.5, 0.5, 1e-4).value(5123)
        0.0123
        """
        found = self.low + place * self.step
        return round(found) if self.whole else round(found, 9)


def lever_range(path: str) -> LeverRange | None:
    """Return the range of a lever by its dotted path, None where it is no number.

    >>> lever_range("slots.approval")
    LeverRange(unit='', low=1.0, high=10000.0, step=1.0, whole=True)
    >>> lever_range("allocation.rule") is None
    True
    """
    here: Any = Levers
    for key in path.split("."):
        here = _below(here, key)
    return _range_of(here)


def numeric_levers() -> list[str]:
    """Return the paths of all levers that are numbers, `NAME` where a name has to stand."""
    return list(_paths(Levers, ""))


def _paths(here: Any, above: str) -> Iterator[str]:  # noqa: ANN401  (a type form)
    for key in _keys(here):
        path = f"{above}.{key}" if above else key
        below = _below(here, key)
        if _range_of(below):
            yield path
        else:
            yield from _paths(below, path)


def _keys(here: Any) -> list[str]:  # noqa: ANN401
    if isinstance(here, type) and issubclass(here, BaseModel):
        return list(here.model_fields)
    return [NAME] if get_origin(here) is Mapping else []


def _below(here: Any, key: str) -> Any:  # noqa: ANN401
    """Return the annotated type below a key, None where there is nothing."""
    if isinstance(here, type) and issubclass(here, BaseModel):
        field = here.model_fields.get(key)
        if field is None:
            return None
        return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return get_args(here)[1] if get_origin(here) is Mapping else None


def _range_of(annotation: Any) -> LeverRange | None:  # noqa: ANN401
    kind, metadata = _opened(annotation)
    for one in metadata:
        if isinstance(one, Quantity):
            return LeverRange(one.unit, one.low, one.high, STEPS[one.unit])
    if kind not in (int, float):
        return None
    step = WHOLE if kind is int else STEPS["share"]
    low = [*_noted(metadata, "ge"), *(more + step for more in _noted(metadata, "gt"))]
    high = _noted(metadata, "le")
    if not low or not high:
        return None
    return LeverRange("" if kind is int else "share", low[0], high[0], step, kind is int)


def _noted(metadata: list[Any], limit: str) -> list[float]:
    return [float(getattr(one, limit)) for one in metadata if hasattr(one, limit)]


def _opened(annotation: Any) -> tuple[Any, list[Any]]:  # noqa: ANN401
    """Return the type inside ``Annotated`` and ``… | None``, and all that is noted about it."""
    if get_origin(annotation) is Annotated:
        inside, *notes = get_args(annotation)
        notes = [
            part
            for one in notes
            for part in (one.metadata if isinstance(one, FieldInfo) else [one])
        ]
        kind, more = _opened(inside)
        return kind, [*notes, *more]
    if get_origin(annotation) in (Union, UnionType):
        given = [one for one in get_args(annotation) if one is not type(None)]
        if len(given) == 1:
            return _opened(given[0])
    return annotation, []
