"""What a visitor waits for: its place in the queue, how far it is, a stop, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from dashboards import style
from dashboards.jobs import Job, Jobs
from dashboards.parts.words import paragraphs, refused
from dashboards.state import State
from simulator.api import SimulatorError

AnyJob = Job[Any]


class Work(pn.viewable.Viewer):
    """One line on the job that is followed; nothing to be seen where there is nothing to say.

    Every part that asks for a job tells of it here. ``may_stop`` is False where others may wait for
    the same job. A job that ``stays`` goes on when its visitor leaves, others are stopped then.
    """

    def __init__(
        self, state: State, jobs: Jobs | None = None, *, may_stop: bool = True, stays: bool = True
    ) -> None:
        super().__init__()
        self.state, self.jobs = state, jobs or state.jobs
        self.may_stop, self.stays = may_stop, stays
        self.job: AnyJob | None = None
        self._told = True
        self.line = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(6, 8), sizing_mode="stretch_width", visible=False
        )
        self.button = pmui.Button(
            label=state.say("work.stop"),
            size="small",
            variant="outlined",
            margin=(4, 8),
            visible=False,
        )
        self.button.on_click(lambda _: self.stop())
        self.document = pn.state.curdoc
        if self.document is not None:
            pn.state.on_session_destroyed(lambda _: self.leave())

    def follow(self, job: AnyJob, ended: Callable[[AnyJob], None]) -> None:
        """Show a job until it has ended, then call ``ended`` where the page may be changed.

        What came of it is for the caller to show; why nothing came of it stands here.
        """
        self._let_go()
        self._ended = ended
        self.job = job
        self._unheard = job.listen(self._moved)
        self._tell()

    def say(self, lines: Sequence[str] = (), kind: str = "notes") -> None:
        """Say something where the job is told of, or nothing any more."""
        self._write(paragraphs(lines, kind))

    def refuse(self, error: SimulatorError) -> None:
        """Say why something could not even be asked for."""
        self._write(refused(error, self.state.language))

    def stop(self) -> None:
        """Stop the job at its next report."""
        if self.job is not None:
            self.job.stop()
            self._tell()

    def leave(self) -> None:
        """Follow nothing any more."""
        job = self.job
        self._let_go()
        if job is not None and self.may_stop and not self.stays:
            job.stop()

    def _let_go(self) -> None:
        if self.job is not None:
            self._unheard()
            self.job, self.button.visible = None, False

    def _moved(self) -> None:
        """Have the page told once, however often a job moves in between; any thread."""
        if self.document is None:
            self._tell()
        elif self._told and self.document.session_context is not None:
            self._told = False
            self.document.add_next_tick_callback(self._tell)

    def _tell(self) -> None:
        self._told = True
        job = self.job
        if job is None:
            return
        self.button.visible = self.may_stop and not job.ended and not job.stopping
        if not job.ended:
            self._write(f'<div class="work" role="status">{self._words(job)}</div>')
            return
        self._let_go()
        self._write("" if job.status == "done" else self._why_not(job))
        self._ended(job)

    def _write(self, text: str) -> None:
        self.line.object, self.line.visible = text, bool(text)

    def _words(self, job: AnyJob) -> str:
        say = self.state.say
        if job.stopping:
            return escape(say("work.stopping"))
        if job.status == "waiting":
            ahead = self.jobs.ahead(job) if self.jobs is not None else 0
            return escape(say("work.waiting", n=ahead) if ahead else say("work.next"))
        if not job.total:
            return f"{escape(say('work.running'))}<progress></progress>"
        bar = f'<progress value="{job.done}" max="{job.total}"></progress>'
        return f"{escape(say('work.progress', done=job.done, total=job.total))}{bar}"

    def _why_not(self, job: AnyJob) -> str:
        if job.error is not None:
            return refused(job.error, self.state.language)
        if job.status == "stopped":
            return paragraphs([self.state.say("work.stopped")], "notes")
        return paragraphs([self.state.say("work.failed")], "refusal")

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the line and the button."""
        return pn.Row(self.button, self.line, align="center", sizing_mode="stretch_width")
