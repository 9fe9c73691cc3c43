"""Sweden, females, 1993 to 1998: Preston, Heuveline and Guillot, box 6.2."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from simulator.population.step import FEMALE, Timing, YearStep, advance_one_year

pytestmark = pytest.mark.unit
FILE = Path(__file__).with_name("data") / "sweden-1993" / "sweden1993.csv"
WIDTH = 5.0
MALES_PER_FEMALE = 1.05


@pytest.fixture(scope="module")
def table():
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(r[name]) for r in rows]) for name in rows[0] if name != "age"}


def run(table, migrants: np.ndarray, timing: Timing) -> YearStep:
    lived = table["nLx_l0_100000"]
    ratio = np.empty_like(lived)
    ratio[0] = lived[0] / (WIDTH * 100_000)
    ratio[1:-1] = lived[1:-1] / lived[:-2]
    ratio[-1] = lived[-1] / (lived[-2] + lived[-1])
    women_only = np.stack([table["females_1993"], np.zeros(18)])[None]
    return advance_one_year(
        women_only,
        survival_ratio=np.broadcast_to(ratio, (1, 2, 18)),
        fertility_rate=table["asfr"][None],
        males_per_female_birth=MALES_PER_FEMALE,
        net_migration=np.stack([migrants, np.zeros(18)])[None],
        timing=timing,
        width=WIDTH,
    )


def test_the_published_open_projection_is_met_within_one_person(table):
    step = run(table, table["net_migrants_1993_98"], "even")
    women = step.residents[0, FEMALE]
    np.testing.assert_allclose(women, table["ref_females_1998_open"], rtol=0, atol=1.0)
    births = table["ref_births_both_sexes_open"].sum()
    np.testing.assert_allclose(step.births.sum(), births, rtol=0, atol=4.0)


def test_the_projection_without_migration_is_met_within_one_person(table):
    women = run(table, np.zeros(18), "end").residents[0, FEMALE]
    np.testing.assert_allclose(women, table["closed_run_females_1998"], rtol=0, atol=1.0)
