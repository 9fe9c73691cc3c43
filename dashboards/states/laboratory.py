"""What one visitor tries on the chosen run: moved levers, what follows, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import param

from dashboards.benches import Bench, Changes, bench_of
from dashboards.state import State
from simulator import api

SCENARIOS = Path("scenarios")
"""Where trials are saved: the scenarios of the folder that the server works in."""
MOST_STEPS = 200
"""Steps that can be undone."""


class Trying(param.Parameterized):
    """The levers of one visitor.

    ``trial`` is what follows from them, ``fan`` the same with the statistics of ``fan_draws``
    draws once these are there, ``refused`` what was said against the last move, by path.
    """

    trial = param.Parameter(default=None, allow_refs=False)
    fan = param.Parameter(default=None, allow_refs=False)
    fan_draws = param.Integer(default=0)
    refused = param.Dict(default={})

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state
        self.changes: Changes = {}
        self.moved = ""
        """Path of the lever that made this trial, empty where all may have moved."""
        self._bench: Bench | None = None
        self._wanted: dict[str, Any] = {}
        self._past: list[Changes] = []
        self._future: list[Changes] = []
        self._step = ""

    @property
    def bench(self) -> Bench:
        """Return the bench of the chosen run; levers of another run are put down.

        Raises
        ------
        SimulatorError
            When no laboratory can be opened on the run.
        """
        run = self.state.opened
        if self._bench is None or self._bench.run.path != run.path:
            told = self.state.tried if self._bench is None else None
            self._bench, self.changes = None, {}
            self._bench = bench_of(run)
            self._past, self._future = [], []
            self._open(told)
        return self._bench

    def _open(self, told: str | None) -> None:
        """Take over the levers of an address, or start at those of the run."""
        bench, refused = self.bench, {}
        try:
            found = api.changes_from_link(told, bench.laboratory) if told else {}
            trial = bench.tried(found)
        except api.SimulatorError as error:
            found, refused = {}, {"": self.words(error)}
            trial = bench.tried(found)
        self.changes = found
        self._show(trial, "")
        self.refused = refused

    def words(self, error: api.SimulatorError) -> list[str]:
        """Return what is wrong, line by line."""
        return api.refusal(error, self.state.language)

    def want(self, path: str, value: Any) -> None:  # noqa: ANN401
        """Note where a hand has put a lever; `try_wanted` tries the newest of all."""
        self._wanted[path] = value

    def try_wanted(self) -> None:
        """Try what is wanted; a refusal leaves levers and trial as they were."""
        wanted, self._wanted = self._wanted, {}
        for path, value in wanted.items():
            self._move(path, value)

    def _move(self, path: str, value: Any) -> None:  # noqa: ANN401
        bench = self.bench
        changes = bench.moved(self.changes, path, value)
        try:
            trial = bench.tried(changes)
        except api.SimulatorError as error:
            self.refused = {path: self.words(error)}
            return
        if changes != self.changes:
            self._note(path)
            self.changes = changes
        self._show(trial, path)

    def _note(self, step: str) -> None:
        """Keep the way back; one hand on one lever makes one step until it settles."""
        if not step or step != self._step:
            self._past = [*self._past[1 - MOST_STEPS :], self.changes]
        self._future, self._step = [], step

    def _show(self, trial: api.Trial, moved: str) -> None:
        self.moved = moved
        self.param.update(trial=trial, fan=None, fan_draws=0, refused={})

    def settle(self) -> None:
        """Tell the address what was moved; the next move is a step of its own."""
        self._step = ""
        try:
            self.state.tried = api.changes_to_link(self.changes) if self.changes else None
        except api.SimulatorError as error:
            self.refused = {"": self.words(error)}

    @property
    def can_undo(self) -> bool:
        """Return whether there is a step back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Return whether a step was taken back."""
        return bool(self._future)

    def undo(self) -> None:
        """Take the last step back."""
        if self._past:
            self._future.append(self.changes)
            self._go(self._past.pop())

    def redo(self) -> None:
        """Take a step again that was taken back."""
        if self._future:
            self._past.append(self.changes)
            self._go(self._future.pop())

    def reset(self) -> None:
        """Put all levers where the run has them."""
        if self.changes:
            self._note("")
            self._go({})

    def _go(self, changes: Changes) -> None:
        trial = self.bench.tried(changes)
        self.changes, self._step = changes, ""
        self._show(trial, "")

    def take_fan(self, of: api.Trial, found: api.Trial, draws: int) -> None:
        """Take over the fan of a trial, unless levers have moved since."""
        if of is self.trial:
            self.param.update(fan=found, fan_draws=draws)

    @property
    def now(self) -> api.Trial:
        """Return the trial of the levers as they are; raises as `bench`, which makes the first."""
        _ = self.bench
        found: api.Trial = self.trial
        return found

    @property
    def shown(self) -> api.Trial:
        """Return the trial that pictures are drawn from: with its fan where that is there.

        Raises
        ------
        SimulatorError
            As `bench`.
        """
        trial = self.now
        return self.fan or trial

    def levers(self) -> list[api.Lever]:
        """Return the levers of the run; raises as `bench`."""
        return self.bench.levers(self.state.language)

    def heatmap(self) -> pd.DataFrame:
        """Return the frame of the trial's heat map."""
        state = self.state
        return api.gap_heatmap(self.now, state.year, reference=state.reference, lang=state.language)

    def trajectory(self) -> pd.DataFrame:
        """Return the frame of the chosen cell's trajectory in the trial."""
        state = self.state
        return api.trajectory(self.shown, state.region, state.indicator, lang=state.language)

    def story(self) -> list[str]:
        """Return the sentences about the chosen cell in the trial."""
        state = self.state
        cell = {"year": state.year, "reference": state.reference, "lang": state.language}
        return api.cell_story(self.shown, state.region, state.indicator, **cell)

    def outcomes(self) -> pd.DataFrame:
        """Return the outcomes beside those of the run; `api.outcomes_beside` says the columns."""
        state = self.state
        return api.outcomes_beside(self.now, state.opened, state.year, state.language)

    def changed(self) -> pd.DataFrame:
        """Return the moved levers in words; `api.changed_levers` says the columns."""
        return api.changed_levers(self.now, lang=self.state.language)

    def save(self, name: str, label: Mapping[str, str], question: Mapping[str, str]) -> Path:
        """Write the levers as a scenario of this name and return its file.

        ``label`` and ``question`` are by language; one that is left empty names the parent.

        Raises
        ------
        SimulatorError
            As `api.save_trial`: a file of this name is never replaced.
        """
        self.state.refuse_when_read_only()
        laboratory = self.bench.laboratory
        return api.save_trial(
            laboratory, self.changes, name, label=label, question=question, folder=SCENARIOS
        )
