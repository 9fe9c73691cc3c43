"""Work of a second or so beside a page: on a thread of its own, the page told when it is done."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import panel as pn

AFTER = 100
"""Milliseconds: what the page is sent on opening goes another way and must be there before."""


def beside(work: Callable[[], object], then: Callable[[], object]) -> None:
    """Do ``work`` on another thread, then ``then`` on the page's own; here where there is no page.

    What raises in ``work`` must be caught there: the page is told in any case.
    """
    document = pn.state.curdoc
    if document is None or document.session_context is None:
        work()
        then()
        return

    def done() -> None:
        try:
            work()
        finally:
            document.add_timeout_callback(then, AFTER)

    Thread(target=done, daemon=True).start()


def soon(then: Callable[[], object]) -> None:
    """Do something after what waits now, so that others' clicks come between."""
    document = pn.state.curdoc
    if document is None or document.session_context is None:
        then()
    else:
        document.add_next_tick_callback(then)
