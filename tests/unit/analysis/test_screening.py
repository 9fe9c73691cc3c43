"""Elementary effects of functions whose effects are plain."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from simulator.analysis.screening import elementary_effects
from simulator.errors import MachineError

pytestmark = pytest.mark.unit


def test_effects_of_a_plane_are_its_slopes_and_do_not_bend():
    found = elementary_effects(lambda rows: rows @ np.array([2.0, -1.0, 0.0]), 3, 10, seed=1)
    assert found.strength.tolist() == pytest.approx([2.0, 1.0, 0.0])
    assert found.bend.tolist() == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)


def test_inputs_that_interact_bend():
    found = elementary_effects(lambda rows: rows[:, 0] * rows[:, 1] + rows[:, 2], 3, 20, seed=1)
    assert found.bend[0] > 0.1
    assert found.bend[2] == pytest.approx(0.0, abs=1e-12)


def test_the_same_seed_gives_the_same_paths():
    asked = []

    def model(rows):
        asked.append(rows)
        return rows.sum(axis=1)

    for _ in range(2):
        elementary_effects(model, 4, 3, seed=7)
    assert asked[0].shape == (3 * (4 + 1), 4)
    assert asked[0].tobytes() == asked[1].tobytes()


def test_without_the_package_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    with pytest.raises(MachineError) as caught:
        elementary_effects(lambda rows: rows[:, 0], 2, 2, seed=1)
    assert caught.value.problems[0].code == "C153"
