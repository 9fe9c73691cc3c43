"""What a worker does with its blocks, and how workers are watched over."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest

from simulator.ensemble.blocks import Block, blocks_of, layout_of
from simulator.ensemble.spool import Spool
from simulator.ensemble.workers import Task, compute, ranges, supervise
from simulator.errors import MachineError, ModelError
from tests.fake_model import FakeCase, fake_keys, simulate

pytestmark = pytest.mark.unit


@pytest.fixture
def spool(tmp_path):
    made = Spool(tmp_path / "run", layout_of(fake_keys()), 70, keep_events=False)
    made.start()
    return made


def tasks(spool, case, workers=2):
    return [Task(case, simulate, spool, tuple(r)) for r in ranges(list(blocks_of(70)), workers)]


@pytest.mark.parametrize(("draws", "workers"), [(0, 2), (64, 2), (5000, 2), (5000, 64)])
def test_every_block_is_in_one_range_and_block_zero_alone_in_the_first(draws, workers):
    blocks = list(blocks_of(draws))
    found = ranges(blocks, workers)
    assert [block for part in found for block in part] == blocks
    assert found[0] == [Block(0, 0, 0)]
    assert ranges(blocks[1:], workers) == found[1:]


def test_a_failure_comes_back_as_data_with_its_problems(spool):
    failure = compute(tasks(spool, FakeCase(fails_in=3))[1])
    assert failure.error is ModelError
    assert failure.problems[0].where.key == "draw 3"
    assert spool.missing() == list(blocks_of(70))


def test_a_worker_stops_after_a_draw_when_asked(spool):
    case = FakeCase()

    def stop_later(_):
        if len(case.calls) == 5:
            spool.ask_to_stop()

    assert compute(tasks(spool, case)[1], stop_later) is None
    assert case.calls == [1, 2, 3, 4, 5]


def test_when_one_worker_fails_the_others_stop_and_the_failure_is_raised(spool):
    with ThreadPoolExecutor(2) as pool, pytest.raises(ModelError) as caught:
        supervise(pool, tasks(spool, FakeCase(fails_in=66, slow=0.002)), spool, lambda: None)
    assert caught.value.problems[0].code == "M199"
    assert spool.is_stopped()


class DyingPool:
    """An executor whose worker is killed by the system."""

    def submit(self, *_):
        future = Future()
        future.set_exception(BrokenProcessPool())
        return future


def test_a_worker_that_dies_is_a_fault_of_the_machine(spool):
    with pytest.raises(MachineError) as caught:
        supervise(DyingPool(), tasks(spool, FakeCase()), spool, lambda: None)
    assert caught.value.problems[0].code == "R121"
