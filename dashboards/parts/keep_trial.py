"""A trial becomes a scenario file, and the file a run with draws."""

from __future__ import annotations

from pathlib import Path

import panel as pn
import panel_material_ui as pmui
import param

from dashboards.jobs import Job, Progress
from dashboards.parts.part import Part
from dashboards.parts.work import Work
from dashboards.states.laboratory import Trying
from simulator import api

USUAL_DRAWS, MOST_DRAWS = 200, 2_000
NAME_LENGTH, TEXT_LENGTH = 60, 200


class KeepTrial(Part):
    """Name, label and question of a new scenario; then its run, in the queue of the server."""

    drawn_by = ("run_id",)

    def __init__(self, trying: Trying) -> None:
        super().__init__(trying.state)
        self.trying = trying
        self.saved: Path | None = None
        say = self.state.say
        common = {"size": "small", "sizing_mode": "stretch_width", "margin": (4, 8)}
        self.fields = {
            name: pmui.TextInput(label=say(f"laboratory.{name}"), max_length=TEXT_LENGTH, **common)
            for name in ("label_zh", "label_en", "question_zh", "question_en")
        }
        self.name_field = pmui.TextInput(
            label=say("laboratory.name"), max_length=NAME_LENGTH, **common
        )
        self.draws = pmui.IntInput(
            name=say("laboratory.draws"),
            value=USUAL_DRAWS,
            start=0,
            end=MOST_DRAWS,
            size="small",
            width=130,
            margin=(4, 8),
        )
        small = {"size": "small", "variant": "outlined", "margin": (8, 4)}
        self.save = pmui.Button(label=say("laboratory.save"), **small)
        self.run = pmui.Button(label=say("laboratory.run"), disabled=True, **small)
        self.work = Work(self.state)
        self.save.param.watch(self._saved, "clicks")
        self.run.param.watch(self._started, "clicks")

    def draw(self) -> None:
        """Another run is looked at: what was saved of the last one is not its."""
        self.saved, self.run.disabled = None, True
        self.save.disabled = not self.state.may_write
        self.work.say([self.state.say("laboratory.read_only")] if self.save.disabled else [])

    def _saved(self, _: param.parameterized.Event) -> None:
        """Write the scenario file."""
        label, question = (self._text(name) for name in ("label", "question"))
        try:
            self.saved = self.trying.save(self.name_field.value.strip(), label, question)
        except api.SimulatorError as error:
            self.work.refuse(error)
            return
        self.run.disabled = False
        self.work.say([self.state.say("laboratory.saved", path=str(self.saved))])

    def _text(self, name: str) -> dict[str, str]:
        """Return what was entered for a text, by language."""
        return {one: self.fields[f"{name}_{one}"].value.strip() for one in ("zh", "en")}

    def _started(self, _: param.parameterized.Event) -> None:
        """Queue a run of the saved scenario."""
        path, store, jobs = self.saved, self.state.store, self.state.jobs
        if path is None or jobs is None:
            return
        draws = self.draws.value or 0

        def work(progress: Progress) -> api.Run:
            return api.run_scenario(str(path), draws=draws, out=store, on_progress=progress)

        self.run.disabled = True
        self.work.follow(jobs.ask(f"{store}/{path}/{draws}", work), self._ran)

    def _ran(self, job: Job[api.Run]) -> None:
        self.run.disabled = self.saved is None
        if job.result is not None:
            self.state.find_runs()
            self.work.say([self.state.say("laboratory.ran", run=job.result.id)])

    def body(self) -> pn.viewable.Viewable:
        """Return the form."""
        return pn.Column(
            self.name_field,
            *self.fields.values(),
            pn.Row(self.save, self.draws, self.run),
            self.work,
            sizing_mode="stretch_width",
        )
