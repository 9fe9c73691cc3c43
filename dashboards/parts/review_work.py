"""What takes longer: the run restated by the observations, and the Word report."""

from __future__ import annotations

from html import escape
from io import BytesIO

import panel as pn
import panel_material_ui as pmui
from bokeh.document import Document

from dashboards import style
from dashboards.parts.part import Part
from dashboards.parts.words import paragraphs
from dashboards.states.review import ReviewState
from simulator.api import Run, refusal

WHOLE = 100
"""Percent."""
FILE = "review.docx"


class ReviewWork(Part):
    """Two buttons, and in words where the work stands; the queue tells from whatever thread."""

    drawn_by = ("run_id",)

    def __init__(self, own: ReviewState) -> None:
        super().__init__(own.state)
        self.own = own
        say = self.state.say
        look = {"size": "small", "margin": (4, 8)}
        self.document = b""
        self.restate = pmui.Button(label=say("review.restate"), **look)
        self.report = pmui.Button(label=say("review.report"), variant="outlined", **look)
        self.stop = pmui.Button(label=say("review.stop"), variant="outlined", visible=False, **look)
        self.ready = pmui.FileDownload(
            callback=lambda: BytesIO(self.document), filename=FILE, visible=False, **look
        )
        self.said = pn.pane.HTML(stylesheets=[style.SHEET], margin=(4, 8))
        self.progress = pmui.LinearProgress(value=0, visible=False, margin=(4, 8), width=160)
        self.restate.on_click(lambda _: self._ask(report=False))
        self.report.on_click(lambda _: self._ask(report=True))
        self.stop.on_click(lambda _: self._stop())
        self._page: Document | None = None

    def draw(self) -> None:
        """Offer what is possible: a final evaluation has no years left to restate."""
        busy = self.own.job is not None and not self.own.job.ended
        self.restate.visible = self.own.kind != "final"
        self.restate.disabled = busy or not self.state.may_write or self.own.restated is not None
        if self.own.job is None and self.state.read_only:
            self.said.object = paragraphs([self.state.say("review.read_only")], "notes")
        self.report.disabled = busy or self.state.jobs is None
        if not busy and self.own.job is not None and not isinstance(self.own.job.result, bytes):
            self.ready.visible = False

    def _ask(self, *, report: bool) -> None:
        self._page = pn.state.curdoc
        self.ready.visible = False
        own = self.own
        if report:
            self.ready.filename = f"{own.kind}-{own.year}.docx"
            self.ready.label = self.state.say("review.ready", name=self.ready.filename)
            own.report(self._moved)
        else:
            own.restate(self._moved)

    def _moved(self) -> None:
        """Tell the page on its own thread; a page that is gone is told nothing."""
        page = self._page
        if page is not None and page.session_context is not None:
            page.add_next_tick_callback(self._tell)

    def _tell(self) -> None:
        job, say = self.own.job, self.state.say
        if job is None:
            return
        facts = {"done": job.done, "total": job.total, "ahead": self.own.ahead}
        key = "queued" if job.status == "waiting" and self.own.ahead else job.status
        lines = [say(f"review.job_{key}", **facts)]
        if job.error is not None:
            lines += refusal(job.error, self.state.language)
        text = "".join(f"<p>{escape(line)}</p>" for line in lines)
        look = "notes" if job.error is None else "refusal"
        self.said.object = f'<div class="{look}" role="status">{text}</div>'
        self.progress.value = int(WHOLE * job.done / job.total) if job.total else 0
        self.progress.visible = self.stop.visible = not job.ended
        if job.status == "done":
            self._end(job.result)
        self.draw()

    def _end(self, result: object) -> None:
        """Hand out the report, or draw the review again beside the restated run."""
        if isinstance(result, bytes):
            self.document, self.ready.visible = result, True
        elif isinstance(result, Run):
            if result.id not in self.state.runs:
                self.state.find_runs()
            self.own.turn += 1

    def _stop(self) -> None:
        if self.own.job is not None:
            self.own.job.stop()

    def body(self) -> pn.viewable.Viewable:
        """Return buttons, words and progress, in one line where there is room."""
        parts = (self.restate, self.report, self.stop, self.ready, self.progress, self.said)
        return pn.FlexBox(*parts, align_items="center")

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the body; it refuses nothing itself, its work does."""
        return self.shown
