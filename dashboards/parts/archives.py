"""Whole runs as files: out of the store, and into it."""

from __future__ import annotations

from html import escape

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.jobs import Job
from dashboards.parts.made_file import MadeFile
from dashboards.parts.part import Part
from dashboards.parts.upload import FileInput
from dashboards.parts.words import heading
from dashboards.parts.work import Work
from dashboards.state import State
from dashboards.states.export import MEGABYTE, MOST_ARCHIVE, Exporting
from simulator import api


class Archives(Part):
    """Packs the chosen runs; takes one that a colleague packed, where the store may change."""

    def __init__(self, state: State, asked: Exporting) -> None:
        super().__init__(state)
        self.asked = asked
        say = state.say
        self.button = pmui.Button(label=say("archives.go"), size="small", margin=(6, 8))
        self.button.on_click(lambda _: self._ask())
        self.made = MadeFile(state, asked.jobs, self._busy)
        self.upload = FileInput(
            MOST_ARCHIVE,
            label=say("archives.upload", most=MOST_ARCHIVE // MEGABYTE),
            accept=".zip",
            variant="outlined",
            size="small",
            margin=(6, 8),
            visible=not state.read_only,
        )
        self.upload.param.watch(self._uploaded, "value")
        self.work = Work(state, asked.jobs, stays=False)
        self.told = self._html("")

    def _html(self, text: str) -> pn.pane.HTML:
        return pn.pane.HTML(
            text, stylesheets=[style.SHEET], margin=(4, 8), sizing_mode="stretch_width"
        )

    def _busy(self, is_busy: bool) -> None:
        self.button.disabled = is_busy

    def _ask(self) -> None:
        if self.asked.runs:
            self.made.follow(self.asked.ask_archives())

    def _uploaded(self, *_: param.parameterized.Event) -> None:
        """Put an uploaded run into the store."""
        content = self.upload.value
        if not content or self.state.read_only or self.work.job or len(content) > MOST_ARCHIVE:
            return
        self.told.object = ""
        self.work.follow(self.asked.ask_import(content), self._imported)
        self.upload.clear()

    def _imported(self, job: Job[api.Run]) -> None:
        run = job.result
        if run is None:
            return
        self.state.find_runs()
        key = "archives.stood" if run.stood else "archives.imported"
        said = self.state.say(key, run=self.state.run_title(run.id))
        self.told.object = f'<div class="help" role="status">{escape(said)}</div>'

    def draw(self) -> None:
        """Nothing follows from the choices."""

    def body(self) -> pn.viewable.Viewable:
        """Return both ways."""
        say = self.state.say
        into = say("archives.read_only") if self.state.read_only else say("archives.into")
        return pn.Column(
            self._html(heading(say("archives.title"))),
            self._html(f'<div class="help">{escape(say("archives.out_of"))}</div>'),
            self.button,
            self.made,
            self._html(f'<div class="help">{escape(into)}</div>'),
            self.upload,
            self.work,
            self.told,
            sizing_mode="stretch_width",
        )
