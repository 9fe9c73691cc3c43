"""Shares of the spread are those of the Ishigami function; credit in data/sobol/README.md."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from simulator.analysis.shares_of_spread import points, shares_of_spread

pytestmark = pytest.mark.unit

FILE = Path(__file__).with_name("data") / "sobol" / "ishigami.csv"
A, B = 7.0, 0.1
N, TOLERANCE = 4096, 0.02


def published():
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["index"], row["input"]): float(row["analytic"]) for row in rows}


def ishigami(cube):
    first, second, third = (np.pi * (2.0 * cube - 1.0)).T
    return np.sin(first) + A * np.sin(second) ** 2 + B * third**4 * np.sin(first)


def shares(groups):
    return shares_of_spread(ishigami, points(N, 3, seed=1), np.array(groups), seed=1)


def test_each_input_has_its_published_shares():
    found, known = shares([0, 1, 2]), published()
    for position, name in enumerate(("x1", "x2", "x3")):
        assert found.alone[position] == pytest.approx(known["S1", name], abs=TOLERANCE)
        assert found.total[position] == pytest.approx(known["ST", name], abs=TOLERANCE)
        assert found.total_low[position] <= found.total[position] <= found.total_high[position]


def test_a_group_holds_the_interactions_of_its_members():
    found, known = shares([0, 1, 0]), published()
    together = known["S1", "x1"] + known["S1", "x3"] + known["S2", "x1,x3"]
    assert found.alone[0] == pytest.approx(together, abs=TOLERANCE)
    assert found.total[0] == pytest.approx(together, abs=TOLERANCE)


def test_the_outcomes_have_the_published_mean_and_variance():
    outcomes, known = shares([0, 1, 2]).outcomes, published()
    assert outcomes.mean() == pytest.approx(known["mean", ""], abs=TOLERANCE)
    assert outcomes.var() == pytest.approx(known["variance", ""], rel=TOLERANCE)


def test_the_same_seed_gives_the_same_bytes():
    first, second = shares([0, 1, 2]), shares([0, 1, 2])
    assert all(one.tobytes() == two.tobytes() for one, two in zip(first, second, strict=True))
