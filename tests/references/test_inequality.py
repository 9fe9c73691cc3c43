"""Our measures reproduce published values; credit in data/inequality/README.md."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from simulator.equity.atkinson import atkinson
from simulator.equity.gini import gini
from simulator.equity.theil import split_theil_t, theil_t

pytestmark = pytest.mark.unit

DATA = Path(__file__).parent / "data" / "inequality"


def table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def vector(name):
    rows = [row for row in table("vectors.csv") if row["vector"] == name]
    numbers = [(float(row["value"]), float(row["weight"])) for row in rows]
    return np.array(numbers).T


def measured(row):
    values, weights = vector(row["vector"])
    match row["measure"]:
        case "gini":
            return gini(values, weights)
        case "gini_n_minus_1":
            return gini(values, weights) * values.size / (values.size - 1)
        case "theil_T":
            return theil_t(values, weights)
        case "atkinson":
            return atkinson(values, weights, float(row["parameter"]))
    return pytest.fail(row["measure"])


@pytest.mark.parametrize(
    "row", table("expected.csv"), ids=lambda row: f"{row['vector']}-{row['measure']}"
)
def test_published_values_of_small_vectors(row):
    digits = len(row["published"].partition(".")[2])
    tolerance = max(1e-6, 0.5 * 10.0**-digits)
    assert float(measured(row)) == pytest.approx(float(row["published"]), rel=0, abs=tolerance)


def test_weights_count_as_replicated_rows():
    values, weights = vector("F_freq")
    replicated = np.repeat(values, weights.astype(int))
    for measure in (gini, theil_t):
        assert float(measure(values, weights)) == pytest.approx(float(measure(replicated)))


def mexico(column):
    rows = table("mexico_states.csv")
    region = np.array([int(float(row["hanson98"])) for row in rows])
    return np.array([float(row[column]) for row in rows]), region


@pytest.mark.parametrize("row", table("mexico_theil_published.csv"), ids=lambda row: row["year"])
def test_theil_of_mexican_states_and_its_part_between_regions(row):
    parts = split_theil_t(*_with_no_weights(*mexico(row["year"])))
    assert float(parts.total) == pytest.approx(float(row["theil_published"]), abs=1e-6)
    assert float(parts.between) == pytest.approx(float(row["between_published"]), abs=1e-6)


def _with_no_weights(values, region):
    return values, None, region


@pytest.mark.parametrize("row", table("mexico_theil_published.csv"), ids=lambda row: row["year"])
def test_population_weights_equal_replicated_states(row):
    values, region = mexico(row["year"])
    people = 1 + np.arange(values.size) % 4
    weighted = split_theil_t(values, people.astype(float), region)
    repeated = split_theil_t(np.repeat(values, people), None, np.repeat(region, people))
    for part, whole in zip(weighted, repeated, strict=True):
        assert float(part) == pytest.approx(float(whole), rel=1e-12)


def test_gini_of_mexican_states_in_1940():
    values, _ = mexico("pcgdp1940")
    assert float(gini(values)) == pytest.approx(0.35372371173452849, rel=1e-12)
