"""A run of another version of the program: what it cannot do, and a button that makes it anew."""

from __future__ import annotations

import panel as pn
import panel_material_ui as pmui

from dashboards import style
from dashboards.jobs import Jobs, Progress
from dashboards.parts.part import Part
from dashboards.parts.words import paragraphs
from dashboards.parts.work import AnyJob, Work
from dashboards.state import State
from simulator import api


class Renew(Part):
    """One line above a page whose parts work on the case behind a run; else nothing."""

    drawn_by = ("run_id",)

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.jobs = state.jobs or Jobs()
        look = {"stylesheets": [style.SHEET], "sizing_mode": "stretch_width"}
        self.said = pn.pane.HTML(margin=(2, 8), **look)
        self.button = pmui.Button(label=state.say("renew.go"), size="small", margin=(2, 8))
        self.button.on_click(lambda _: self._ask())
        self.work = Work(state, self.jobs)
        self.line = pn.Column(
            self.said, pn.Row(self.button, self.work), sizing_mode="stretch_width"
        )

    @property
    def is_needed(self) -> bool:
        """Return whether the chosen run is of another version."""
        return self.state.run is not None and not api.is_current(self.state.run)

    def draw(self) -> None:
        """Tell of the chosen run, or show nothing."""
        self.line.visible = self.is_needed
        if self.work.job is None:
            self.work.say()
        self.button.visible = self.state.may_write
        if self.is_needed:
            key = "renew.told" if self.state.may_write else "renew.read_only"
            self.said.object = paragraphs([self.state.say(key)], "refusal")

    def _ask(self) -> None:
        """Queue the run; a click on a button that is not shown can still be sent."""
        self.state.refuse_when_read_only()
        run, store = self.state.run_id, self.state.store

        def work(told: Progress) -> api.Run:
            return api.renew_run(run, store, on_progress=told)

        if self.work.job is None:
            self.button.disabled = True
            self.work.follow(self.jobs.ask(f"renew {store} {run}", work), self._made)

    def _made(self, job: AnyJob) -> None:
        """Look at the new run; the line says why there is none."""
        self.button.disabled = False
        if job.result is not None:
            self.state.find_runs()
            self.state.run_id = job.result.id

    def body(self) -> pn.viewable.Viewable:
        """Return the line."""
        return pn.Column(self.line, sizing_mode="stretch_width")
