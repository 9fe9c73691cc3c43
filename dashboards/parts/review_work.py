"""What takes longer: the run restated by the observations, and the Word report."""

from __future__ import annotations

from io import BytesIO

import panel as pn
import panel_material_ui as pmui

from dashboards.jobs import Job
from dashboards.parts.part import Part
from dashboards.parts.work import Work
from dashboards.states.review import ReviewState
from simulator.api import Run

FILE = "review.docx"


class ReviewWork(Part):
    """Two buttons, and the work that they ask for."""

    drawn_by = ("run_id",)

    def __init__(self, own: ReviewState) -> None:
        super().__init__(own.state)
        self.own = own
        say = self.state.say
        look = {"size": "small", "margin": (4, 8)}
        self.document = b""
        self.restate = pmui.Button(label=say("review.restate"), **look)
        self.report = pmui.Button(label=say("review.report"), variant="outlined", **look)
        self.work = Work(self.state)
        self.ready = pmui.FileDownload(
            callback=lambda: BytesIO(self.document), filename=FILE, visible=False, **look
        )
        self.restate.on_click(lambda _: self._ask(report=False))
        self.report.on_click(lambda _: self._ask(report=True))

    def draw(self) -> None:
        """Offer what is possible: a final evaluation has no years left to restate."""
        busy = self.own.job is not None and not self.own.job.ended
        self.restate.visible = self.own.kind != "final"
        self.restate.disabled = busy or not self.state.may_write or self.own.restated is not None
        if self.own.job is None and self.state.read_only:
            self.work.say([self.state.say("review.read_only")])
        self.report.disabled = busy or self.state.jobs is None
        if not busy and self.own.job is not None and not isinstance(self.own.job.result, bytes):
            self.ready.visible = False

    def _ask(self, *, report: bool) -> None:
        self.ready.visible = False
        own = self.own
        if report:
            self.ready.filename = f"{own.kind}-{own.year}.docx"
            self.ready.label = self.state.say("review.ready", name=self.ready.filename)
            own.report()
        else:
            own.restate()
        if own.job is not None:
            self.work.follow(own.job, self._ended)
        self.draw()

    def _ended(self, job: Job[object]) -> None:
        """Hand out the report, or draw the review again beside the restated run."""
        result = job.result
        if isinstance(result, bytes):
            self.document, self.ready.visible = result, True
        elif isinstance(result, Run):
            if result.id not in self.state.runs:
                self.state.find_runs()
            self.own.turn += 1
        self.draw()

    def body(self) -> pn.viewable.Viewable:
        """Return buttons, words and progress, in one line where there is room."""
        return pn.FlexBox(self.restate, self.report, self.ready, self.work, align_items="center")

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the body; it refuses nothing itself, its work does."""
        return self.shown
