"""The shipped migration schedules are those that the censuses of 2010 and 2020 give.

Net migrants of a city's cohorts are its residents of 2020 less those expected by the national
census survival ratio, adjusted for the mortality of the city: United Nations (1970), *Methods of
Measuring Internal Migration*, Manual VI, chapter 2. Children under 10 move with their mothers by
the child-woman ratio of the same manual. Arrivals are the net migrants of Zhengzhou as a share of
the expected residents of all cities; departures the net losses of the other 16 prefecture-level
cities as a share of their own. Schedules of Rogers and Castro (1981) are fitted to both by least
squares, every age group weighing the same.

Net flows hide those who came and left again, and alpha1 and lambda2 end at their upper bounds:
how steeply the rates of children fall and those of young workers rise is bounded, not fitted.

Sources: data/henan-census/README.md; credit of the tables of World Population Prospects 2022 in
params/population/README.md.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import least_squares

from simulator.inputs.parameters import load_parameters
from simulator.inputs.population.fertility import age_pattern
from simulator.inputs.population.files import Reader
from simulator.inputs.population.life_table import person_years
from simulator.inputs.population.migration import (
    COEFFICIENTS,
    DIRECTIONS,
    age_schedule,
    read_schedules,
)
from simulator.inputs.population.mortality import moved_to, standard
from simulator.inputs.population.national import National, read_national
from simulator.inputs.shipped import params_tree

pytestmark = pytest.mark.unit
Array = NDArray[np.float64]
Shares, Schedules = dict[str, Array], dict[str, dict[str, float]]
FILE = Path(__file__).with_name("data") / "henan-census" / "age_sex_2010_2020.csv"
CENSUSES, SEXES, NATION = ("2010", "2020"), ("F", "M"), "0"
CITIES = (
    "zhengzhou", "kaifeng", "luoyang", "pingdingshan", "anyang", "hebi", "xinxiang", "jiaozuo",
    "puyang", "xuchang", "luohe", "sanmenxia", "nanyang", "shangqiu", "xinyang", "zhoukou",
    "zhumadian",
)  # fmt: skip
CODES = [f"41{number:02}00" for number in range(1, len(CITIES) + 1)]
ZHENGZHOU, OTHERS = 0, slice(1, None)
WIDTH, OPEN_AGE = 5, 85
GROUPS = np.arange(0, OPEN_AGE + 1, WIDTH)
MIDDLE, LAST, FIRST_PROJECTED = 2015.0, 2020.0, 2021.0
"""Mothers are weighted by the age pattern of fertility of the first projected year."""
MALES_PER_FEMALE = 1.1
CHILD_SHARES = np.array([0.25, 0.75])
"""Of children 0-4 a quarter, of 5-9 three quarters were born before their mothers moved."""
LEAST = {"a1": 0, "alpha1": 0.1, "a2": 0, "mu2": 10, "alpha2": 0.02, "lambda2": 0.15, "c": 0}
MOST = {"a1": 1, "alpha1": 0.4, "a2": 3, "mu2": 35, "alpha2": 0.5, "lambda2": 1.0, "c": 1}
STARTS = [(mu2, lambda2) for mu2 in (12.0, 15.0, 20.0, 25.0) for lambda2 in (0.3, 0.6, 1.0)]


def read_residents() -> Array:
    """Return residents of the cities and, last, the nation. Shape (census, region, sex, group)."""
    places = [*CODES, NATION]
    counted = np.zeros((2, len(places), 2, len(GROUPS)))
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] in places]
    for row in rows:
        group = int(row["age"].rstrip("+").split("-")[0]) // WIDTH
        census, sex = CENSUSES.index(row["census"]), SEXES.index(row["sex"])
        counted[census, places.index(row["code"]), sex, group] += float(row["pop"])
    assert (counted > 0).all()
    return counted


def ten_years_older(groups: Array) -> Array:
    """Return the groups 10-14 … 85+ that today's groups become. Shape (..., 16)."""
    last = groups[..., -3:].sum(axis=-1, keepdims=True)
    return np.concatenate([groups[..., :-3], last], axis=-1)


def life_table_ratios(national: National) -> Array:
    """Return survival of ten years in the cities and, last, the nation. Shape (region, sex, 16).

    The national table is moved to each city's stated life expectancy of 2020, by the same
    distance in the middle of the decade.
    """
    parameters, _ = load_parameters(params_tree())
    stated = parameters["population.life_expectancy"]
    now, then = (np.interp(year, *national.life_expectancy) for year in (LAST, MIDDLE))
    target = [then + stated.of(city).value - now for city in CITIES] + [then]
    rates = (national.mortality, national.mortality_starts, national.mortality_middles)
    alive = standard(*rates, np.array([MIDDLE]))
    tables = moved_to(alive, np.array([target]), MALES_PER_FEMALE)[0]
    lived = np.add.reduceat(person_years(tables), GROUPS, axis=-1)
    return lived[..., 2:] / ten_years_older(lived)


def mothers_of(national: National) -> Array:
    """Return the weight of women 10-14 … 85+ as mothers of children 0-4 and 5-9. Shape (2, 16).

    At birth the mothers of children 0-4 were 2.5 years younger on average, of 5-9 7.5 years.
    """
    rates = (national.fertility_percent, national.fertility_starts, national.fertility_middles)
    births = np.add.reduceat(age_pattern(*rates, np.array([FIRST_PROJECTED]))[0], GROUPS)
    younger = [np.concatenate([np.zeros(steps), births])[: len(GROUPS)] for steps in range(3)]
    return np.stack([younger[0] + younger[1], younger[1] + younger[2]])[:, 2:] / 2.0


def moves() -> tuple[Array, Array]:
    """Return net migrants and those expected without moves [person]. Shape (city, group) each."""
    national = read_national(Reader(params_tree()))
    assert national is not None
    earlier, later = read_residents()
    survival = later[-1, :, 2:] / ten_years_older(earlier[-1])
    lived = life_table_ratios(national)
    expected = ten_years_older(earlier[:-1]) * survival * lived[:-1] / lived[-1]
    counted = later[:-1]
    net = counted[..., 2:] - expected
    children, mothers = counted[..., :2].sum(axis=1), mothers_of(national)
    moved_share = (net[:, 0] @ mothers.T) / (counted[:, 0, 2:] @ mothers.T)
    stayed = children * (1.0 - CHILD_SHARES * moved_share)
    every_age = np.concatenate([stayed, expected.sum(axis=1)], axis=1)
    return counted.sum(axis=1) - every_age, every_age


@pytest.fixture(scope="module")
def observed() -> Shares:
    """Return the share of a decade that moved, by direction. Shape (group,)."""
    net, expected = moves()
    return {
        "departure": -net[OTHERS].sum(axis=0) / expected[OTHERS].sum(axis=0),
        "arrival": net[ZHENGZHOU] / expected.sum(axis=0),
    }


def decade(coefficient: Mapping[str, float]) -> Array:
    """Return the sum of the yearly rates that each group lived through. Shape (group,).

    Who is aged a at the census was on average exactly a − y years old in the middle of the
    year that ended y and began y + 1 years before it; a year of birth counts in full.
    """
    lived = np.convolve(age_schedule(coefficient), np.ones(10))
    return lived[: len(GROUPS) * WIDTH].reshape(-1, WIDTH).mean(axis=1)


def fit(shares: Array) -> dict[str, float]:
    """Return the coefficients of the least squares over all groups, from several starts."""
    peak = shares.max()

    def misfit(values: Array) -> Array:
        return (decade(dict(zip(COEFFICIENTS, values, strict=True))) - shares) / peak

    bounds = ([LEAST[name] for name in COEFFICIENTS], [MOST[name] for name in COEFFICIENTS])
    starts = [(peak / 30, 0.15, peak / 6, mu2, 0.1, rise, 1e-4) for mu2, rise in STARTS]
    fits = [least_squares(misfit, start, bounds=bounds) for start in starts]
    best = min(fits, key=lambda one: one.cost)
    return dict(zip(COEFFICIENTS, map(float, best.x), strict=True))


@pytest.fixture(scope="module")
def shipped() -> Schedules:
    return read_schedules(Reader(params_tree()), "population/migration-schedules.csv")


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_fit_is_the_shipped_schedule(
    direction: str, observed: Shares, shipped: Schedules
) -> None:
    fitted, given = age_schedule(fit(observed[direction])), age_schedule(shipped[direction])
    np.testing.assert_allclose(fitted, given, rtol=0, atol=0.002 * given.max())


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_schedule_explains_95_percent_of_the_variance_between_ages(
    direction: str, observed: Shares, shipped: Schedules
) -> None:
    shares = observed[direction]
    unexplained = ((decade(shipped[direction]) - shares) ** 2).sum()
    assert 1.0 - unexplained / ((shares - shares.mean()) ** 2).sum() > 0.95


def test_departures_peak_between_15_and_20(shipped: Schedules) -> None:
    assert 15 <= age_schedule(shipped["departure"]).argmax() < 20


def test_no_rate_is_negative(shipped: Schedules) -> None:
    assert all((age_schedule(shipped[direction]) >= 0).all() for direction in DIRECTIONS)
