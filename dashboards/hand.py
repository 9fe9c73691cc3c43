"""A hand on a lever: the newest position is computed, and the fan follows when it stops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import ClassVar, TypeVar

import panel as pn
from bokeh.document import Document
from panel.io.state import set_curdoc

from simulator import api

STOP_MS, REST_MS = 120, 600
"""A hand that does not move for so long has stopped; one that rests has made its step."""
BREATH_MS = 4
"""Between two trials, so that all that waits is heard and only the newest of it is computed."""
FIRST_DRAWS, ALL_DRAWS = 50, 200
BOTH, ONE = 2, 1
"""Threads of a fan where nobody waits for another, and where somebody does."""
HEARD_MS = 1
"""After a widget has moved, until its new value is taken: panel waits 50 for what else may come."""
_FANS = ThreadPoolExecutor(1, "fans")


Widget = TypeVar("Widget", bound=pn.viewable.Viewable)


def heard_at_once(widget: Widget) -> Widget:
    """Let the server take a widget's moves as they come; whoever listens gathers them himself."""
    widget._debounce = HEARD_MS
    return widget


class StoppedError(Exception):
    """The hand has moved on."""


class Hand:
    """Calls ``work`` after a move, once for all moves that came meanwhile; then what follows.

    ``after`` is called when the hand has not moved for so many milliseconds.
    """

    def __init__(
        self, work: Callable[[], None], after: Sequence[tuple[int, Callable[[], None]]]
    ) -> None:
        self._work, self._after = work, after
        self._waits = False
        self._to_come: list[object] = []

    def moved(self) -> None:
        """Note that something moved."""
        if self._waits:
            return
        document = pn.state.curdoc
        if document is None:
            self._work()
            return
        self._waits = True
        document.add_timeout_callback(partial(self._do, document), BREATH_MS)

    def _do(self, document: Document) -> None:
        self._waits = False
        with set_curdoc(document):
            self._work()
        self.stir(document)

    def stir(self, document: Document | None) -> None:
        """Begin anew to wait for the hand to stop."""
        if document is None:
            return
        for waiting in self._to_come:
            document.remove_timeout_callback(waiting)
        self._to_come = [
            document.add_timeout_callback(partial(self._follow, document, place), wait)
            for place, (wait, _) in enumerate(self._after)
        ]

    def _follow(self, document: Document, place: int) -> None:
        self._to_come = self._to_come[1:]
        with set_curdoc(document):
            self._after[place][1]()


class Fan:
    """The fan around one visitor's trial, drawn beside the page; a newer trial ends it.

    First few of the draws, then all: ``take`` is told the trial, the same with its statistics, and
    the number of draws.
    """

    _asked: ClassVar[set[Event]] = set()
    """Those that wait, whoever asked."""

    def __init__(self, take: Callable[[api.Trial, api.Trial, int], None]) -> None:
        self._take = take
        self._stopped = Event()

    def stop(self) -> None:
        """Draw no further."""
        self._stopped.set()

    def follow(self, trial: api.Trial) -> None:
        """Draw the fan of a trial."""
        self.stop()
        self._stopped = Event()
        self._asked.add(self._stopped)
        _FANS.submit(self._draw, trial, self._stopped, pn.state.curdoc)

    def _draw(self, trial: api.Trial, stopped: Event, document: Document | None) -> None:
        def check(_done: int, _all: int) -> None:
            if stopped.is_set():
                raise StoppedError

        self._asked.discard(stopped)
        steps, jobs = (FIRST_DRAWS, ALL_DRAWS), ONE if self._asked else BOTH
        try:
            check(0, ALL_DRAWS)
            for draws, found in api.growing_fan(trial, steps, jobs=jobs, on_progress=check):
                told = partial(self._take, trial, found, draws)
                if document is None:
                    told()
                else:
                    document.add_next_tick_callback(told)
        except (StoppedError, api.SimulatorError):
            return
