"""The one place that makes executors: threads, processes, or a cluster.

Whoever computes draws knows `concurrent.futures.Executor` and no more. The compiled engine lets
go of the interpreter's lock, so its draws share one process; simpy's need a process each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

from simulator.engine.lived import Live, live_on_simpy
from simulator.ensemble.cluster import connected
from simulator.ensemble.workers import ignore_interrupt


class Crew(NamedTuple):
    """Who computes blocks of draws."""

    hired: Callable[[Path], AbstractContextManager[Executor]]
    """Gives workers who see a folder, for as long as the context lasts."""
    copies: int | None = None
    """Workers to whom tasks copy the case: theirs are ranges of blocks, others single blocks."""
    readers: int = 1
    """Threads of this process that reduce the draws."""


def local(jobs: int, live: Live) -> Crew:
    """Return the workers of this machine that suit an engine."""
    return Crew(lambda _: local_pool(jobs, live), None if shares(live) else jobs, jobs)


def cluster(address: str, jobs: int) -> Crew:
    """Return the workers of a Dask cluster; see `simulator.ensemble.cluster.connected`."""
    return Crew(lambda folder: connected(address, jobs, folder), readers=jobs)


def shares(live: Live) -> bool:
    """Return whether draws on an engine can be computed by threads at once."""
    return live is not live_on_simpy


@contextmanager
def local_pool(jobs: int, live: Live) -> Iterator[Executor]:
    """Give threads or processes; what has not begun at the end is not begun any more."""
    pool: Executor
    if shares(live):
        pool = ThreadPoolExecutor(jobs, "draws")
    else:
        from multiprocessing import get_context

        spawn = get_context("spawn")
        pool = ProcessPoolExecutor(jobs, mp_context=spawn, initializer=ignore_interrupt)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
