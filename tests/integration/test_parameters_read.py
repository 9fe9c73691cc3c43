"""The list of parameters that the model reads is what a run reads, no more and no less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from simulator.desk.cases import load_case, params_of
from simulator.inputs.case import build_case
from simulator.inputs.scenarios import load_scenario
from simulator.inputs.used import parameters_read
from simulator.model import Experiment, lived

pytestmark = pytest.mark.integration


class Recording(Mapping):
    """A mapping that remembers which of its keys were asked for."""

    def __init__(self, inner):
        self.inner = inner
        self.read = set()

    def __getitem__(self, key):
        self.read.add(key)
        return self.inner[key]

    def __iter__(self):
        return iter(self.inner)

    def __len__(self):
        return len(self.inner)


def test_a_run_reads_what_is_declared(monkeypatch):
    plain = load_case("baseline", until=2022)
    recording = Recording(dict(params_of(None).parameters))
    monkeypatch.setattr("simulator.inputs.case.override_parameters", lambda *_: (recording, []))
    case = build_case(
        replace(load_scenario("baseline"), horizon=plain.scenario.horizon), plain.params
    )
    for draw in (0, 1):
        lived(Experiment(case), draw)
    declared = parameters_read(plain.services, plain.parameters)
    assert recording.read <= declared
    # sampling reads these two, before a draw is lived
    assert declared - recording.read == {
        "uncertainty.prices_with_economy",
        "uncertainty.revenue_with_economy",
    }
