"""A job beside the page: its place in the queue, how far it is, and what stops it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from dashboards import style
from dashboards.jobs import Job, Jobs
from dashboards.state import State
from simulator.api import SimulatorError, refusal

AnyJob = Job[Any]


class Work(pn.viewable.Viewer):
    """One line on the job that is followed; nothing to be seen when there is none.

    A job that nobody else can have asked for is stopped when its visitor leaves.
    """

    def __init__(self, state: State, jobs: Jobs, *, may_stop: bool = True) -> None:
        super().__init__()
        self.state, self.jobs, self.may_stop = state, jobs, may_stop
        self.job: AnyJob | None = None
        self._told = True
        self.line = pn.pane.HTML(stylesheets=[style.SHEET], margin=(6, 8), visible=False)
        self.button = pmui.Button(
            label=state.say("work.stop"), size="small", variant="outlined", visible=False
        )
        self.button.on_click(lambda _: self.stop())
        self.document = pn.state.curdoc
        if self.document is not None:
            pn.state.on_session_destroyed(lambda _: self.leave())

    def follow(self, job: AnyJob, ended: Callable[[AnyJob], None]) -> None:
        """Show a job until it has ended, then call ``ended`` where the page may be changed."""
        self._ended = ended
        self.job = job
        self._unheard = job.listen(self._moved)
        self._tell()

    def stop(self) -> None:
        """Stop the job at its next report."""
        if self.job is not None:
            self.job.stop()

    def leave(self) -> None:
        """Follow nothing any more."""
        if self.job is not None:
            self._unheard()
            if self.may_stop:
                self.job.stop()
            self.job = None

    def _moved(self) -> None:
        """Have the page told once, however often a job moves in between; any thread."""
        if self.document is None:
            self._tell()
        elif self._told:
            self._told = False
            self.document.add_next_tick_callback(self._tell)

    def _tell(self) -> None:
        self._told = True
        job = self.job
        if job is None:
            return
        self.line.visible = not job.ended
        self.button.visible = self.may_stop and not job.ended
        if job.ended:
            self._unheard()
            self.job = None
            self._ended(job)
        else:
            self.line.object = f'<div class="work" role="status">{self._words(job)}</div>'

    def _words(self, job: AnyJob) -> str:
        say = self.state.say
        if job.status == "waiting":
            return escape(say("work.waiting", n=self.jobs.ahead(job)))
        if not job.total:
            return f"{escape(say('work.running'))}<progress></progress>"
        bar = f'<progress value="{job.done}" max="{job.total}"></progress>'
        return f"{escape(say('work.progress', done=job.done, total=job.total))}{bar}"

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the line and the button."""
        return pn.Row(self.line, self.button, align="center")


def why_not(job: AnyJob, state: State) -> str:
    """Return as HTML why a job that ended has no result."""
    error: SimulatorError | None = job.error
    told = refusal(error, state.language) if error else []
    if not told:
        told = [state.say("work.stopped" if job.status == "stopped" else "work.failed")]
    lines = "".join(f"<p>{escape(line)}</p>" for line in told)
    return f'<div class="refusal" role="alert">{lines}</div>'
