"""Two stored runs taken apart draw by draw: the same futures, adding up in every one."""

from __future__ import annotations

import numpy as np
import pytest

from simulator import api
from simulator.desk.difference import Difference
from tests.shipped_runs import content

pytestmark = pytest.mark.integration

UNTIL, N = 2024, 6
BEDS = "elderly_institution_beds"
MORE = {
    "levers": {
        "transfers": {"rule": "by_shortfall", "pool": {"unit": "yuan", "at": {2021: 2.0e9}}},
        "population": {"migration": {"kaifeng": 5000.0, "xinxiang": 5000.0}},
    }
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def runs(store):
    return [
        api.run_scenario(one, until=UNTIL, out=store, draws=N, keep_draws=True)
        for one in ("baseline", content(MORE))
    ]


@pytest.fixture(scope="module")
def found(runs) -> Difference:
    return api.explain_difference(*runs)


def refused(*runs, **options):
    with pytest.raises(api.SimulatorError) as caught:
        api.explain_difference(*runs, **options)
    return [one.code for one in caught.value.problems]


def test_every_draw_of_both_runs_is_lived_and_adds_up(found):
    drawn = found.drawn
    assert drawn.difference.shape[0] == N
    size = np.nan_to_num(np.abs(drawn.shapley)).max()
    assert np.nanmax(np.abs(drawn.shapley.sum(axis=1) - drawn.difference)) <= 1e-13 * size


def test_the_difference_of_a_draw_is_that_of_the_stored_draws(runs, found):
    values = []
    for run in runs:
        rows = run.table("draws").query("indicator == @BEDS and region == 'xinxiang'")
        values.append(rows[rows["year"] == UNTIL].set_index("draw")["value"])
    stored = (values[1] - values[0]).loc[1:N].to_numpy()
    at = found.at(found.asked(BEDS, "xinxiang", UNTIL))
    assert found.drawn.difference[(slice(None), *at)] == pytest.approx(stored, abs=1e-9)
    told = api.difference_of(found, BEDS, "xinxiang", UNTIL)
    whole = told.table.iloc[-1]
    assert whole["shapley_p05"] == pytest.approx(np.quantile(stored, 0.05))
    assert whole["shapley_p95"] == pytest.approx(np.quantile(stored, 0.95))


def test_a_lever_of_several_cities_is_one_input_and_says_so(found):
    assert [one.id for one in found.players] == [
        "levers.transfers",
        "levers.population.migration",
    ]
    notes = api.difference_of(found, BEDS, "xinxiang", UNTIL).notes
    assert any("按市给出，共2个地区，合为一项" in note for note in notes)
    assert any("开封市 未设 → 5,000" in note for note in notes)


def test_the_whole_table_carries_the_intervals(found):
    whole = api.whole_difference(found)
    inside = whole["shapley_p05"] <= whole["shapley_p95"]
    assert inside.all()
    assert (whole["shapley_p95"] - whole["shapley_p05"]).max() > 0


def test_fewer_draws_are_the_first_and_none_is_central_values_alone(runs, found):
    some = api.explain_difference(*runs, draws=2)
    np.testing.assert_array_equal(some.drawn.shapley, found.drawn.shapley[:2])
    none = api.explain_difference(*runs, draws=0)
    assert none.drawn.shapley.shape[0] == 0
    np.testing.assert_array_equal(none.attribution.shapley, found.attribution.shapley)


def test_more_draws_than_there_are_or_other_draws_are_refused(store, runs):
    assert refused(*runs, draws=N + 1) == ["R191"]
    other = api.run_scenario("level-up", until=UNTIL, out=store, draws=N, seed=7)
    assert refused(runs[0], other, draws=2) == ["R190"]
    assert api.explain_difference(runs[0], other).drawn.difference.shape[0] == 0
