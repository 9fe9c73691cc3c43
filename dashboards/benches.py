"""Laboratories of this server: one per run, shared by all who look at it.

What is costly of a laboratory, its case and the rows of its tables, never changes; a visitor holds
no more than the trial of his own levers.
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Mapping
from threading import RLock
from typing import Any

from simulator import api

MOST = 6
"""Runs whose laboratories stay open; the one that was longest not asked for goes."""

Changes = Mapping[str, Any]


class Bench:
    """The laboratory of one run; trials wait for each other."""

    def __init__(self, run: api.Run) -> None:
        self.run = run
        self.laboratory = api.open_laboratory(run)
        self._lock = RLock()
        self._levers: dict[str, list[api.Lever]] = {}
        self._slides: Mapping[str, api.Slide] | None = None
        self.tried({})
        # what stays need not be looked through again: that stopped a hand for 0.2 s at a time
        gc.collect()
        gc.freeze()

    def tried(self, changes: Changes) -> api.Trial:
        """Return what follows from moved levers; raises as `api.Laboratory.tried`."""
        with self._lock:
            return self.laboratory.tried(changes)

    def moved(self, changes: Changes, path: str, value: Any) -> Changes:  # noqa: ANN401
        """Return changes with one lever more; see `api.moved_by_hand`."""
        return api.moved_by_hand(self.laboratory, changes, path, value)

    def levers(self, language: str) -> list[api.Lever]:
        """Return the levers of the run in one language."""
        with self._lock:
            if language not in self._levers:
                self._levers[language] = api.levers(self.laboratory, language)
            return self._levers[language]

    def slides(self, language: str) -> Mapping[str, api.Slide]:
        """Return the sliders of these levers by path."""
        if self._slides is None:
            self._slides = api.lever_slides(self.levers(language), self.laboratory)
        return self._slides


_benches: OrderedDict[str, Bench] = OrderedDict()
_lock = RLock()


def bench_of(run: api.Run) -> Bench:
    """Return the bench of a run, opened where nobody has it open.

    Raises
    ------
    SimulatorError
        As `api.open_laboratory`: the program or the run's files are others than at its making.
    """
    name = str(run.path)
    with _lock:
        found = _benches.get(name)
        if found is None:
            found = _benches[name] = Bench(run)
        _benches.move_to_end(name)
        while len(_benches) > MOST:
            _benches.popitem(last=False)
        return found
