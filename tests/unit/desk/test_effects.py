"""Assumptions in the order of their effect."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.desk import effects
from simulator.desk.inventory import params_assumed

pytestmark = pytest.mark.unit


def test_measured_assumptions_come_first_the_weightiest_at_the_top(monkeypatch):
    names = [row["name"] for row in params_assumed()]
    asked = []

    def fake(scenario, **options):
        asked.append((scenario, options["method"]))
        return pd.DataFrame({"input": [names[5], names[9]], "effect": [0.25, 2.0]})

    monkeypatch.setattr(effects, "sensitivity", fake)
    rows = effects.params_assumed_measured()
    assert asked == [("baseline", "check")]
    assert [(row["name"], row["effect"]) for row in rows[:3]] == [
        (names[9], 2.0),
        (names[5], 0.25),
        (names[0], None),
    ]
    assert sorted(row["name"] for row in rows) == sorted(names)
