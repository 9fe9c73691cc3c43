from __future__ import annotations

import numpy as np
import pytest

from simulator.desk.uncertainty import samples, uncertain
from tests.shipped_runs import case_of

pytestmark = pytest.mark.unit


def test_without_draws_nothing_is_sampled():
    assert samples(case_of(), 0, 1) == {}


def test_every_parameter_with_a_range_that_a_draw_reads_is_drawn():
    names = {one.name for one in uncertain(case_of())}
    assert "costs.hospital_bed_capital" in names
    assert not any(name.endswith("_months") for name in names)
    # residents err by a model of their own, not by one number a draw
    assert not any(name.startswith("population.") for name in names)


def test_draw_zero_is_central_and_an_override_is_the_same_in_every_draw():
    case = case_of()
    parameter = case.parameters["projects.hospital_lot"]
    why = {"zh": "试算", "en": "trial"}
    fixed = {"parameter": parameter.name, "value": 9, "was": parameter.value, "why": why}
    drawn = samples(case, 5, 1)
    assert drawn[parameter.name][0] == parameter.value
    assert len(np.unique(drawn[parameter.name])) == 6
    assert parameter.name not in samples(case_of({"overrides": [fixed]}), 5, 1)
