"""Canada 1950 to 1970, single ages: the engine of the United Nations Population Division."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from simulator.inputs.population.life_table import person_years, survival_ratios, survivors
from simulator.population.step import YearStep, advance_one_year

pytestmark = pytest.mark.unit
FOLDER = Path(__file__).with_name("data") / "canada-1950-1970"
YEARS = range(1950, 1970)
SEX = {"female": 0, "male": 1}


def read(name: str, column: str, age: str = "age") -> np.ndarray:
    """Return a table by (year, sex, age)."""
    found = np.zeros((len(YEARS) + 1, 2, 101))
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year = int(row["year"]) - YEARS[0]
            if 0 <= year <= len(YEARS):
                found[year, SEX[row.get("sex", "female")], int(row[age])] = float(row[column])
    return found


@pytest.fixture(scope="module")
def tables():
    with (FOLDER / "srb.csv").open(encoding="utf-8", newline="") as file:
        sex_ratio = [float(row["males_per_female_birth"]) for row in csv.DictReader(file)]
    return {
        "start": read("base_population.csv", "pop")[0],
        "ratio": read("life_table.csv", "Sx"),
        "rate": read("life_table.csv", "mx"),
        "fertility": read("asfr.csv", "asfr")[:, 0],
        "migrants": read("net_migration.csv", "net_migrants"),
        "population": read("ref_population.csv", "pop"),
        "deaths": read("ref_deaths_cohort.csv", "deaths_cohort", "age_at_end_of_year"),
        "sex_ratio": sex_ratio,
    }


def project(tables, ratio: Callable[[int], np.ndarray]) -> list[YearStep]:
    steps, start = [], tables["start"][None]
    for year in range(len(YEARS)):
        step = advance_one_year(
            start,
            survival_ratio=ratio(year)[None],
            fertility_rate=tables["fertility"][None, year],
            males_per_female_birth=tables["sex_ratio"][year],
            net_migration=tables["migrants"][None, year],
            timing="end",
        )
        steps.append(step)
        start = step.residents
    return steps


def test_every_cell_is_met_with_the_given_survival_ratios(tables):
    steps = project(tables, lambda year: tables["ratio"][year])
    for year, step in enumerate(steps):
        np.testing.assert_allclose(step.residents[0], tables["population"][year + 1], rtol=1e-9)
        deaths = tables["deaths"][year].sum(axis=1)
        np.testing.assert_allclose(step.deaths[0], deaths, rtol=1e-6)


def test_births_are_met(tables):
    steps = project(tables, lambda year: tables["ratio"][year])
    with (FOLDER / "ref_births.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year = int(row["year"]) - YEARS[0]
            if row["sex"] in SEX and year < len(YEARS):
                births = steps[year].births[0, SEX[row["sex"]]]
                assert births == pytest.approx(float(row["births"]), rel=1e-9)


def test_survival_derived_from_rates_stays_within_a_ten_thousandth(tables):
    ages = np.arange(101.0)

    def derived(year: int) -> np.ndarray:
        return survival_ratios(person_years(survivors(tables["rate"][year], ages)))

    last = project(tables, derived)[-1].residents[0]
    assert last.sum() == pytest.approx(tables["population"][-1].sum(), rel=1e-4)
