"""A plan becomes a scenario file, and the file a run."""

from __future__ import annotations

from pathlib import Path

import panel as pn
import panel_material_ui as pmui

from dashboards.jobs import Job
from dashboards.parts.work import Work
from dashboards.states.optimisation import Asking
from simulator import api

LONGEST = 64


class SavePlan(pn.viewable.Viewer):
    """A name, a button that writes the file, and one that runs it."""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self.asking, self.state = asking, asking.state
        self.paths: list[Path] = []
        say = self.state.say
        look = {"size": "small", "variant": "outlined", "margin": (8, 8)}
        self.name_field = pmui.TextInput(
            label=say("optimisation.name"), max_length=LONGEST, size="small", width=260
        )
        self.save = pmui.Button(label=say("optimisation.save"), **look)
        self.run = pmui.Button(label=say("optimisation.run"), disabled=True, **look)
        self.work = Work(self.state)
        self.save.on_click(lambda _: self._save())
        self.run.on_click(lambda _: self._run())

    def renew(self) -> None:
        """Another answer is shown: what was saved is not its."""
        self.paths, self.run.disabled = [], True
        self.save.disabled = not self.state.may_write
        self.work.say([] if self.state.may_write else [self.state.say("optimisation.read_only")])

    def _save(self) -> None:
        if not self.state.may_write:
            return
        try:
            self.paths = self.asking.save(self.name_field.value or "")
        except api.SimulatorError as error:
            self.work.refuse(error)
            return
        self.run.disabled = False
        files = "、".join(map(str, self.paths))
        self.work.say([self.state.say("optimisation.saved", files=files)])

    def _run(self) -> None:
        if self.paths and self.state.may_write:
            self.run.disabled = True
            self.work.follow(self.asking.run(self.paths), self._ran)

    def _ran(self, job: Job[api.Run]) -> None:
        self.run.disabled = not self.paths
        if job.result is not None:
            self.state.find_runs()
            title = self.state.run_title(job.result.id)
            self.work.say([self.state.say("optimisation.ran", run=title)])

    def __panel__(self) -> pn.viewable.Viewable:
        """Return name, buttons and what is waited for."""
        buttons = pn.FlexBox(self.name_field, self.save, self.run, align_items="center")
        return pn.Column(buttons, self.work, sizing_mode="stretch_width")
