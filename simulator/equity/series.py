"""The indicators of one draw as arrays: numerator, denominator and what they are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Codes = NDArray[np.int8]
FlagBits = NDArray[np.int32]
Booleans = NDArray[np.bool_]

COUNT, PER_PEOPLE, PER_SERVICE = 0, 1, 2
KINDS = ("count", "per_people", "per_service")
"""Kind of an indicator by its denominator: none, an age group, other services."""


class Series(NamedTuple):
    """Indicators over the years; stocks and residents of 31 December.

    Areas are the cities in order, the province last; its row is given, not summed here. The
    fields without ``...`` do not differ between the draws of a block.
    """

    value: Floats
    """Official value [unit of the indicator]. Shape (..., area, indicator, year); NaN: none."""
    numerator: Floats
    """Standing units of the indicator's services [unit]. Same shape."""
    denominator: Floats
    """Persons of the age group, or units of services; 1.0 for counts. Same shape, no NaN."""
    per: Floats
    """1, 100, 1000 or 10000. Shape (indicator,)."""
    direction: Codes
    """+1 higher is better, -1 lower is better, 0 neither. Shape (indicator,)."""
    kind: Codes
    """COUNT, PER_PEOPLE or PER_SERVICE. Shape (indicator,)."""
    real: Booleans
    """Whether the area's base is evidence and not imputed. Shape (area, indicator)."""
    base_known: Booleans
    """Whether the area's base is stated, external or derived. Shape (area, indicator)."""
    population: Floats
    """Residents of all ages [person]. Shape (..., area, year)."""

    def of_indicators(self, rows: Integers) -> Series:
        """Return the series of some indicators alone."""
        return Series(
            value=np.take(self.value, rows, axis=-2),
            numerator=np.take(self.numerator, rows, axis=-2),
            denominator=np.take(self.denominator, rows, axis=-2),
            per=self.per[rows],
            direction=self.direction[rows],
            kind=self.kind[rows],
            real=self.real[:, rows],
            base_known=self.base_known[:, rows],
            population=self.population,
        )


def series_value(numerator: Floats, denominator: Floats, per: Floats) -> Floats:
    """Return ``per * numerator / denominator``, NaN where the denominator is not positive.

    ``per`` multiplies first: with whole units the product is exact, so a ratio that equals a
    printed decimal compares equal to it.

    Parameters
    ----------
    numerator, denominator
        Shape (..., indicator, year).
    per
        Shape (indicator,).

    Examples
    --------
    >>> import numpy as np
    >>> beds, residents = np.array([[77.0]]), np.array([[10000.0]])
    >>> series_value(beds, residents, np.array([1000.0])).tolist()
    [[7.7]]
    """
    exists = denominator > 0.0
    divisor = np.where(exists, denominator, 1.0)
    return np.where(exists, per[:, None] * numerator / divisor, np.nan)


def area_weights(series: Series) -> Floats:
    """Return the population weights of areas [person]. Shape (..., area, indicator, year).

    A per-person ratio is weighted by its own denominator, so that the weighted mean of all
    areas is the province's ratio; shares of services and counts by residents of all ages.
    """
    residents = series.population[..., :, None, :]
    return np.where((series.kind == PER_PEOPLE)[:, None], series.denominator, residents)
