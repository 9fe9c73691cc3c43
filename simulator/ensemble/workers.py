"""Workers: what one of them does with a range of blocks, and how many are watched over."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, BrokenExecutor, Executor, Future, wait
from typing import NamedTuple

from simulator.ensemble.blocks import Block, gather
from simulator.ensemble.spool import Spool
from simulator.errors import MachineError, Problem, SimulatorError, place
from simulator.results.drawn import BlockTables, OnDraws, Stopped

SECONDS_BETWEEN_LOOKS = 0.25
TASKS_PER_WORKER = 8


class Task(NamedTuple):
    """A range of blocks for one worker."""

    case: object
    simulate: Callable[[object, range, OnDraws], BlockTables]
    spool: Spool
    blocks: tuple[Block, ...]


class Failure(NamedTuple):
    """What a worker reports instead of raising, so that it survives the way back."""

    error: type[SimulatorError]
    problems: tuple[Problem, ...]


def compute(task: Task, on_draws: OnDraws | None = None) -> Failure | None:
    """Compute blocks and spool each when it is whole; stops early when asked to.

    Returns
    -------
    What went wrong, or None.
    """
    try:
        for block in task.blocks:
            _compute_block(task, block, on_draws)
    except Stopped:
        return None
    except SimulatorError as error:
        return Failure(type(error), error.problems)
    return None


def _compute_block(task: Task, block: Block, on_draws: OnDraws | None) -> None:
    """Compute and spool one block; on return nothing of it is left in memory."""
    spool = task.spool
    tables = task.simulate(task.case, block.draws, _Heed(spool, block, on_draws))
    spool.write(block, gather(spool.layout, block, tables, events=spool.keep_events))


class _Heed:
    """Notes the draws of a block that are done, and stops the others when asked to."""

    def __init__(self, spool: Spool, block: Block, on_draws: OnDraws | None) -> None:
        self._spool = spool
        self._block = block
        self._on_draws = on_draws

    def __call__(self, more: int) -> None:
        """See `simulator.results.drawn.OnDraws`."""
        if more:
            self._spool.note_draws(self._block, more)
            if self._on_draws:
                self._on_draws(more)
        elif self._spool.is_stopped():
            raise Stopped


def ranges(blocks: list[Block], workers: int) -> list[list[Block]]:
    """Return consecutive blocks in ranges, a few per worker; block 0 stands alone and first.

    >>> [len(part) for part in ranges([Block(i, i, i) for i in range(33)], 2)]
    [1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]
    """
    first = [blocks[:1]] if blocks and blocks[0].number == 0 else []
    later = blocks[len(first) :]
    size = max(1, len(later) // (workers * TASKS_PER_WORKER))
    return [*first, *(later[start : start + size] for start in range(0, len(later), size))]


def ignore_interrupt() -> None:
    """Leave Ctrl-C to the parent process, which stops workers after a draw."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def supervise(
    executor: Executor, tasks: list[Task], spool: Spool, on_look: Callable[[], None]
) -> None:
    """Hand out tasks and wait; on any trouble stop the others, wait for them and raise.

    ``on_look`` is called several times a second.
    """
    futures: list[Future[Failure | None]] = []
    try:
        for task in tasks:
            futures.append(executor.submit(compute, task))
        pending = set(futures)
        while pending:
            done, pending = wait(pending, SECONDS_BETWEEN_LOOKS, FIRST_EXCEPTION)
            for future in done:
                if failure := future.result():
                    raise failure.error(failure.problems)
            on_look()
    except BaseException as error:
        spool.ask_to_stop()
        for future in futures:
            future.cancel()
        wait(futures)
        if isinstance(error, BrokenExecutor):
            raise MachineError(Problem("R121", place(spool.folder), {})) from error
        raise
