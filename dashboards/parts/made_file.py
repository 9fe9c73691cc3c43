"""A file that is made beside the page: progress, stop, what went wrong, then a download."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import panel as pn
import panel_material_ui as pmui

from dashboards import style
from dashboards.jobs import Job, Jobs
from dashboards.parts.work import Work
from dashboards.state import State

MEGABYTE = 1e6


class MadeFile(pn.viewable.Viewer):
    """Follows one file at a time; ``busy`` is told whether one is being made."""

    def __init__(self, state: State, jobs: Jobs, busy: Callable[[bool], None]) -> None:
        super().__init__()
        self.state, self.busy = state, busy
        self.work = Work(state, jobs, stays=False)
        self.told = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(4, 8), sizing_mode="stretch_width"
        )
        self.path: Path | None = None
        self.codes: frozenset[str] = frozenset()
        self.download = pmui.FileDownload(
            callback=self._content,
            filename="file",
            label=state.say("made_file.download"),
            auto=True,
            embed=False,
            size="small",
            visible=False,
        )

    def follow(self, job: Job[Path]) -> None:
        """Follow a job whose result is the file."""
        self.download.visible, self.told.object, self.codes = False, "", frozenset()
        self.busy(True)
        self.work.follow(job, self._made)

    def _content(self) -> Path | None:
        return self.path

    def _made(self, job: Job[Path]) -> None:
        self.busy(False)
        self.path = job.result
        if self.path is None:
            self.codes = (
                frozenset(one.code for one in job.error.problems) if job.error else self.codes
            )
            return
        size = f"{self.path.stat().st_size / MEGABYTE:,.2f}"
        said = self.state.say("made_file.ready", name=self.path.name, size=size)
        self.told.object = f'<div class="help" role="status">{escape(said)}</div>'
        self.download.param.update(filename=self.path.name, visible=True)

    def __panel__(self) -> pn.viewable.Viewable:
        """Return progress, words and download."""
        return pn.Column(self.work, self.told, self.download, sizing_mode="stretch_width")
