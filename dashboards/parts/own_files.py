"""Budgets and lists of projects as files: down as the run had them, changed ones up, and run."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import PurePath

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.jobs import Job
from dashboards.parts.download import download
from dashboards.parts.projects_part import ProjectsPart
from dashboards.parts.upload import FileInput
from dashboards.parts.words import heading
from dashboards.parts.work import Work
from dashboards.states.projects import Kind, ProjectsState
from simulator.api import Run, SimulatorError, own_inputs

KINDS: tuple[Kind, ...] = ("budget", "projects")
HARD_LIMIT = 4 * own_inputs.LARGEST_UPLOAD
"""Bytes that the browser does not send at all; up to here the page says what is wrong."""


class OwnFiles(ProjectsPart):
    """One row per kind of file, what was found in the last upload, and the run of it."""

    def __init__(self, own: ProjectsState) -> None:
        super().__init__(own)
        say = own.state.say
        self.title = pn.pane.HTML(
            heading(say("own_files.title"))
            + f'<div class="notes"><p>{escape(say("own_files.about"))}</p></div>',
            stylesheets=[style.SHEET],
            margin=(6, 8, 0, 8),
        )
        self.downloads = {kind: self._download(kind) for kind in KINDS}
        self.uploads = {kind: self._upload(kind) for kind in KINDS}
        self.found = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(4, 8), sizing_mode="stretch_width"
        )
        self.begin = pmui.Button(
            label=say("own_files.run"), size="small", visible=False, margin=(4, 8)
        )
        self.work = Work(own.state)
        self.open = pmui.Button(
            label=say("own_files.open"),
            size="small",
            variant="outlined",
            visible=False,
            margin=(4, 8),
        )
        self.begin.on_click(lambda _: self._ask())
        self.open.on_click(lambda _: self._open())
        self._followed: Job[Run] | None = None

    def _download(self, kind: Kind) -> pmui.FileDownload:
        return download(
            callback=lambda: BytesIO(self.own.book(kind)),
            filename=f"{kind}.xlsx",
            label=self.state.say(f"own_files.download_{kind}"),
            margin=(4, 8),
        )

    def _upload(self, kind: Kind) -> FileInput:
        upload = FileInput(
            HARD_LIMIT,
            label=self.state.say(f"own_files.upload_{kind}"),
            size="small",
            variant="outlined",
            uploaded_label=self.state.say(f"own_files.upload_{kind}"),
            margin=(4, 8),
        )
        upload.param.watch(self._taker(kind), "value")
        return upload

    def _taker(self, kind: Kind) -> Callable[[param.parameterized.Event], object]:
        async def take(event: param.parameterized.Event) -> None:
            if event.new is not None:
                name = PurePath(str(self.uploads[kind].filename)).name
                self.uploads[kind].clear()
                await self._take(kind, name, event.new)

        return take

    async def _take(self, kind: Kind, name: str, raw: bytes) -> None:
        """Check a file beside the page, and say what was found."""
        say = self.state.say
        if not self.state.may_write:
            return
        before = self.found.object
        self.found.object = f'<div class="notes"><p>{escape(say("own_files.checking"))}</p></div>'
        try:
            taken = await asyncio.to_thread(self.own.take, kind, name, raw)
        except SimulatorError as error:
            # what was uploaded before can still be run, and is still told
            self.found.object = before
            self.refuse(error)
            self.shown.visible = True
            return
        self.notice.visible = False
        self._tell(taken)

    def _tell(self, taken: own_inputs.OwnInput) -> None:
        """Say what was uploaded, and offer its run."""
        label = self.state.run_title(taken.run.id)
        said = self.state.say(f"own_files.took_{taken.kind}", name=taken.name, run=label)
        told = "".join(f"<p>{escape(line)}</p>" for line in (said, *taken.remarks))
        self.found.object = f'<div class="story">{told}</div>'
        self.begin.visible = True

    def _ask(self) -> None:
        """Queue the run of what was uploaded."""
        self.own.ask()
        self._follow()

    def _follow(self) -> None:
        """Tell of the run that was asked for, be it before the language was changed."""
        job = self.own.job
        if job is not None and job is not self._followed:
            self._followed, self.open.visible = job, False
            self.work.follow(job, self._ran)

    def _ran(self, job: Job[Run]) -> None:
        """Offer the run that came of it."""
        if job.result is not None:
            if job.result.id not in self.state.runs:
                self.state.find_runs()
            self.work.say([self.state.say("own_files.ran")])
            self.open.visible = True

    def _open(self) -> None:
        job = self.own.job
        if job is not None and job.result is not None:
            self.state.run_id = job.result.id

    def draw(self) -> None:
        """Name the files after the open run, and offer uploads where this visitor may run."""
        for kind, file in self.downloads.items():
            file.filename = f"{kind}-{self.state.opened.id}.xlsx"
        for upload in self.uploads.values():
            upload.disabled = not self.state.may_write
        if self.own.taken is not None and not self.begin.visible:
            self._tell(self.own.taken)
        self._follow()
        if not self.state.may_write:
            said = escape(self.state.say("own_files.read_only"))
            self.found.object = f'<div class="notes"><p>{said}</p></div>'
            self.begin.visible = False

    def body(self) -> pn.viewable.Viewable:
        """Return title, the rows of buttons, what was found and the run under way."""
        rows = [pn.FlexBox(self.downloads[kind], self.uploads[kind]) for kind in KINDS]
        return pn.Column(
            self.title,
            *rows,
            self.found,
            self.begin,
            self.work,
            self.open,
            sizing_mode="stretch_width",
        )
