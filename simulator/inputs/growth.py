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
from simulator.inputs.arrays import Booleans, Floats, Integers, Pipeline
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


def base_pipeline(additions: Floats, lots: Integers, months: Integers) -> Pipeline:
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
    rows = []
    n_serials = months.shape[2]
    for (region, service), lot in np.ndenumerate(lots):
        yearly = round(float(additions[region, service]))
        if lot == 0 or yearly == 0:
            continue
        n_projects = max(1, round(yearly / int(lot)))
        sizes = [yearly // n_projects + (i < yearly % n_projects) for i in range(n_projects)]
        serial, launched = 0, 1 - MONTHS
        longest = int(months[service, region].max())
        while launched + longest >= 1:
            for size in sizes:
                serial += 1
                if serial >= n_serials:
                    raise ModelError(Problem("M101", args={"most": str(n_serials - 1)}))
                if launched + int(months[service, region, serial]) >= 1:
                    rows.append((region, service, serial, size, launched))
            launched -= MONTHS
    rows.sort(key=lambda row: (row[-1], row))
    columns = np.array(rows, np.int64).reshape(-1, len(Pipeline._fields)).T
    return Pipeline(*columns)


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
