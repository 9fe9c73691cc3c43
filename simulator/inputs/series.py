"""A number of a lever: the same in every year, or by years and growing after the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from simulator.inputs.validation import Strict, refuse

EarliestYear = 1990
LatestYear = 2100
Year = Annotated[int, Field(ge=EarliestYear, le=LatestYear)]


class Series(Strict):
    """Values by year: each holds until the next one, after the last they grow."""

    unit: str
    at: Annotated[Mapping[Year, float], Field(min_length=1)]
    growth: Annotated[float, Field(ge=-1, le=1)] = 0.0

    def in_year(self, year: int) -> float | None:
        """Return the value of a year, None before the first year given.

        >>> Series(unit="yuan", at={2021: 100.0, 2023: 200.0}, growth=0.5).in_year(2024)
        300.0
        """
        given = [one for one in self.at if one <= year]
        if not given:
            return None
        latest = max(given)
        value = self.at[latest]
        if latest == max(self.at):
            for _ in range(year - latest):
                value *= 1.0 + self.growth
        return value


Number: TypeAlias = float | Series
"""A number for all years, or a series."""


def number_in(number: Number | None, year: int, otherwise: float) -> float:
    """Return the value of a lever in a year, ``otherwise`` where it gives none."""
    value = number.in_year(year) if isinstance(number, Series) else number
    return otherwise if value is None else value


@dataclass(frozen=True, slots=True)
class Quantity:
    """Annotation of a `Number`: its unit and the least and greatest value allowed."""

    unit: str
    low: float
    high: float

    def __get_pydantic_core_schema__(
        self,
        source: Any,  # noqa: ANN401  (a type form)
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """Tell number from series by shape, so that errors name one of them only."""
        choices = {
            "(number)": core_schema.float_schema(strict=True, allow_inf_nan=False),
            "(series)": handler.generate_schema(Series),
            "(none)": core_schema.none_schema(),
        }
        union = core_schema.tagged_union_schema(choices, discriminator=_shape)
        return core_schema.no_info_after_validator_function(self._allowed, union)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Add the limits of a plain number to the JSON Schema."""
        found = handler(schema)
        for choice in found.get("oneOf", ()):
            if choice.get("type") == "number":
                choice |= {"minimum": self.low, "maximum": self.high}
        return found

    def _allowed(self, number: Number | None) -> Number | None:
        """Refuse another unit (S109) and values outside the limits (S110)."""
        if number is None:
            return None
        if isinstance(number, Series) and number.unit != self.unit:
            raise refuse("S109", found=number.unit, unit=self.unit)
        for value in number.at.values() if isinstance(number, Series) else (number,):
            if not self.low <= value <= self.high:
                limits = {"low": f"{self.low:g}", "high": f"{self.high:g}", "unit": self.unit}
                raise refuse("S110", found=repr(value), **limits)
        return number


def _shape(value: object) -> str:
    if value is None:
        return "(none)"
    return "(series)" if isinstance(value, Mapping | Series) else "(number)"
