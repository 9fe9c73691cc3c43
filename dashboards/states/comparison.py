"""What a visitor compares: runs, the two that are taken apart, and what was found of them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import param

from dashboards import shelf
from dashboards.jobs import Job, Jobs, Progress
from dashboards.state import State
from simulator import api

FIRST = 2
"""Runs that are compared before anything was chosen."""


class Comparing(param.Parameterized):
    """The runs of one visitor's comparison; the first chosen is what others are compared with.

    ``unlike`` lets runs of another base year or version of the model stand side by side; another
    choice of runs takes it back. ``apart`` counts differences that were taken apart.
    """

    runs = param.List(default=[], item_type=str)
    unlike = param.Boolean(default=False)
    first = param.Selector(default=None, objects=[], check_on_set=False)
    other = param.Selector(default=None, objects=[], check_on_set=False)
    apart = param.Integer(default=0)

    def __init__(self, state: State, jobs: Jobs) -> None:
        super().__init__()
        self.state, self.jobs = state, jobs
        self.offered = {state.run_title(run): run for run in state.runs}
        self._found: tuple[str, api.SideBySide] | None = None
        self._difference: tuple[tuple[str, str], api.Difference] | None = None
        self.runs = state.compared.split(",") if state.compared else state.runs[:FIRST]

    @param.depends("runs", watch=True)
    def _offer(self) -> None:
        """Offer the runs compared to be taken apart."""
        named = {name: run for name, run in self.offered.items() if run in self.runs}
        self.unlike = False
        self.state.compared = ",".join(self.runs) or None
        for name in ("first", "other"):
            self.param[name].objects = named
        pair = (*self.runs, None, None)[:2]
        if self.first not in self.runs or self.other not in self.runs:
            self.param.update(first=pair[0], other=pair[1])

    @property
    def is_enough(self) -> bool:
        """Return whether there is anything to compare."""
        return len(self.runs) > 1

    def opened(self, ids: Sequence[str]) -> list[api.Run]:
        """Return the runs of these ids."""
        return [shelf.opened(run, self.state.store) for run in ids]

    @property
    def key(self) -> str:
        """Return what decides the tables."""
        asked = (*self.runs, self.state.year, self.state.language, self.unlike)
        return " ".join(map(str, ("compare", self.state.store, *asked)))

    def found(self) -> api.SideBySide | None:
        """Return the tables of what is chosen; None while they are not made."""
        return self._found[1] if self._found and self._found[0] == self.key else None

    def ask(self) -> Job[api.SideBySide]:
        """Have the tables made; hand the job to `keep` when it is done."""
        runs, year, lang = self.opened(self.runs), self.state.year, self.state.language
        unlike = self.unlike

        def work(told: Progress) -> api.SideBySide:
            return api.side_by_side(runs, year, lang, unlike=unlike, on_progress=told)

        return self.jobs.ask(self.key, work, quick=True)

    def keep(self, job: Job[api.SideBySide]) -> None:
        """Keep what a job found."""
        if job.result is not None:
            self._found = (job.key, job.result)

    def trajectories(self) -> pd.DataFrame:
        """Return the frame of the chosen indicator and region in all runs; `api.trajectories`."""
        state = self.state
        runs = self.opened(self.runs)
        return api.trajectories(
            runs, state.region, state.indicator, state.year, state.language, unlike=self.unlike
        )

    def ask_difference(self) -> Job[api.Difference]:
        """Have the two runs taken apart; hand the job to `keep_difference` when it is done."""
        first, other = self.opened([self.first, self.other])

        def work(told: Progress) -> api.Difference:
            return api.explain_difference(first, other, on_progress=told)

        return self.jobs.ask(f"apart {self.state.store} {first.id} {other.id}", work)

    def keep_difference(self, job: Job[api.Difference]) -> None:
        """Keep what a job found."""
        if job.result is not None:
            ids = tuple(run.id for run in job.result.runs)
            self._difference = ((ids[0], ids[1]), job.result)
            self.apart += 1

    def taken_apart(self) -> api.Explained | None:
        """Return the chosen cell of the two runs; None while they are not taken apart."""
        if self._difference is None or self._difference[0] != (self.first, self.other):
            return None
        state = self.state
        cell = (state.indicator, state.region, state.year)
        return api.difference_of(self._difference[1], *cell, state.language)
