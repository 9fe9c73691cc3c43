"""导出: reports in every form, and whole runs."""

from __future__ import annotations

import panel as pn
import param

from dashboards.jobs import Jobs
from dashboards.parts.archives import Archives
from dashboards.parts.page import Page
from dashboards.parts.report import Report
from dashboards.state import State
from dashboards.states.export import Exporting

SIDE = 420
ASKED = ("runs", "form", "variant")
"""What decides which choices are shown."""


class Export(Page):
    """A report to be asked for beside whole runs; files go with the visit."""

    choices = ()

    def __init__(self, state: State) -> None:
        self.asked = Exporting(state, state.jobs or Jobs())
        self.report, self.archives = Report(state, self.asked), Archives(state, self.asked)
        super().__init__(state, "export", (self.report, self.archives))
        self.asked.param.watch(self._asked_anew, ASKED)
        if pn.state.curdoc is not None:
            pn.state.on_session_destroyed(lambda _: self.asked.close())

    def _asked_anew(self, *_: param.parameterized.Event) -> None:
        self.report.stale = True
        self.show()

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the page."""
        return pn.Row(
            pn.Column(self.report, sizing_mode="stretch_width"),
            pn.Column(self.archives, width=SIDE),
            sizing_mode="stretch_width",
        )
