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
from simulator.inputs.services import Service
from simulator.inputs.values import Values

PERIOD = 5
"""Years of a plan period."""
MONTHS = 12


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


def base_pipeline(additions: Floats, lots: Integers, months: Whole) -> Pipeline:
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
        Whole time by serial [month]. Shape (service, region, serial).

    Raises
    ------
    ModelError
        M101 when a region has more projects of a service under way than a run can hold.
    """
    found = [np.zeros((len(Pipeline._fields), 0), np.int64)]
    for (region, service), lot in np.ndenumerate(lots):
        yearly = round(float(additions[region, service]))
        if lot > 0 and yearly != 0:
            n_projects = max(1, round(yearly / int(lot)))
            cohort = np.full(n_projects, yearly // n_projects)
            cohort[: yearly % n_projects] += 1
            under_way = _cohorts(cohort, months[service, region])
            place = np.array([[region], [service]]).repeat(under_way.shape[1], axis=1)
            found.append(np.concatenate([place, under_way]))
    every = Pipeline(*np.concatenate(found, axis=1))
    order = np.lexsort((every.serial, every.service, every.region, every.launched))
    return Pipeline(*(column[order] for column in every))


def _cohorts(sizes: Integers, months: Whole) -> Integers:
    """Return serial, units and month launched of what one January after the other started.

    ``sizes`` are the projects of one January, ``months`` the whole time by serial. Those that open
    by the base are left out.
    """
    n_cohorts = int(months.max()) // MONTHS
    serial = np.arange(1, n_cohorts * sizes.shape[0] + 1)
    if serial.shape[0] >= months.shape[0]:
        raise ModelError(Problem("M101", args={"most": str(months.shape[0] - 1)}))
    launched = 1 - MONTHS * (1 + (serial - 1) // sizes.shape[0])
    rows = np.stack([serial, np.tile(sizes, n_cohorts), launched])
    return rows[:, launched + months[serial] >= 1]


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
