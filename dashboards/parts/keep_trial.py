"""A trial becomes a scenario file, and the file a run with draws."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path

import panel as pn
import panel_material_ui as pmui
import param
from bokeh.document import Document

from dashboards import style
from dashboards.jobs import Job, Progress
from dashboards.parts.part import Part
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
        self.job: Job[api.Run] | None = None
        say = self.state.say
        common = {"size": "small", "sizing_mode": "stretch_width", "margin": (4, 8)}
        self.fields = {
            name: pmui.TextInput(name=say(f"laboratory.{name}"), max_length=length, **common)
            for name, length in (
                ("name", NAME_LENGTH),
                ("label", TEXT_LENGTH),
                ("question", TEXT_LENGTH),
            )
        }
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
        self.stop = pmui.Button(label=say("laboratory.stop"), visible=False, **small)
        self.told = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(2, 8), sizing_mode="stretch_width"
        )
        self.save.param.watch(self._saved, "clicks")
        self.run.param.watch(self._started, "clicks")
        self.stop.param.watch(self._stopped, "clicks")

    def draw(self) -> None:
        """Another run is looked at: what was saved of the last one is not its."""
        self.saved, self.run.disabled = None, True
        self.save.disabled = not self.state.may_write
        self._say("laboratory.read_only" if self.save.disabled else "")

    def _say(self, key: str, **args: object) -> None:
        text = escape(self.state.say(key, **args)) if key else ""
        self.told.object = f'<div class="notes"><p>{text}</p></div>'

    def _refused(self, error: api.SimulatorError) -> None:
        told = self.trying.words(error)
        lines = "".join(f"<p>{escape(line)}</p>" for line in told)
        self.told.object = f'<div class="refusal" role="alert">{lines}</div>'

    def _saved(self, _: param.parameterized.Event) -> None:
        """Write the scenario file."""
        name, label, question = (one.value.strip() for one in self.fields.values())
        try:
            self.saved = self.trying.save(name, label, question)
        except api.SimulatorError as error:
            self._refused(error)
            return
        self.run.disabled = False
        self._say("laboratory.saved", path=str(self.saved))

    def _started(self, _: param.parameterized.Event) -> None:
        """Queue a run of the saved scenario."""
        path, store, jobs = self.saved, self.state.store, self.state.jobs
        if path is None or jobs is None:
            return
        draws = self.draws.value or 0

        def work(progress: Progress) -> api.Run:
            return api.run_scenario(str(path), draws=draws, out=store, on_progress=progress)

        self.job = jobs.ask(f"{store}/{path}/{draws}", work)
        document = pn.state.curdoc
        self.job.listen(partial(self._moved_on, document))
        self.run.disabled, self.stop.visible = True, True
        self._progress()

    def _stopped(self, _: param.parameterized.Event) -> None:
        if self.job is not None:
            self.job.stop()

    def _moved_on(self, document: Document | None) -> None:
        """Tell of the job from whatever thread it moved on."""
        if document is None:
            self._progress()
        else:
            document.add_next_tick_callback(self._progress)

    def _progress(self) -> None:
        job, jobs = self.job, self.state.jobs
        if job is None or jobs is None:
            return
        if job.ended:
            self.stop.visible, self.run.disabled = False, self.saved is None
        if job.error is not None:
            self._refused(job.error)
        elif job.status == "done" and job.result is not None:
            self.state.find_runs()
            self._say("laboratory.job_done", run=job.result.id)
        elif job.status == "waiting":
            self._say("laboratory.job_waiting", n=jobs.ahead(job))
        else:
            self._say(f"laboratory.job_{job.status}", done=job.done, total=job.total)

    def body(self) -> pn.viewable.Viewable:
        """Return the form."""
        return pn.Column(
            *self.fields.values(),
            pn.Row(self.save, self.draws, self.run, self.stop),
            self.told,
            sizing_mode="stretch_width",
        )
