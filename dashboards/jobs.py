"""Long work beside the pages: one queue for all visitors, with progress and a stop.

Pages never wait: they hand in work under a key and are told when it moves on. Two visitors who
ask for the same get the same job. Work that reports progress can be stopped at every report; other
work only while it still waits.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, Literal, TypeVar

from simulator.api import SimulatorError

Result = TypeVar("Result")
Progress = Callable[[int, int], None]
Status = Literal["waiting", "running", "done", "stopped", "failed"]
Listener = Callable[[], None]
ENDED: tuple[Status, ...] = ("done", "stopped", "failed")
AT_ONCE = 1
"""Jobs that run at once; each may use all cores."""
QUICK_AT_ONCE = 1
"""Jobs of a second or two that run beside the long ones."""


class Job(Generic[Result]):
    """One piece of work; `listen` tells of every move, from whatever thread made it."""

    def __init__(
        self, key: str, work: Callable[[Progress], Result], *, quick: bool = False
    ) -> None:
        self.key, self.quick = key, quick
        self.status: Status = "waiting"
        self.done, self.total = 0, 0
        self.result: Result | None = None
        self.error: SimulatorError | None = None
        self._work = work
        self._stopped = threading.Event()
        self._listeners: list[Listener] = []
        self._future: Future[None] | None = None

    @property
    def ended(self) -> bool:
        """Return whether nothing will happen any more."""
        return self.status in ENDED

    @property
    def stopping(self) -> bool:
        """Return whether it was told to stop and has not yet."""
        return self._stopped.is_set() and not self.ended

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` at every move; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def stop(self) -> None:
        """Stop at the next report of progress, or never begin."""
        self._stopped.set()
        if self._future is not None and self._future.cancel():
            self._move("stopped")

    def begin(self, pool: ThreadPoolExecutor) -> None:
        """Queue the work."""
        self._future = pool.submit(self._run)

    def _run(self) -> None:
        self._move("running")
        try:
            self.result = self._work(self._report)
        except (KeyboardInterrupt, SimulatorError) as error:
            if self._stopped.is_set():
                self._move("stopped")
                return
            self.error = error if isinstance(error, SimulatorError) else None
            self._move("failed")
        except BaseException:
            self._move("failed")
            raise
        else:
            self._move("done")

    def _report(self, done: int, total: int) -> None:
        # what stops a run at the keyboard stops it here: finished blocks stay, none is half
        if self._stopped.is_set():
            raise KeyboardInterrupt
        self.done, self.total = done, total
        self._tell()

    def _move(self, status: Status) -> None:
        self.status = status
        self._tell()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()


class Jobs:
    """The queue of one server."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE, "jobs")
        self._quick = ThreadPoolExecutor(QUICK_AT_ONCE, "quick-jobs")
        self._known: dict[str, Job[object]] = {}
        self._lock = threading.Lock()

    def ask(
        self, key: str, work: Callable[[Progress], Result], *, quick: bool = False
    ) -> Job[Result]:
        """Return the job of a key: the one that waits or runs, else a new one.

        Parameters
        ----------
        key
            What decides the result; the id of a run where it makes one.
        work
            Called with what takes ``done, total``; raises what was wrong.
        quick
            Whether it takes a second or two, so that it need not wait behind long work.
        """
        with self._lock:
            # what has ended is let go: its result belongs to who asked
            self._known = {name: job for name, job in self._known.items() if not job.ended}
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = Job(key, work, quick=quick)
                known.begin(self._quick if quick else self._pool)
        return known  # type: ignore[return-value]  # a key stands for one kind of work

    def ahead(self, job: Job[Result]) -> int:
        """Return how many jobs stand before one that waits."""
        before = list(self._known.values())
        place = before.index(job) if job in before else len(before)  # type: ignore[arg-type]
        return sum(not one.ended and one.quick == job.quick for one in before[:place])

    def close(self) -> None:
        """Stop everything."""
        for job in tuple(self._known.values()):
            job.stop()
        for pool in (self._pool, self._quick):
            pool.shutdown(wait=False, cancel_futures=True)
