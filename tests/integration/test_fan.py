"""The fan around a trial: what is kept from one to the next never shows in its numbers."""

import pandas as pd
import pytest

from simulator import api
from simulator.desk import draws_kept
from tests.integration.test_laboratory import KAIFENG, MOVED, UNTIL

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def laboratory(store):
    return api.open_laboratory(api.run_scenario("baseline", until=UNTIL, draws=0, out=store))


def test_the_fan_is_that_of_a_run_with_as_many_draws(laboratory, store):
    moved, told = {"revenue.level": 0.9}, []
    trial = api.fan(laboratory.tried(moved), 9, on_progress=lambda *done: told.append(done))
    case = laboratory.case.with_levers(moved)
    run = api.run_scenario(case, draws=9, out=store)
    pd.testing.assert_frame_equal(trial.indicators, run.indicators, check_exact=True)
    assert told[-1] == (9, 9)
    fanned, stored = (api.trajectory(one, **KAIFENG) for one in (trial, run))
    pd.testing.assert_frame_equal(fanned, stored, check_exact=True)


@pytest.mark.parametrize("name", MOVED)
def test_what_is_kept_between_fans_moves_no_draw(name, laboratory, store, monkeypatch):
    monkeypatch.setattr(draws_kept, "SPARE", 4)  # too little for some: these are lived again
    api.fan(laboratory.tried({"revenue.level": 0.4}), 9)
    case = laboratory.case.with_levers(MOVED[name])
    run = api.run_scenario(case, draws=9, out=store)
    for _ in range(2):
        trial = api.fan(laboratory.tried(MOVED[name]), 9)
        pd.testing.assert_frame_equal(trial.indicators, run.indicators, check_exact=True)


def test_draws_are_kept_for_levers_and_not_for_residents_or_doubts(laboratory):
    kept = draws_kept.draws_of(laboratory.tried({}).case, 9)
    doubt = next(one.path for one in api.levers(laboratory) if one.group == "doubts")
    for moved, same in (
        *((MOVED[name], True) for name in ("money", "staff", "rule", "use", "transfers")),
        (MOVED["people"], False),
        ({doubt: "alternative"}, False),
    ):
        assert kept.are_those_of(laboratory.tried(moved).case, 9) is same, moved
    assert not kept.are_those_of(kept.case, 10)
    assert kept in draws_kept._known or len(draws_kept._known) <= draws_kept.MOST_KEPT


def test_a_fan_grows_from_the_first_draws_to_all(laboratory):
    trial = laboratory.tried({"revenue.level": 0.9})
    grown = dict(api.growing_fan(trial, (4, 9)))
    assert list(grown) == [4, 9]
    pd.testing.assert_frame_equal(grown[9].indicators, api.fan(trial, 9).indicators)
    some, whole = (one.indicators.set_index("statistic")["value"] for one in grown.values())
    assert some.loc["central"].equals(whole.loc["central"])
    assert not some.loc["mean"].equals(whole.loc["mean"])


def test_a_fan_that_nobody_waits_for_ends(laboratory):
    def stop(done, draws):
        raise TimeoutError

    with pytest.raises(TimeoutError):
        api.fan(laboratory.tried({}), 50, on_progress=stop)
