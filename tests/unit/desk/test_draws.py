"""The trials that find out how many draws are needed."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.desk import draws as desk
from simulator.desk.request import Request
from simulator.errors import InputError
from tests.shipped_runs import case_of

pytestmark = pytest.mark.unit

REQUEST = Request(draws=0, seed=1, regions=None, keep_draws=False, keep_events=False)


@pytest.fixture
def trials(monkeypatch):
    """Let a trial be a chance by number of draws; note the draws and the folders tried."""
    found = []

    def fake(case, request, folder, work):
        folder.mkdir(parents=True)
        found.append((request.draws, folder))
        chance = 0.97 if request.draws == 64 else 0.95
        verdicts = {"region": ["kaifeng"], "statistic": "central", "target_year": 2021}
        return {"verdicts": pd.DataFrame({**verdicts, "year": 2021, "probability_met": chance})}

    monkeypatch.setattr(desk, "tables_of_draws", fake)
    return found


def needed(error, store):
    case = case_of(until=2021)
    return desk.draws_for(case, REQUEST, store, error, work=desk.Work(1, None, None))


def test_the_trial_is_repeated_with_as_many_draws_as_it_asks_for(trials, tmp_path):
    # 0.97 in 64 draws asks for 128, 0.95 in these for 192
    assert needed(0.018, tmp_path) == 192
    assert [draws for draws, _ in trials] == [64, 128, 192]


def test_only_the_blocks_of_the_last_trial_stay(trials, tmp_path):
    needed(0.018, tmp_path)
    assert [folder.exists() for _, folder in trials] == [False, False, True]


def test_a_coarse_error_needs_the_first_trial_only(trials, tmp_path):
    assert needed(0.1, tmp_path) == 64
    assert len(trials) == 1


@pytest.mark.parametrize("error", [0.0, 0.004, 0.11, float("nan")])
def test_errors_beyond_the_limits_are_refused(error, trials, tmp_path):
    with pytest.raises(InputError) as caught:
        needed(error, tmp_path)
    assert caught.value.problems[0].code == "C151"
    assert trials == []
