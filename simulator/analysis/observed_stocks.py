"""Which observed stocks of cities a review takes over into a run, which it does not, and why.

A stock is taken over as published, else worked out of its published ratio. What says nothing of
one stock of one city on 31 December is left out and told, never spread or guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from simulator.analysis.seen import to_base
from simulator.axes import PROVINCE
from simulator.errors import InputError, Problem, Where, place
from simulator.inputs.assimilated import ObservedStock
from simulator.inputs.indicators import Indicator
from simulator.inputs.observed import Observed, Series
from simulator.inputs.services import Service

REASONS = (
    "province_only",
    "not_modelled",
    "several_stocks",
    "no_base",
    "not_year_end",
    "definition_changed",
    "year_missing",
    "share_alone",
)
"""Why an observation is not taken over."""
OTHER_MOMENT = ("非年末", "未写是否年末")
"""Words by which an observation says that it is not, or not surely, of 31 December."""
MOST_UNITS = 2.0**53
"""Beyond it a number in a file is no exact count."""


class Ground(NamedTuple):
    """What observations are taken over into."""

    services: Mapping[str, Service]
    indicators: Mapping[str, Indicator]
    cities: tuple[str, ...]
    base: int
    there: frozenset[tuple[str, str]]
    """Region and service of which the run has a stock."""
    imputed: frozenset[tuple[str, str]]
    """Of these, stocks whose base is the average of the rest of the province."""


class Sighting(NamedTuple):
    """One observation of a stock, and what became of it."""

    region: str
    indicator: str
    """Indicator or service as observed."""
    year: int
    reason: str
    """A word of REASONS, empty where it is taken over."""
    observed: Observed
    stock: ObservedStock | None = None
    """The stock that it is of, as far as one is known."""

    @property
    def key(self) -> tuple[str, str, int] | None:
        """Return region, service and year of the stock."""
        return self.stock and (self.stock.region, self.stock.service, self.stock.year)


def sightings(series: Series, ground: Ground, until: int) -> list[Sighting]:
    """Return every observed stock after the base up to a year, with what becomes of it.

    A ratio beside the count of the same stock and year, or older than it, is not told. A
    programme's observations are yearly figures: its stock is their sum since the base.

    Raises
    ------
    InputError
        R184 for a value that is no count, R185 for a part above its whole, R187 for another
        unit than the service's.
    """
    found = [_sighting(one, series, ground) for one in _latest(series, ground, until)]
    problems = [problem for one in found for problem in _problems(one, ground)]
    told = _of_one_stock(_as_unsure(found))
    problems += _part_problems(told, ground)
    if problems:
        raise InputError(problems)
    return [_with_whole(one, told) for one in _summed(told, ground)]


def taken(found: list[Sighting]) -> tuple[ObservedStock, ...]:
    """Return the stocks that are taken over."""
    return tuple(one.stock for one in found if one.stock and not one.reason)


def _latest(series: Series, ground: Ground, until: int) -> Iterator[Observed]:
    """Yield the last vintage of all that could be a stock, by year, region and name."""
    names = (*ground.services, *(one for one in ground.indicators if one not in ground.services))
    regions = (*ground.cities, PROVINCE)
    latest: dict[tuple[int, int, int], Observed] = {}
    for one in sorted(series.rows, key=lambda row: row.vintage):
        known = one.region in regions and one.indicator in names
        if known and ground.base < one.year <= until:
            latest[one.year, regions.index(one.region), names.index(one.indicator)] = one
    yield from (latest[key] for key in sorted(latest))


def _sighting(one: Observed, series: Series, ground: Ground) -> Sighting:
    """Return what becomes of one observation when it is looked at alone."""

    def out(reason: str) -> Sighting:
        return Sighting(one.region, one.indicator, one.year, reason, one)

    stock = _stock(one, ground)
    if isinstance(stock, str):
        return out(stock)
    if one.region == PROVINCE:
        return out("province_only")
    if (one.region, stock.service) not in ground.there:
        return out("no_base")
    if any(mark in text for mark in OTHER_MOMENT for text in (one.definition, one.note)):
        return out("not_year_end")._replace(stock=stock)
    factor = to_base(one, series, ground.base)
    if factor is None:
        return out("definition_changed")
    return out("")._replace(stock=stock._replace(value=one.value / factor))


def _stock(one: Observed, ground: Ground) -> ObservedStock | str:
    """Return the stock that an observation is of, or why there is none."""
    about, per, of, kind = ground.indicators.get(one.indicator), 1, "", "count"
    if one.indicator in ground.services:
        service = one.indicator
    elif about is None or not about.numerator:
        return "not_modelled"
    elif len(about.numerator) > 1:
        return "several_stocks"
    else:
        service = about.numerator[0]
        if isinstance(about.denominator, str):
            per, of, kind = about.per, about.denominator, "per_people"
        elif about.denominator:
            if about.denominator != (ground.services[service].sub_stock_of,):
                return "several_stocks"
            per, of, kind = about.per, about.denominator[0], "per_service"
    told = (one.published, one.source)
    return ObservedStock(one.region, service, one.year, kind, one.value, per, of, *told)


def _problems(one: Sighting, ground: Ground) -> Iterator[Problem]:
    """Yield what cannot be taken over as it stands."""
    seen = one.observed
    if one.stock is None or one.reason or one.indicator not in ground.services:
        return
    unit = ground.services[one.stock.service].unit
    if seen.unit != unit:
        yield Problem("R187", _where(seen), {"found": seen.unit, "unit": unit})
    if not 0.0 <= seen.value < MOST_UNITS:
        yield Problem("R184", _where(seen), {"found": f"{seen.value:g}"})


def _as_unsure(found: list[Sighting]) -> list[Sighting]:
    """Return the sightings; a ratio is of no surer moment than the count in the same source."""
    unsure = {(one.key, one.observed.source) for one in found if one.reason == "not_year_end"}
    return [
        one._replace(reason="not_year_end")
        if one.stock and (one.key, one.observed.source) in unsure
        else one
        for one in found
    ]


def _of_one_stock(found: list[Sighting]) -> list[Sighting]:
    """Return the sightings with one for a stock and year: the newest layer, sure ones, counts."""
    best: dict[tuple[str, str, int] | None, Sighting] = {}
    for one in found:
        if one.key not in best or _rank(one) > _rank(best[one.key]):
            best[one.key] = one
    return [one for one in found if one.key is None or best[one.key] is one]


def _rank(one: Sighting) -> tuple[int, bool, bool]:
    is_count = one.stock is not None and one.stock.kind == "count"
    return one.observed.layer, not one.reason, is_count


def _part_problems(found: list[Sighting], ground: Ground) -> Iterator[Problem]:
    """Yield parts that were counted above the whole they belong to."""
    counts = {
        (one.region, one.stock.service, one.year): one
        for one in found
        if one.stock and not one.reason and one.stock.kind == "count"
    }
    for (region, service, year), part in counts.items():
        whole = counts.get((region, ground.services[service].sub_stock_of or "", year))
        if whole is not None and part.observed.value > whole.observed.value:
            args = {"part": f"{part.observed.value:g}", "whole": f"{whole.observed.value:g}"}
            yield Problem("R185", _where(part.observed), args)


def _summed(found: list[Sighting], ground: Ground) -> Iterator[Sighting]:
    """Yield all, of programmes with the sum since the base; none where a year is missing."""
    done: dict[tuple[str, str], tuple[int, float]] = {}
    for one in found:
        stock = one.stock
        if stock is None or one.reason or ground.services[stock.service].family != "programme":
            yield one
            continue
        year, units = done.get((stock.region, stock.service), (ground.base, 0.0))
        if year + 1 < stock.year:
            yield one._replace(reason="year_missing")
            continue
        done[stock.region, stock.service] = stock.year, units + stock.value
        yield one._replace(stock=stock._replace(value=units + stock.value))


def _with_whole(one: Sighting, found: list[Sighting]) -> Sighting:
    """Return a sighting, left out when it is a share of a stock that was not observed."""
    stock = one.stock
    if stock is None or stock.kind != "per_service":
        return one
    wholes = {whole.key for whole in found if not whole.reason}
    is_known = (stock.region, stock.of, stock.year) in wholes
    return one if is_known or one.reason else one._replace(reason="share_alone")


def _where(one: Observed) -> Where:
    return place(one.file, one.line, one.indicator)
