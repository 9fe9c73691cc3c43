from __future__ import annotations

import numpy as np
import pytest

from simulator.model import Experiment, begin, simulate
from tests.shipped_runs import case_of

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def experiment():
    case = case_of(until=2021)
    factor = np.array([1.0, 1.2])
    return begin(Experiment(case, {"costs.hospital_bed_capital": factor * 1_100_000}))


def test_the_central_draw_takes_no_sampled_value(experiment):
    begun, _ = experiment
    assert begun.values(0) == {}
    assert begun.values(1) == {"costs.hospital_bed_capital": pytest.approx(1_320_000)}
    assert simulate(begun, 0) is begun.central


def test_every_draw_has_the_rows_of_the_keys(experiment):
    begun, keys = experiment
    for draw in (0, 1):
        tables = simulate(begun, draw)
        for name, frame in keys.items():
            lengths = {len(column) for column in tables.values[name].values()}
            assert lengths == {len(frame)}, name


def test_a_draw_with_dearer_beds_has_another_ledger_and_the_same_people(experiment):
    begun, _ = experiment
    central, other = (simulate(begun, draw).values for draw in (0, 1))
    assert (central["ledger"]["yuan"] != other["ledger"]["yuan"]).any()
    np.testing.assert_array_equal(central["population"]["value"], other["population"]["value"])


def test_the_same_draw_is_the_same_whenever_it_is_lived(experiment):
    begun, _ = experiment
    once, again = simulate(begun, 1), simulate(begun, 1)
    for name, columns in once.values.items():
        for column, values in columns.items():
            np.testing.assert_array_equal(values, again.values[name][column])
