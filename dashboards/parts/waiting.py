"""What a visitor waits for: its place in the queue, how far it is, and a stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import panel as pn
import panel_material_ui as pmui
from bokeh.document import Document

from dashboards import style
from dashboards.jobs import Job
from dashboards.parts.words import paragraphs
from dashboards.state import State
from simulator.api import refusal


class Waiting(pn.viewable.Viewer):
    """Says in words where a job stands; `moved` may be called from whatever thread.

    ``done`` is called with the result on the page's own thread, once.
    """

    def __init__(self, state: State, done: Callable[[Any], None]) -> None:
        super().__init__()
        self.state, self._done = state, done
        self.job: Job[Any] | None = None
        self._document: Document | None = None
        self.said = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(2, 8), sizing_mode="stretch_width"
        )
        self.stop = pmui.Button(
            label=state.say("optimisation.stop"),
            size="small",
            variant="outlined",
            visible=False,
            margin=(2, 8),
        )
        self.stop.on_click(lambda _: self.job.stop() if self.job is not None else None)

    def follow(self, ask: Callable[[Callable[[], None]], Any]) -> None:
        """Ask for something; ``ask`` takes who listens and returns a job, or the result."""
        self._document = pn.state.curdoc
        found = ask(self._moved)
        self.job = found if isinstance(found, Job) else None
        if self.job is None:
            self.say([])
            self._done(found)
        else:
            self._tell()

    def say(self, lines: list[str], kind: str = "story") -> None:
        """Say something where the job is told of."""
        self.said.object = paragraphs(lines, kind)
        self.stop.visible = False

    def _moved(self) -> None:
        document = self._document
        if document is not None and document.session_context is not None:
            document.add_next_tick_callback(self._tell)

    def _tell(self) -> None:
        job = self.job
        if job is None:
            return
        say, ahead = self.state.say, self.state.jobs.ahead(job) if self.state.jobs else 0
        key: str = job.status
        if key == "waiting" and ahead:
            key = "queued"
        elif key == "running" and not job.total:
            key = "solving"
        self.say([say(f"optimisation.{key}", ahead=ahead, done=job.done, total=job.total)])
        self.stop.visible = not job.ended
        if job.error is not None:
            self.say(refusal(job.error, self.state.language), "refusal")
        if job.status == "done":
            self.job = None
            self.say([])
            self._done(job.result)

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the words and the stop."""
        return pn.Column(self.said, self.stop, sizing_mode="stretch_width")
