"""Growth of the base period 2016–2020, and the pipeline that it implies.

Yearly additions = (stock of the base − stock of five years before) / 5 + what was replaced.
The stock of five years before follows from the printed growth of the ratio and the growth of
residents, or from a share of the base stock where nothing is printed. Cities without a figure
of their own share what the province's growth leaves after the cities that have one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulator.axes import PROVINCE
from simulator.errors import ModelError, Problem
from simulator.inputs.arrays import Booleans, Floats, Integers, Pipeline, Whole
from simulator.inputs.durations import MOST_SERIALS
from simulator.inputs.services import Service
from simulator.inputs.values import Values

PERIOD = 5
"""Years of a plan period."""
MONTHS = 12
ROOM, JANUARIES = 256, 8
"""Room for projects that is made at first; no result depends on it."""


def yearly_growth(
    services: Mapping[str, Service], values: Values, regions: Sequence[str], standing: Integers
) -> Floats:
    """Return the mean net growth a year, 2016–2020 [unit]. Shape (region, service)."""
    growth = np.zeros(standing.shape)
    for position, service in enumerate(services.values()):
        stock = standing[:, position].astype(np.float64)
        if service.growth is not None:
            growth[:, position] = _by_ratio(service.growth, values, regions, stock)
        elif service.share_2015 is not None:
            growth[:, position] = stock * (1 - values(service.share_2015)) / PERIOD
    return np.maximum(growth, 0.0)


def _by_ratio(name: str, values: Values, regions: Sequence[str], stock: Floats) -> Floats:
    """Return growth from printed growth of the ratio; the rest shares the province's."""

    def before(region: str, units: float) -> float:
        factor = 1 + values(name, region) / 100
        return units / factor * values("services.population_2015_share", region)

    own = values.parameters[name].regions
    growth = np.array(
        [
            (units - before(region, units)) / PERIOD
            for region, units in zip(regions, stock, strict=True)
        ]
    )
    rest = np.array([region not in own for region in regions])
    total = (stock.sum() - before(PROVINCE, float(stock.sum()))) / PERIOD
    left = total - growth[~rest].sum()
    growth[rest] = left * stock[rest] / stock[rest].sum()
    return growth


def base_pipeline(
    additions: Floats, lots: Integers, months: Whole, longest: Integers | None = None
) -> Pipeline:
    """Return the projects under way at the base, in steady state.

    Each January of the past started the units that one year commissions, in equal projects
    of about one lot; those that open after the base are still under way. The oldest come first.

    Parameters
    ----------
    additions
        Units commissioned a year. Shape (region, service).
    lots
        Units of one lot. Shape (region, service).
    months
        Time of the stages by serial [month]. Shape (service, region, serial, stage).
    longest
        Months that no project of a service ever takes more of, (service,): how far back to look.
        None for the longest of ``months``.

    Raises
    ------
    ModelError
        M101 when a region has more projects of a service under way than a run can hold.
    """
    yearly = np.rint(additions).astype(np.int64)
    region, service = np.nonzero((lots > 0) & (yearly != 0))
    begun = yearly[region, service]
    a_year = np.maximum(np.rint(begun / lots[region, service]).astype(np.int64), 1)
    room = (months[:, 0, :, 0] > 0).sum(axis=-1)[service]
    last = months.sum(axis=-1).max(axis=(1, 2)) if longest is None else longest
    n_projects = last[service].astype(np.int64) // MONTHS * a_year
    if (n_projects >= room).any():
        raise ModelError(Problem("M101", args={"most": str(int(room.max()) - 1)}))
    cell = np.arange(n_projects.size).repeat(n_projects)
    serial = np.arange(1, cell.size + 1) - (n_projects.cumsum() - n_projects)[cell]
    cohort, place = np.divmod(serial - 1, a_year[cell])
    larger = place < (begun % a_year)[cell]
    every = Pipeline(
        region=region[cell],
        service=service[cell],
        serial=serial,
        units=(begun // a_year)[cell] + larger,
        launched=1 - MONTHS * (1 + cohort),
    )
    whole = months[every.service, every.region, serial].sum(axis=-1)
    under_way = every.launched + whole >= 1
    every = Pipeline(*(column[under_way] for column in every))
    order = np.lexsort((every.serial, every.service, every.region, every.launched))
    return Pipeline(*(column[order] for column in every))


def likely_serials(additions: Floats, lots: Integers, times: int = 1) -> Integers:
    """Return how many projects of each service a city will hardly pass in a run. Shape (service,).

    Some for what a rule may begin, and eight Januaries like those of the base period; ``times``
    over for a draw that needs more (`simulator.model.with_room`).
    """
    a_year = np.rint(np.where(lots > 0, additions / np.maximum(lots, 1), 0.0)).max(axis=0)
    likely = ROOM + (JANUARIES * a_year).astype(np.int64)
    return np.asarray(np.minimum(times * likely, MOST_SERIALS))


def lots_of(
    services: Mapping[str, Service], values: Values, residents: Floats, exists: Booleans
) -> Integers:
    """Return the units of one lot (region, service): a size per million residents, at least 1."""
    lots = np.zeros(exists.shape, np.int64)
    for position, service in enumerate(services.values()):
        if service.lot is not None:
            size = np.rint(values(service.lot) * residents / 1e6)
            lots[:, position] = np.where(exists[:, position], np.maximum(size, 1), 0)
    return lots
