"""What a visitor tries: moves, refusals, the way back, links and files."""

from __future__ import annotations

import pytest

from dashboards.benches import bench_of
from dashboards.charts.tried import feed_before, feed_tried, tried
from dashboards.hand import Fan
from dashboards.state import State
from dashboards.states import laboratory as module
from dashboards.states.laboratory import Trying
from simulator import api

pytestmark = pytest.mark.integration

LEVEL, POOL, RULE = "revenue.level", "transfers.pool", "transfers.rule"


@pytest.fixture
def trying(page_store):
    found = Trying(State(page_store))
    assert found.bench
    return found


def move(trying, path, value):
    trying.want(path, value)
    trying.try_wanted()


def test_a_move_shows_what_a_trial_says(trying, page_runs):
    move(trying, LEVEL, 2.0)
    trial = api.open_laboratory(page_runs["baseline"]).tried({LEVEL: 2.0})
    assert trying.heatmap().equals(api.gap_heatmap(trial, trying.state.year))
    assert "2" in trying.changed()["text"].iloc[0]
    better = trying.outcomes().set_index("card")["better"]
    assert better["money"] == "better"


def test_only_the_newest_place_of_a_lever_is_tried(trying):
    seen = []
    trying.param.watch(lambda event: seen.append(event.new), "trial")
    for value in (1.1, 1.2, 1.3):
        trying.want(LEVEL, value)
    trying.try_wanted()
    assert (len(seen), trying.changes) == (1, {LEVEL: 1.3})


def test_one_hand_makes_one_step_and_all_steps_lead_back(trying):
    for value in (1.1, 1.2):
        move(trying, LEVEL, value)
    trying.settle()
    move(trying, LEVEL, 1.5)
    trying.undo()
    assert trying.changes == {LEVEL: 1.2}
    trying.undo()
    assert (trying.changes, trying.can_undo) == ({}, False)
    trying.redo()
    trying.redo()
    assert (trying.changes, trying.can_redo) == ({LEVEL: 1.5}, False)
    trying.reset()
    assert (trying.changes, trying.can_undo) == ({}, True)


def test_a_refused_move_leaves_all_as_it_was_and_says_why(trying):
    move(trying, LEVEL, 1.2)
    before = trying.trial
    move(trying, "allocation.shares.hospital_beds", 7.0)
    assert (trying.trial, trying.changes) == (before, {LEVEL: 1.2})
    *_, fix = trying.refused["allocation.shares.hospital_beds"]
    assert "改法" in fix
    move(trying, LEVEL, 1.3)
    assert trying.refused == {}


def test_a_pool_and_its_rule_move_together(trying):
    move(trying, POOL, 2e9)
    assert trying.changes == {POOL: 2e9, RULE: "by_shortfall"}
    move(trying, RULE, "none")
    assert trying.changes == {}
    move(trying, RULE, "equal_per_capita")
    assert trying.changes[RULE] == "equal_per_capita"
    assert trying.changes[POOL] > 0
    move(trying, POOL, 0.0)
    assert trying.changes == {}


def test_a_link_opens_the_same_levers(trying, page_store):
    move(trying, LEVEL, 1.2)
    trying.settle()
    address = trying.state.address()
    other = State(page_store)
    other.take(address)
    found = Trying(other)
    assert found.bench
    assert found.changes == {LEVEL: 1.2}


def test_a_link_that_means_nothing_starts_at_the_run(page_store):
    state = State(page_store)
    state.take({"try": "<script>"})
    found = Trying(state)
    assert found.bench
    assert found.changes == {}
    assert found.refused[""]


def test_levers_of_another_run_are_put_down(trying):
    move(trying, LEVEL, 1.2)
    trying.state.run_id = next(run for run in trying.state.runs if run.startswith("level-up"))
    assert trying.now.scenario == "level-up"
    assert trying.changes == {}


def test_a_trial_is_saved_once_under_a_name(trying, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SCENARIOS", tmp_path)
    move(trying, LEVEL, 1.2)
    path = trying.save("my-trial", {"zh": "财力增加"}, {"zh": "多20%财力会怎样？"})
    assert "财力增加" in path.read_text(encoding="utf-8")
    with pytest.raises(api.SimulatorError) as refused:
        trying.save("my-trial", {}, {})
    assert refused.value.problems[0].code == "C133"


def test_visitors_of_a_run_share_its_bench(page_runs, page_store):
    first, second = (Trying(State(page_store)) for _ in range(2))
    assert first.bench is second.bench is bench_of(page_runs["baseline"])
    move(first, LEVEL, 2.0)
    assert second.now.is_moved is False


def test_a_fan_of_a_trial_that_is_gone_is_not_shown(trying):
    move(trying, LEVEL, 1.2)
    gone = trying.trial
    move(trying, LEVEL, 1.3)
    trying.take_fan(gone, gone, 50)
    assert (trying.fan, trying.fan_draws) == (None, 0)
    trying.take_fan(trying.trial, gone, 50)
    assert trying.fan_draws == 50


def test_a_stopped_fan_tells_nothing(trying, monkeypatch):
    told = []
    fan = Fan(lambda *given: told.append(given))
    monkeypatch.setattr("dashboards.hand._FANS", type("Now", (), {"submit": staticmethod(_later)}))
    fan.follow(trying.trial)
    fan.stop()
    _waiting.pop()()
    assert told == []


_waiting = []


def _later(work, *given):
    _waiting.append(lambda: work(*given))


def test_the_run_stands_beside_the_trial(trying):
    chart = tried(trying.state.say, 300)
    move(trying, LEVEL, 2.0)
    trying.state.choose("kaifeng", "toddler_places_per_1000")
    now, before = trying.trajectory(), trying.state.trajectory()
    feed_tried(chart, now, 2025)
    feed_before(chart, before)
    assert chart.picture.source.data["city"] == now["city"].tolist()
    assert chart.before.data["city"] == before["city"].tolist()
    assert chart.picture.source.data["city"] != chart.before.data["city"]
