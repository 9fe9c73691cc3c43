"""The inflow of doctors and nurses: fitted to part of the years, tried on the rest.

The yearly inflow of the province is the change of its stock plus those who left (stock of the
year before times the exit rate). A straight line through the inflows of 2015 to 2019 foretells
the stocks of 2020 to 2022, which it has not seen; the line through all years is the parameter
that the model reads. See docs/methods/workforce.md.
"""

from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.observed import load_series
from simulator.inputs.params import load_params

pytestmark = pytest.mark.unit
FIRST, LAST = 2014, 2022
NAMES = {"physicians": "physician", "nurses": "nurse"}


@pytest.fixture(scope="module")
def params():
    return load_params()


def stocks(params, service: str) -> np.ndarray:
    """Return the province's stock of every year-end, one series without the later revisions."""
    series, problems = load_series(params.tree, params.regions, params.sources)
    assert not problems
    years = range(FIRST, LAST + 1)
    return np.array([series.of("henan", service, year)[0].value for year in years])


def inflows(stock: np.ndarray, exits: float) -> np.ndarray:
    return np.diff(stock) + exits * stock[:-1]


def foretold(stock: np.ndarray, exits: float, until: int) -> np.ndarray:
    """Return the stocks after ``until`` that a line through the inflows up to it foretells."""
    years = np.arange(FIRST + 1, until + 1)
    slope, level = np.polyfit(years, inflows(stock, exits)[: len(years)], 1)
    found = [stock[until - FIRST]]
    for year in range(until + 1, LAST + 1):
        found.append(found[-1] * (1.0 - exits) + slope * year + level)
    return np.array(found[1:])


@pytest.mark.parametrize(("service", "within"), [("physicians", 0.03), ("nurses", 0.04)])
def test_years_that_were_held_back_are_foretold(params, service, within):
    stock = stocks(params, service)
    exits = params.parameters[f"workforce.{NAMES[service]}_exit_rate"].value
    missed = foretold(stock, exits, 2019) / stock[2020 - FIRST :] - 1.0
    assert np.abs(missed).max() < within


@pytest.mark.parametrize("service", list(NAMES))
def test_the_parameter_is_the_slope_of_all_years(params, service):
    stock = stocks(params, service)
    exits = params.parameters[f"workforce.{NAMES[service]}_exit_rate"].value
    inflow = inflows(stock, exits)
    slope = np.polyfit(np.arange(FIRST + 1, LAST + 1), inflow, 1)[0]
    level = inflow[2016 - FIRST - 1 : 2020 - FIRST].mean()
    shipped = params.parameters[f"workforce.{NAMES[service]}_intake_growth"].value
    assert slope / level == pytest.approx(shipped, abs=0.003)
