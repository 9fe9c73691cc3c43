"""The run that was asked for: its place in the queue, its progress, a stop, and then its page."""

from __future__ import annotations

from html import escape

import panel as pn
import panel_material_ui as pmui
from bokeh.document import Document

from dashboards import style
from dashboards.states.projects import ProjectsState
from simulator.api import refusal

WHOLE = 100
"""Percent."""


class JobLine(pn.viewable.Viewer):
    """Says in words where a run stands; told by the queue, from whatever thread."""

    def __init__(self, own: ProjectsState) -> None:
        super().__init__()
        self.own, self.state = own, own.state
        say = self.state.say
        look = {"size": "small", "variant": "outlined", "visible": False, "margin": (4, 8)}
        self.said = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(4, 8), sizing_mode="stretch_width"
        )
        self.progress = pmui.LinearProgress(
            value=0, visible=False, margin=(4, 8), sizing_mode="stretch_width"
        )
        self.stop = pmui.Button(label=say("job.stop"), **look)
        self.open = pmui.Button(label=say("job.open"), **look)
        self.stop.on_click(lambda _: self._stop())
        self.open.on_click(lambda _: self._open())
        self._document: Document | None = None

    def ask(self) -> None:
        """Queue the run of what was uploaded."""
        self._document = pn.state.curdoc
        if self.own.ask(self._moved) is not None:
            self._tell()

    def go_on(self) -> None:
        """Tell of a run that was asked for before the language was changed."""
        if self._document is None and self.own.job is not None:
            self._document = pn.state.curdoc
            self.own.listen(self._moved)
            self._tell()

    def _moved(self) -> None:
        """Tell the page on its own thread; a page that is gone is told nothing."""
        document = self._document
        if document is not None and document.session_context is not None:
            document.add_next_tick_callback(self._tell)

    def _tell(self) -> None:
        job, say = self.own.job, self.state.say
        if job is None:
            return
        facts = {"done": job.done, "total": job.total, "ahead": self.own.ahead}
        key = "queued" if job.status == "waiting" and self.own.ahead else job.status
        lines = [say(f"job.{key}", **facts)]
        if job.error is not None:
            lines += refusal(job.error, self.state.language)
        text = "".join(f"<p>{escape(line)}</p>" for line in lines)
        self.said.object = f'<div class="story" role="status">{text}</div>'
        self.progress.value = int(WHOLE * job.done / job.total) if job.total else 0
        self.progress.visible = self.stop.visible = not job.ended
        self.open.visible = job.status == "done"
        if job.status == "done" and job.result is not None and job.result.id not in self.state.runs:
            self.state.find_runs()

    def _stop(self) -> None:
        if self.own.job is not None:
            self.own.job.stop()

    def _open(self) -> None:
        job = self.own.job
        if job is not None and job.result is not None:
            self.state.run_id = job.result.id

    def __panel__(self) -> pn.viewable.Viewable:
        """Return words, progress and buttons."""
        buttons = pn.FlexBox(self.stop, self.open)
        return pn.Column(self.said, self.progress, buttons, sizing_mode="stretch_width")
