"""What a visitor takes away: runs in a form, or whole runs; files stand in a folder that goes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import param

from dashboards.jobs import Job, Jobs, Progress
from dashboards.state import State
from simulator import api

MEGABYTE = 1 << 20
MOST_TEMPLATE = 5 * MEGABYTE
MOST_ARCHIVE = 100 * MEGABYTE
"""Bytes of a run that is sent through the page; larger ones go by the command."""
FORMS = (
    *(".docx", ".pdf", ".html", ".pptx", ".xlsx", ".png.zip", ".svg.zip"),
    *(".csv", ".plain.csv", ".iamc.csv", ".iamc-all.csv", ".parquet"),
)
"""Forms in the order in which an office needs them."""
DRAFT = "draft-plan"
FOLDERS = (".parquet",)
"""Forms that are a folder, which is packed into one file."""
NUMBER = count()
PAGE = "export"
KEPT = ("runs", "form", "variant", "year", "region", "include_imputed")
"""Choices that outlive a change of the language; a document is in that of the page at first."""


class Exporting(param.Parameterized):
    """What one visitor asks for. A template is what was uploaded."""

    runs = param.List(default=[], item_type=str)
    form = param.Selector(default=FORMS[0], objects=list(FORMS))
    variant = param.Selector(default="full", objects=["full"], check_on_set=False)
    spoken = param.Selector(default="zh", objects=["zh", "en"])
    year = param.Selector(default=None, objects=[], check_on_set=False)
    region = param.Selector(default=None, objects=[], check_on_set=False)
    include_imputed = param.Boolean(default=False)
    unlike = param.Boolean(default=False)
    template = param.Parameter(default=None)

    def __init__(self, state: State, jobs: Jobs) -> None:
        super().__init__(spoken=state.language)
        self.state, self.jobs = state, jobs
        # a draft of a plan is a run of its own, which would stand in the store
        kept_out = {DRAFT} if state.read_only else set()
        known = [one for one in api.REPORT_VARIANTS if one not in kept_out]
        self.param["variant"].objects = {state.say(f"variant.{one}"): one for one in known}
        self.param["year"].objects = state.years
        self.param["region"].objects = state.param["region"].names
        self.param.update(year=state.year, region=state.region)
        self._folder: TemporaryDirectory[str] | None = None
        self.runs = [state.run_id] if state.run_id else []
        self._take(state.kept.setdefault(PAGE, {}))
        self.param.watch(self._keep, list(KEPT))
        self._take_over()
        state.param.watch(self._take_over, "reported")

    def _take(self, before: dict[str, Any]) -> None:
        """Take over what was chosen in the other language, as far as it still stands."""
        for name, chosen in before.items():
            if name == "runs":
                self.runs = [run for run in chosen if run in self.state.runs]
            elif name == "include_imputed" or chosen in self.param[name].objects:
                setattr(self, name, chosen)

    def _keep(self, *events: param.parameterized.Event) -> None:
        self.state.kept[PAGE] |= {event.name: event.new for event in events}

    def _take_over(self, *_: object) -> None:
        """Report on the runs of which another page asked it."""
        if self.state.reported:
            self.runs = list(self.state.reported)

    @property
    def has_variants(self) -> bool:
        """Return whether the form holds more than one kind of document."""
        return api.REPORT_FORMS[self.form].has_variants

    @property
    def takes_template(self) -> bool:
        """Return whether the form can be filled into an office's own file."""
        return api.REPORT_FORMS[self.form].takes_template

    @property
    def needs(self) -> tuple[str, ...]:
        """Return what the variant asks for besides: year, region."""
        if not self.has_variants or self.variant not in (*api.REVIEW_KINDS, DRAFT):
            return ()
        return ("year", "region") if self.variant == DRAFT else ("year",)

    def options(self) -> api.ReportOptions:
        """Return what `api.write_report` is asked for besides runs, file and language."""
        asked: api.ReportOptions = {"unlike": self.unlike}
        if self.has_variants:
            asked |= {"variant": self.variant, "include_imputed": self.include_imputed}
        if "year" in self.needs:
            asked["year"] = self.year
        if "region" in self.needs:
            asked["region"] = self.region
        return asked

    def ask_report(self) -> Job[Path]:
        """Have the file made; the job's result is where it stands."""
        runs = [api.open_run(run, self.state.store) for run in self.runs]
        kind = f"-{self.variant}" if self.has_variants else ""
        name, form, lang = f"{self.runs[0]}{kind}{self.form}", self.form, self.spoken
        options, template = self.options(), self._template()

        def make(folder: Path, told: Progress) -> Path:
            if template is not None and self.takes_template:
                filled = folder / f"template{form}"
                filled.write_bytes(template)
                options["template"] = filled
            made = api.write_report(runs, folder / name, lang, on_progress=told, **options)
            return packed(made) if form in FOLDERS else made

        return self._ask(make)

    def _template(self) -> bytes | None:
        """Return the uploaded template; its name becomes no path."""
        return self.template if self.takes_template else None

    def ask_archives(self) -> Job[Path]:
        """Have the chosen runs packed whole, each into a file of its own where there are several.

        The job's result is the one file to be taken away.
        """
        runs, store = list(self.runs), self.state.store

        def make(folder: Path, told: Progress) -> Path:
            inside = folder / "runs"
            inside.mkdir()
            made = [
                api.export_run(run, inside / f"{run}.zip", store, on_progress=told) for run in runs
            ]
            return made[0] if len(made) == 1 else packed(inside)

        return self._ask(make)

    def ask_import(self, content: bytes) -> Job[api.Run]:
        """Have an uploaded run put into the store."""
        store = self.state.store

        def work(told: Progress) -> api.Run:
            with TemporaryDirectory(prefix="equalise-") as folder:
                file = Path(folder) / "run.zip"
                file.write_bytes(content)
                return api.import_run(file, store, on_progress=told)

        return self.jobs.ask(f"import {next(NUMBER)}", work)

    def _ask(self, make: Callable[[Path, Progress], Path]) -> Job[Path]:
        """Have a file made in a folder of its own; one that was made before goes."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="equalise-", ignore_cleanup_errors=True)
        whole = Path(self._folder.name)
        for made in whole.iterdir():
            shutil.rmtree(made, ignore_errors=True)

        def work(told: Progress) -> Path:
            return make(Path(mkdtemp(dir=whole)), told)

        return self.jobs.ask(f"export {next(NUMBER)}", work)

    def close(self) -> None:
        """Remove every file that was made."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def packed(folder: Path) -> Path:
    """Return a folder as one file beside it."""
    return Path(shutil.make_archive(str(folder), "zip", folder))
