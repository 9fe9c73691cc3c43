"""A plan becomes a scenario file, and the file a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import panel as pn
import panel_material_ui as pmui

from dashboards.parts.waiting import Waiting
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
        self.waiting = Waiting(self.state, self._ran)
        self.save.on_click(lambda _: self._save())
        self.run.on_click(lambda _: self._run())

    def renew(self) -> None:
        """Another answer is shown: what was saved is not its."""
        self.paths, self.run.disabled = [], True
        self.save.disabled = not self.state.may_write
        self.waiting.say([] if self.state.may_write else [self.state.say("optimisation.read_only")])

    def _save(self) -> None:
        if not self.state.may_write:
            return
        try:
            self.paths = self.asking.save(self.name_field.value or "")
        except api.SimulatorError as error:
            self.waiting.say(api.refusal(error, self.state.language), "refusal")
            return
        self.run.disabled = False
        files = "、".join(map(str, self.paths))
        self.waiting.say([self.state.say("optimisation.saved", files=files)])

    def _run(self) -> None:
        if self.paths and self.state.may_write:
            self.run.disabled = True
            self.waiting.follow(lambda listener: self.asking.run(self.paths, listener))

    def _ran(self, run: Any) -> None:  # noqa: ANN401  (an api.Run)
        self.state.find_runs()
        self.waiting.say([self.state.say("optimisation.ran", run=self.state.run_title(run.id))])

    def __panel__(self) -> pn.viewable.Viewable:
        """Return name, buttons and what is waited for."""
        buttons = pn.FlexBox(self.name_field, self.save, self.run, align_items="center")
        return pn.Column(buttons, self.waiting, sizing_mode="stretch_width")
