"""China 2020 to 2050, five-year ages and steps: World Population Prospects 2019, medium variant.

Source: United Nations, DESA, Population Division (2019), CC BY 3.0 IGO; credit and columns in
data/china-wpp2019/README.md. Periods run from 1 July to 1 July. Survival comes from the
project's own life tables summed to five years. Migrants are published as one number a period:
they leave by the standard schedule of Rogers and Castro (1981) times the residents of its first
day, half on that day and half on the last.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from simulator.inputs.population.life_table import person_years, survival_ratios, survivors
from simulator.inputs.population.migration import age_schedule
from simulator.population.step import advance_one_year
from tests.population_inputs import moves

pytestmark = pytest.mark.unit
FOLDER = Path(__file__).with_name("data") / "china-wpp2019"
WIDTH = 5
YEARS = range(2020, 2050, WIDTH)
AGES = range(0, 101, WIDTH)
LIFE_TABLE_AGES = (0, 1, *AGES[1:])
BROAD_AGES = (0, 5, 15, 25, 65, 80)
PERIOD = "period_1jul_1jul"
ROGERS_CASTRO = {
    "a1": 0.02, "alpha1": 0.10, "a2": 0.06, "mu2": 20, "alpha2": 0.10, "lambda2": 0.40, "c": 0.003
}  # fmt: skip


class Path5x5(NamedTuple):
    """Residents at the end of each step, ours and the published [thousand].

    Shape (step, sex, age group).
    """

    ours: np.ndarray
    published: np.ndarray


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_year(name: str, year: str, column: str) -> dict[int, float]:
    """Return one number for each year or first year of a period."""
    return {int(row[year][:4]): float(row[column]) for row in rows(name)}


def by_year_and_age(
    name: str, year: str, column: str, starts: tuple[int, ...] = tuple(AGES)
) -> dict[int, np.ndarray]:
    """Return a table by (sex, age group) for each year; what is only of women is in row 0."""
    found: dict[int, np.ndarray] = {}
    for row in rows(name):
        cells = found.setdefault(int(row[year][:4]), np.zeros((2, len(starts))))
        age = int(row["age"].split("-")[0].rstrip("+"))
        cells["FM".index(row.get("sex", "F")), starts.index(age)] = float(row[column])
    return found


def to_five_years(single: np.ndarray) -> np.ndarray:
    """Return sums over five single ages; the open group stays. Shape (..., age group)."""
    return np.add.reduceat(single, AGES, axis=-1)


def five_year_ratios(rates: np.ndarray) -> np.ndarray:
    """Return survival to the next five-year age group. Shape (sex, age group).

    Entry 0 is survival of a period's births to ages 0 to 4 at its end, 5L0 / 5.
    """
    lived = to_five_years(person_years(survivors(rates, np.array(LIFE_TABLE_AGES, dtype=float))))
    ratio = survival_ratios(lived)
    ratio[..., 0] /= WIDTH
    return ratio


@pytest.fixture(scope="module")
def run() -> Path5x5:
    population = by_year_and_age("population.csv", "year_1jul", "pop_thousand")
    rates = by_year_and_age("mx.csv", PERIOD, "mx", LIFE_TABLE_AGES)
    fertility = by_year_and_age("asfr.csv", PERIOD, "births_per_woman_per_year")
    sex_ratio = by_year("srb.csv", PERIOD, "males_per_female_birth")
    net = by_year("net_migration_total.csv", PERIOD, "net_migrants_thousand_both_sexes")
    members = to_five_years(np.ones(101))
    schedule = to_five_years(age_schedule(ROGERS_CASTRO)) / members
    ours, start = [], population[YEARS[0]][None]
    for year in YEARS:
        step = advance_one_year(
            start,
            survival_ratio=five_year_ratios(rates[year])[None],
            fertility_rate=fertility[year][:1],
            males_per_female_birth=sex_ratio[year],
            net_migration=moves(np.array([net[year]]), start, schedule),
            timing="even",
            width=float(WIDTH),
        )
        start = step.residents
        ours.append(start[0])
    return Path5x5(np.stack(ours), np.stack([population[year + WIDTH] for year in YEARS]))


def test_the_total_is_met_within_15_in_ten_thousand(run):
    ours, published = (each.sum(axis=(1, 2)) for each in run)
    np.testing.assert_allclose(ours, published, rtol=0.0015)


def test_broad_ages_are_met_within_half_a_percent(run):
    edges = [AGES.index(age) for age in BROAD_AGES]
    ours, published = (np.add.reduceat(each.sum(axis=1), edges, axis=1) for each in run)
    np.testing.assert_allclose(ours, published, rtol=0.005)


def test_cells_together_are_met_within_a_quarter_of_a_percent_of_the_population(run):
    wrong = np.abs(run.ours - run.published).sum(axis=(1, 2))
    assert (wrong / run.published.sum(axis=(1, 2)) < 0.0025).all()
