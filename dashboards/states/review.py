"""What a visitor of the reviews has chosen and entered; knows no panel.

Entries are kept as typed, whatever the language, region or year looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import param

from dashboards.jobs import Job, Progress
from dashboards.state import State
from simulator import api

KINDS = ("annual", "midterm", "final")
BUREAU: api.FormKind = "bureau"
Key = tuple[str, int, str]
"""Region, year, and what is observed."""


@dataclass
class Kept:
    """What stays of a visitor when the language changes."""

    kind: str = "annual"
    year: int = 0
    entries: dict[Key, api.observing.Entered] = field(default_factory=dict)
    left_over: tuple[str, ...] = ()
    """Rows of the last upload or paste that belong nowhere, in words."""
    restated: tuple[str, api.Run] | None = None
    """What was taken over, and the run of it."""


class ReviewState(param.Parameterized):
    """One visitor's review: of which kind and year, and of which observations."""

    kind = param.Selector(default="annual", objects=list(KINDS))
    year = param.Selector(default=None, objects=[], check_on_set=False)
    turn = param.Integer(default=0)
    """Counts up whenever table and review must be drawn again."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state
        self.kept: Kept = state.kept.setdefault("review", {}).setdefault("own", Kept())
        self.job: Job[object] | None = None
        years = api.observing.review_years(self.kept.kind)
        self.param["year"].objects = years
        year = self.kept.year if self.kept.year in years else years[0]
        self.param.update(kind=self.kept.kind, year=year)

    @param.depends("kind", watch=True)
    def _other_kind(self) -> None:
        """Offer the years that the kind may be of, and keep the year where it may."""
        years = api.observing.review_years(self.kind)
        self.param["year"].objects = years
        self.kept.kind = self.kind
        if self.year in years:
            self.turn += 1
        else:
            self.year = years[0]

    @param.depends("year", watch=True)
    def _other_year(self) -> None:
        self.kept.year = self.year
        self.turn += 1

    @property
    def entries(self) -> dict[Key, api.observing.Entered]:
        """Return all that was entered, whatever the place and year."""
        return self.kept.entries

    def form(self) -> pd.DataFrame:
        """Return the table of observations; api.observing.observation_form says its columns."""
        state = self.state
        return api.observing.observation_form(state.region, self.year, self.entries, state.language)

    def enter(self, name: str, cell: str, text: str) -> None:
        """Fill in one cell of one line."""
        key = (self.state.region, self.year, name)
        self._take(api.observing.enter_observation(self.entries, key, {cell: text}))

    def paste(self, text: str, line: int, cell: str) -> None:
        """Paste a block of a spreadsheet, from a line (0 is the first) and cell on."""
        place = (self.state.region, self.year)
        found, placed = api.observing.paste_observations(
            self.entries, self.form(), text, (line, cell), place
        )
        said = self.state.say
        told = tuple(said("observations.left_over", text=one) for one in placed.left_over)
        self._take(found, told)

    def upload(self, name: str, content: bytes) -> int:
        """Take in a file and return how many observations it holds.

        Raises
        ------
        SimulatorError
            As api.observing.read_observations; then nothing has changed.
        """
        found = api.observing.read_observations(name, content, self.state.language)
        self._take({**self.entries, **found.entries}, found.left_over)
        return len(found.entries)

    def clear(self) -> None:
        """Forget what was entered of the place and year looked at."""
        here = (self.state.region, self.year)
        self._take({key: one for key, one in self.entries.items() if key[:2] != here})

    def _take(
        self, entries: dict[Key, api.observing.Entered], left_over: tuple[str, ...] = ()
    ) -> None:
        self.kept.entries, self.kept.left_over = entries, left_over
        self.turn += 1

    def found(self) -> api.PlanReview:
        """Return the review; errors are those of api.review."""
        state = self.state
        return api.observing.review_entered(
            self.kind,
            self.year,
            self.entries,
            region=state.region,
            run=state.opened,
            restated=self.restated,
            lang=state.language,
        )

    @property
    def asked(self) -> str:
        """Return what decides a restated run."""
        return repr((self.state.run_id, self.year, sorted(self.entries.items())))

    @property
    def restated(self) -> api.Run | None:
        """Return the run restated by exactly what stands in the table; None before it is made."""
        known = self.kept.restated
        return known[1] if known is not None and known[0] == self.asked else None

    def restate(self) -> None:
        """Queue the run restated by the observations."""
        self.state.refuse_when_read_only()
        asked, run, year, entries = self.asked, self.state.opened, self.year, self.entries
        language = self.state.language

        def work(progress: Progress) -> api.Run:
            found = api.observing.restate_entered(
                run, year, entries, lang=language, on_progress=progress
            )
            self.kept.restated = (asked, found.run)
            return found.run

        self._queue(f"restate {asked}", work)

    def report(self) -> None:
        """Queue the Word report."""
        kind, year, entries = self.kind, self.year, self.entries
        run, restated, language = self.state.opened, self.restated, self.state.language

        def work(progress: Progress) -> bytes:
            return api.observing.report_entered(
                kind,
                year,
                entries,
                run=run,
                restated=None if kind == "final" else restated,
                lang=language,
                on_progress=progress,
            )

        self._queue(f"report {kind} {language} {restated and restated.id} {self.asked}", work)

    def _queue(self, key: str, work: Callable[[Progress], object]) -> None:
        if self.state.jobs is not None:
            self.job = self.state.jobs.ask(key, work)

    def blank_form(self) -> bytes:
        """Return the workbook of forms of the place and year; errors as api.collect_template."""
        with TemporaryDirectory() as folder:
            file = Path(folder) / "form.xlsx"
            state = self.state
            api.collect_template(BUREAU, state.region, self.year, file, lang=state.language)
            return file.read_bytes()

    def own_file(self) -> bytes:
        """Return what was entered and is not doubtful, as ``review --observations`` reads it."""
        with TemporaryDirectory() as folder:
            return api.observing.write_observations(
                self.entries, Path(folder) / "own.csv"
            ).read_bytes()
