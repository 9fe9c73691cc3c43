"""China from 1 July 2022 in single ages and years: World Population Prospects 2022, medium.

Source: United Nations, DESA, Population Division (2022), CC BY 3.0 IGO; credit and columns in
data/china-wpp2022/README.md. Populations are of 1 July, flows of calendar years: a step from
1 July of one year to the next takes the mean of both years. Five-year ages are split by
`graduate`, the project's own method: the pattern inside a group is that of the births of each
year survived to that age, a monotone cubic where births are unknown (before 1950). Migrants leave
by the standard schedule of Rogers and Castro (1981) times the residents of a step's first day,
half on that day and half on the last.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from simulator.inputs.population.fertility import age_pattern
from simulator.inputs.population.graduation import births_before_census, graduate
from simulator.inputs.population.life_table import person_years
from simulator.inputs.population.migration import age_schedule
from simulator.inputs.population.mortality import ratios, standard
from simulator.population.step import YearStep, advance_one_year
from tests.population_inputs import moves

pytestmark = pytest.mark.unit
FOLDER = Path(__file__).with_name("data") / "china-wpp2022"
FIRST, LAST = 2022, 2051
STEPS = np.arange(FIRST, LAST)
HALF = 0.5
GROUPS = np.arange(0.0, 101.0, 5.0)
BROAD_AGES = (0, 5, 15, 25, 65, 80)
ROGERS_CASTRO = {
    "a1": 0.02, "alpha1": 0.10, "a2": 0.06, "mu2": 20, "alpha2": 0.10, "lambda2": 0.40, "c": 0.003
}  # fmt: skip


class Published(NamedTuple):
    """What the United Nations publish.

    ``population`` (year, sex, group) on 1 July [thousand]; ``mortality`` (period, sex, group)
    with the middles of the periods, ``fertility`` (year, group from age 10) [1/year];
    ``flows`` by column of annual_totals.csv; ``births_past`` from 1950 up to the year before
    ``FIRST`` [thousand].
    """

    population: np.ndarray
    mortality: np.ndarray
    middles: np.ndarray
    fertility: np.ndarray
    flows: dict[str, np.ndarray]
    births_past: np.ndarray


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name: str, keys: tuple[str, ...], column: str) -> np.ndarray:
    """Return a long table by its keys, each in the order of the file; no cell may be absent."""
    found = {tuple(row[key] for key in keys): float(row[column]) for row in rows(name)}
    orders = [list(dict.fromkeys(cell[place] for cell in found)) for place in range(len(keys))]
    grid = np.full([len(order) for order in orders], np.nan)
    for cell, value in found.items():
        grid[tuple(order.index(key) for order, key in zip(orders, cell, strict=True))] = value
    assert not np.isnan(grid).any()
    return grid


def mean(yearly: np.ndarray) -> np.ndarray:
    """Return the mean of each calendar year and the next, one number a step."""
    return (yearly[:-1] + yearly[1:]) / 2.0


@pytest.fixture(scope="module")
def un() -> Published:
    periods = dict.fromkeys(row["period_1jan_1jan"] for row in rows("mx_5y_periods.csv"))
    totals = rows("annual_totals.csv")
    return Published(
        table("population_midyear.csv", ("year_1jul", "sex", "age"), "pop_thousand"),
        table("mx_5y_periods.csv", ("period_1jan_1jan", "sex", "age_start"), "mx"),
        np.array([sum(map(float, period.split("-"))) / 2.0 for period in periods]),
        table("asfr_births_by_age.csv", ("calendar_year", "mother_age"), "asfr"),
        {name: np.array([float(row[name]) for row in totals]) for name in totals[0]},
        table("births_past.csv", ("calendar_year",), "births_thousand"),
    )


def life_tables(un: Published, at: np.ndarray) -> np.ndarray:
    """Return shares alive at decimal years; `standard` looks half a year ahead."""
    starts = np.concatenate([[0.0, 1.0], GROUPS[1:]])
    return standard(un.mortality, starts, un.middles, at - HALF)


def single_ages(un: Published) -> np.ndarray:
    """Return the population of 1 July of the first year. Shape (region, sex, single age)."""
    births = np.append(un.births_past, un.flows["births_thousand"][0])
    cohorts = births_before_census(births, FIRST + 1 - len(births), FIRST, HALF)
    lived = person_years(life_tables(un, np.array([FIRST + HALF])))
    parts = graduate(un.population[:1], GROUPS, cohorts, lived, HALF)
    return parts.sum(axis=-1)


@pytest.fixture(scope="module")
def steps(un) -> list[YearStep]:
    survival = ratios(life_tables(un, STEPS + 1.0))
    mothers = np.arange(10.0, 55.0, 5.0)
    calendar = np.arange(FIRST, LAST + 1) + HALF
    pattern = age_pattern(un.fertility, mothers, calendar, STEPS + HALF)
    fertility = mean(5.0 * un.fertility.sum(axis=1))[:, None] * pattern
    sex_ratio = mean(un.flows["males_per_female_birth"])
    net = mean(un.flows["net_migrants_thousand"])
    schedule = age_schedule(ROGERS_CASTRO)
    steps, start = [], single_ages(un)
    for step in range(len(STEPS)):
        done = advance_one_year(
            start,
            survival_ratio=survival[step][None],
            fertility_rate=fertility[step][None],
            males_per_female_birth=sex_ratio[step],
            net_migration=moves(net[step : step + 1], start, schedule),
            timing="even",
        )
        steps.append(done)
        start = done.residents
    return steps


def test_published_populations_differ_by_the_published_flows(un):
    total = un.population.sum(axis=(1, 2))
    natural = un.flows["births_thousand"] - un.flows["deaths_thousand"]
    balance = mean(natural + un.flows["net_migrants_thousand"])
    np.testing.assert_allclose(np.diff(total), balance, rtol=0, atol=0.2)


def test_the_split_keeps_every_five_year_age(un):
    split = np.add.reduceat(single_ages(un), GROUPS.astype(int), axis=-1)
    np.testing.assert_allclose(split, un.population[:1], rtol=1e-12)


def test_the_total_is_met_within_two_thousandths(un, steps):
    ours = [step.residents.sum() for step in steps]
    np.testing.assert_allclose(ours, un.population[1:].sum(axis=(1, 2)), rtol=0.002)


def test_births_are_met_within_two_percent(un, steps):
    ours = [step.births.sum() for step in steps]
    np.testing.assert_allclose(ours, mean(un.flows["births_thousand"]), rtol=0.02)


def test_deaths_are_met_within_one_percent(un, steps):
    ours = [step.deaths.sum() for step in steps]
    np.testing.assert_allclose(ours, mean(un.flows["deaths_thousand"]), rtol=0.01)


def test_broad_ages_are_met_within_four_percent(un, steps):
    ours = np.stack([step.residents[0].sum(axis=0) for step in steps])
    edges = np.searchsorted(GROUPS, BROAD_AGES)
    published = np.add.reduceat(un.population[1:].sum(axis=1), edges, axis=1)
    np.testing.assert_allclose(np.add.reduceat(ours, BROAD_AGES, axis=1), published, rtol=0.04)
