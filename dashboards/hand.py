"""A hand on a lever: the newest position is computed, and the fan follows when it rests."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event

import panel as pn
from bokeh.document import Document
from panel.io.state import set_curdoc

from simulator import api

REST_MS = 600
"""A hand that does not move for so long has stopped."""
BREATH_MS = 4
"""Between two trials, so that all that waits is heard and only the newest of it is computed."""
FIRST_DRAWS, ALL_DRAWS = 50, 200
_FANS = ThreadPoolExecutor(1, "fans")


class StoppedError(Exception):
    """The hand has moved on."""


class Hand:
    """Calls ``work`` after a move, once for all moves that came meanwhile, and ``rest`` after."""

    def __init__(self, work: Callable[[], None], rest: Callable[[], None]) -> None:
        self._work, self._rest = work, rest
        self._waits = False
        self._resting: object | None = None

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
        """Begin anew to wait for the hand to rest."""
        if document is None:
            return
        if self._resting is not None:
            document.remove_timeout_callback(self._resting)
        self._resting = document.add_timeout_callback(partial(self._settle, document), REST_MS)

    def _settle(self, document: Document) -> None:
        self._resting = None
        with set_curdoc(document):
            self._rest()


class Fan:
    """The fan around one visitor's trial, drawn beside the page; a newer trial ends it.

    First few draws, then all: ``take`` is told the trial, the same with its statistics, and the
    number of draws.
    """

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
        _FANS.submit(self._draw, trial, self._stopped, pn.state.curdoc)

    def _draw(self, trial: api.Trial, stopped: Event, document: Document | None) -> None:
        def check(_done: int, _all: int) -> None:
            if stopped.is_set():
                raise StoppedError

        try:
            for draws in (FIRST_DRAWS, ALL_DRAWS):
                check(0, draws)
                found = api.fan(trial, draws, jobs=1, on_progress=check)
                told = partial(self._take, trial, found, draws)
                if document is None:
                    told()
                else:
                    document.add_next_tick_callback(told)
        except (StoppedError, api.SimulatorError):
            return
