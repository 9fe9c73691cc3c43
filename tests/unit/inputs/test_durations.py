from __future__ import annotations

import numpy as np
import pytest

from simulator.inputs.durations import project_months, stage_months, stage_shares
from tests.shipped_runs import made

pytestmark = pytest.mark.unit


def rooms(services):
    return np.full(len(services), 256)


def drawn(draw, seed=7, codes=(410100, 410200)):
    base = made()
    return project_months(
        base.case.services, base.values, codes, seed, draw, n_serials=rooms(base.case.services)
    )


def test_the_shares_of_the_stages_make_one():
    assert stage_shares(made().values).sum() == pytest.approx(1.0)
    assert stage_shares(made().values).min() > 0


@pytest.mark.parametrize("total", [5.0, 11.5, 18.0, 48.0, 71.2])
def test_stages_are_whole_months_and_make_the_whole_time(total):
    months = stage_months(np.array([total]), stage_shares(made().values))[0]
    assert months.min() >= 1
    assert months.sum() == np.ceil(total - 1e-9)


def test_in_the_central_draw_all_projects_take_the_central_time():
    months = drawn(0)
    assert (months == months[:, :1, :1]).all()
    assert months[0, 0, 0].sum() == made().values("durations.hospital_months")


def test_in_draws_every_project_takes_its_own_time_within_the_limits():
    whole = drawn(1)[0].sum(axis=-1)
    parameter = made().case.parameters["durations.hospital_months"]
    assert whole.min() >= parameter.low
    assert whole.max() <= np.ceil(parameter.high)
    assert len(np.unique(whole)) > 5


def test_a_project_keeps_its_time_whoever_else_is_there():
    both, one = drawn(3), drawn(3, codes=(410200,))
    np.testing.assert_array_equal(both[:, 1:], one)
    assert (drawn(3) == drawn(3)).all()
    assert (drawn(3) != drawn(4)).any()
