from __future__ import annotations

import numpy as np
import pytest

from simulator.model import Experiment, begin, lived, residents, simulate_one
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
    assert simulate_one(begun, 0) is begun.central.tables


def test_every_draw_has_the_rows_of_the_keys(experiment):
    begun, keys = experiment
    for draw in (0, 1):
        tables = simulate_one(begun, draw)
        for name, frame in keys.items():
            lengths = {len(column) for column in tables.values[name].values()}
            assert lengths == {len(frame)}, name


def test_a_draw_with_dearer_beds_has_another_ledger_and_the_same_people(experiment):
    begun, _ = experiment
    central, other = (simulate_one(begun, draw).values for draw in (0, 1))
    assert (central["ledger"]["yuan"] != other["ledger"]["yuan"]).any()
    np.testing.assert_array_equal(central["population"]["value"], other["population"]["value"])


def test_the_same_draw_is_the_same_whenever_it_is_lived(experiment):
    begun, _ = experiment
    once, again = simulate_one(begun, 1), simulate_one(begun, 1)
    for name, columns in once.values.items():
        for column, values in columns.items():
            np.testing.assert_array_equal(values, again.values[name][column])


FEW = 64
"""Projects for which there is room in every draw."""


def lives(uncertainty):
    case = case_of({"experiment": {"draws": 1, "uncertainty": uncertainty}}, until=2027)
    frame, draw = lived(Experiment(case), 1)
    return draw.path.persons, frame.world.months[:, :, :FEW], frame.world.standing


def test_chance_and_parameters_vary_apart_and_together_as_each_alone():
    both, chance, parameters = (lives(what) for what in ("all", "chance", "parameters"))
    central = lived(Experiment(case_of(until=2027)), 0)
    people, months, standing = central[1].path.persons, central[0].world.months[:, :, :FEW], both[2]
    # what nobody can know: the path of the population and the times of single projects
    np.testing.assert_array_equal(parameters[0], people)
    np.testing.assert_array_equal(parameters[1], months)
    np.testing.assert_array_equal(chance[0], both[0])
    np.testing.assert_array_equal(chance[1], both[1])
    assert (chance[0] != people).any()
    assert (chance[1] != months).any()
    # what is unknown: the base of cities without a count
    np.testing.assert_array_equal(parameters[2], standing)
    np.testing.assert_array_equal(chance[2], central[0].world.standing)
    assert (standing != chance[2]).any()


def test_a_block_of_draws_is_the_same_as_each_draw_alone(experiment):
    begun, _ = experiment
    together = residents(begun.case, np.array([3, 0, 1]))
    for position, draw in enumerate((3, 0, 1)):
        alone = residents(begun.case, np.array([draw])).member(0)
        for one, other in zip(together.member(position), alone, strict=True):
            np.testing.assert_array_equal(one, other)
