"""Runs of the fake model: tables, progress, interruption and resuming."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import numpy as np
import pandas as pd
import pytest

from simulator.axes import STATISTICS
from simulator.ensemble.executors import Crew
from simulator.ensemble.runner import run
from simulator.errors import Interrupted, ModelError
from tests.fake_model import INDICATOR, fake_ensemble, simulate, simulate_one

pytestmark = pytest.mark.unit


def same(left, right):
    assert list(left) == list(right)
    for name, table in left.items():
        pd.testing.assert_frame_equal(table, right[name], check_exact=True)


def test_draw_zero_alone_gives_central_rows(tmp_path):
    tables = run(fake_ensemble(), tmp_path / "run")
    assert set(tables) == {"indicators", "ledger", "verdicts", "chances", "events"}
    expected = simulate_one(fake_ensemble().case, 0).values["indicators"]["value"]  # noqa: PD011
    assert tables["indicators"]["value"].tolist() == expected.tolist()
    assert set(tables["indicators"]["statistic"]) == {"central"}


def test_percentiles_are_over_draws_one_to_n(tmp_path):
    ensemble = fake_ensemble(70)
    table = run(ensemble, tmp_path / "run")["indicators"]
    tables = simulate(ensemble.case, range(71), lambda _: None)
    drawn = tables.numbers["indicators"]["value"][:, 4]
    cell = table[table["region"] == "zhengzhou"].iloc[8:16].set_index("statistic")["value"]
    assert list(cell.index) == list(STATISTICS)
    assert cell["central"] == drawn[0]
    assert cell["mean"] == pytest.approx(np.mean(drawn[1:]), rel=1e-12)
    assert cell["p05"] == pytest.approx(np.quantile(drawn[1:], 0.05), rel=1e-12)


def test_any_executor_gives_the_same_tables(tmp_path):
    serial = run(fake_ensemble(130), tmp_path / "serial")
    with ThreadPoolExecutor(3) as pool:
        crew = Crew(lambda _: nullcontext(pool))
        same(run(fake_ensemble(130), tmp_path / "pool", crew=crew), serial)
        assert pool.submit(int).result() == 0


def test_an_interrupted_run_keeps_whole_blocks_and_goes_on(tmp_path):
    whole = run(fake_ensemble(200), tmp_path / "whole")
    with pytest.raises(Interrupted) as caught:
        run(fake_ensemble(200, stop_at=150), tmp_path / "run")
    assert caught.value.problems[0].code == "R120"
    assert caught.value.problems[0].args == {"done": "129", "total": "201"}
    resumed = fake_ensemble(200)
    same(run(resumed, tmp_path / "run"), whole)
    assert resumed.case.calls == list(range(129, 201))


def test_a_stop_before_the_first_block_leaves_nothing_to_resume(tmp_path):
    with pytest.raises(Interrupted) as caught:
        run(fake_ensemble(5, stop_at=0), tmp_path / "run")
    assert caught.value.problems[0].args["done"] == "0"


def test_a_finished_spool_is_only_reduced(tmp_path):
    run(fake_ensemble(10), tmp_path / "run")
    again = fake_ensemble(10)
    run(again, tmp_path / "run")
    assert again.case.calls == []


def test_progress_counts_every_draw_once_and_what_was_there(tmp_path):
    seen = []
    run(fake_ensemble(70), tmp_path / "run", on_progress=lambda *now: seen.append(now))
    assert seen == [(done, 71) for done in range(72)]
    seen.clear()
    run(fake_ensemble(70), tmp_path / "run", on_progress=lambda *now: seen.append(now))
    assert seen == [(71, 71)]


def test_a_failing_draw_is_raised_as_it_is(tmp_path):
    with pytest.raises(ModelError) as caught:
        run(fake_ensemble(10, fails_in=7), tmp_path / "run")
    assert caught.value.problems[0].where.key == "draw 7"


def test_draws_and_events_are_kept_on_request(tmp_path):
    inputs = {"b": np.array([1.0, 2.0, 3.0, 4.0]), "a": np.array([5.0, 6.0, 7.0, 8.0])}
    kept = fake_ensemble(3, inputs=inputs, keep_draws=True, keep_events=True)
    tables = run(kept, tmp_path / "run")
    assert tables["events"]["draw"].tolist() == [0, 0, 1, 1, 1, 2, 2, 3, 3, 3]
    assert tables["draws"].groupby("draw").size().tolist() == [12] * 4
    named = tables["draw_inputs"].set_index(["draw", "parameter"])["value"]
    assert list(named.index)[:3] == [(0, "b"), (0, "a"), (1, "b")]
    assert named[2, "a"] == 7.0
    same(
        {name: run(fake_ensemble(3), tmp_path / "plain")[name] for name in ("indicators",)},
        {"indicators": tables["indicators"]},
    )


def test_without_inputs_their_table_is_empty(tmp_path):
    tables = run(fake_ensemble(0, keep_draws=True), tmp_path / "run")
    assert tables["draw_inputs"].empty
    assert len(tables["draws"]) == 12


def test_only_listed_regions_are_stored(tmp_path):
    kept = fake_ensemble(2, regions=("xinxiang",), keep_draws=True)
    tables = run(kept, tmp_path / "run")
    assert tables["indicators"]["region"].drop_duplicates().tolist() == ["henan", "xinxiang"]
    assert tables["draws"]["region"].drop_duplicates().tolist() == ["henan", "xinxiang"]
    assert tables["verdicts"]["region"].drop_duplicates().tolist() == ["xinxiang"]
    assert set(tables["indicators"]["indicator"]) == {INDICATOR}
