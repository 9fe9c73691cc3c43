"""One run in memory for each position of the levers: draw 0 alone, told when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.labels import tell
from simulator.desk.manifest import about
from simulator.desk.request import Request, identity_of
from simulator.desk.runs import Run
from simulator.engine import keys
from simulator.engine.keys import Frame
from simulator.engine.lived import Live
from simulator.engine.outcomes import compared
from simulator.engine.told import event_columns
from simulator.ensemble.chances import chance_table
from simulator.ensemble.summaries import ALWAYS_STORED, CentralDraw, stored_rows
from simulator.inputs.assimilated import TakenOver
from simulator.inputs.case import Case
from simulator.inputs.scenario import Scenario, resolved_yaml
from simulator.model import Engine, Member, lived_as
from simulator.population.projection import PopulationPath
from simulator.results.frames import RunTables, frame
from simulator.results.held import HeldKeys, HeldRun, HeldTable
from simulator.results.manifest import Json, about_run

CENTRAL = Member({}, 0, 0)
MADE: Mapping[str, Callable[[Frame], pd.DataFrame]] = {
    "indicators": keys.indicator_keys,
    "population": keys.population_keys,
    "population_flows": keys.population_flow_keys,
    "stocks": keys.stock_keys,
    "use": keys.use_keys,
    "ledger": keys.ledger_keys,
    "verdicts": keys.verdict_keys,
    "gaps": keys.gap_keys,
}
"""How the keys of a table are made; those of ``equity`` depend on too much to be kept."""


class Ring:
    """The key columns of all tables, kept from trial to trial as long as they are the same."""

    def __init__(self, seen: Frame, regions: tuple[str, ...] | None) -> None:
        self._frame, self._regions = seen, regions
        self._ground = _ground(seen)
        self._raw: dict[str, pd.DataFrame] = {}
        self._held: dict[str, HeldKeys] = {}

    def fits(self, seen: Frame) -> bool:
        """Return whether a trial has the same rows."""
        ours, other = self._frame, seen
        return (
            ours.case.judged is other.case.judged
            and ours.case.params is other.case.params
            and ours.stocks.assumption == other.stocks.assumption
            and all(map(np.array_equal, self._ground, _ground(seen)))
        )

    def raw(self, name: str) -> pd.DataFrame:
        """Return the keys of a table as the model makes them."""
        if name not in self._raw:
            self._raw[name] = MADE[name](self._frame)
        return self._raw[name]

    def of(self, name: str) -> HeldKeys:
        """Return the keys of a table as they are stored."""
        if name not in self._held:
            made, kept = self.raw(name), None
            if self._regions is not None:
                kept = made["region"].isin([*ALWAYS_STORED, *self._regions]).to_numpy(bool)
            self._held[name] = HeldKeys(name, self._frame.case.scenario.id, made, kept)
        return self._held[name]


def _ground(seen: Frame) -> tuple[NDArray[np.generic], ...]:
    """Return what of a draw decides its rows, beside its evidence."""
    found, world = seen.found, seen.world
    told = compared(found.series, found.levels)
    needs = world.needs.kind > 0
    return found.shown, told, found.series.base_known, seen.stocks.grade, world.exists, needs


@dataclass(frozen=True, kw_only=True)
class Trial(Run):
    """A run of moved levers that stands nowhere; whatever reads a `Run` reads it."""

    case: Case = field(repr=False, compare=False)
    people: PopulationPath = field(repr=False, compare=False)
    """Its residents."""
    on: Scenario = field(repr=False, compare=False)
    """The scenario whose levers were moved."""

    @property
    def is_moved(self) -> bool:
        """Return whether any lever is another than in the scenario it was tried on."""
        return self.case.scenario.levers != self.on.levers

    @property
    def taken_over(self) -> TakenOver | None:
        """Return the observed stocks that it took over, as the run it was tried on."""
        return self.case.taken_over

    @property
    def horizon(self) -> Mapping[str, int]:
        """Return base, as_of and end."""
        return self.case.scenario.horizon._asdict()

    def label(self, language: str = "zh") -> str:
        """Return the scenario's name, and that its levers were moved."""
        name = super().label(language)
        return tell(language, "laboratory.label", label=name) if self.is_moved else name

    def resolved_scenario(self) -> str:
        """Return all values of the scenario as YAML."""
        return resolved_yaml(self.case.scenario)


class Held:
    """What a trial is told from: its rows, its numbers, and how to live it again for its events."""

    def __init__(self, request: Request, seen: Frame, tables: RunTables, ring: Ring) -> None:
        self._request, self._frame, self._ring = request, seen, ring
        self._values, _ = tables

    def run(self, live: Live, people: PopulationPath) -> HeldRun:
        """Return all tables as a run."""
        held = {name: HeldTable(self._ring.of(name), self._values[name]) for name in MADE}
        made: dict[str, Callable[[], pd.DataFrame]] = {
            "equity": self._equity,
            "chances": self._chances,
            "events": partial(self._events, live, people),
        }
        return HeldRun(self._about, held, made)

    @property
    def _scenario(self) -> str:
        return self._frame.case.scenario.id

    def _about(self) -> Mapping[str, Json]:
        case = self._frame.case
        return about_run(self._scenario, identity_of(case, self._request), about(case))

    def _equity(self) -> pd.DataFrame:
        made = HeldKeys("equity", self._scenario, keys.equity_keys(self._frame))
        return HeldTable(made, self._values["equity"]).frame()

    def _chances(self) -> pd.DataFrame:
        central = CentralDraw(self._values)
        return self._stored(
            chance_table(self._scenario, {"verdicts": self._ring.raw("verdicts")}, central)
        )

    def _events(self, live: Live, people: PopulationPath) -> pd.DataFrame:
        """Return the log: the same life once more, this time told."""
        seen, draw = lived_as(self._frame.case, CENTRAL, Engine(live, keep_events=True), people)
        columns = event_columns(seen, draw.lived)
        n = len(columns["month"])
        first = {"scenario": np.full(n, self._scenario, object), "draw": np.zeros(n, np.int32)}
        return self._stored(frame("events", {**first, **columns}))

    def _stored(self, table: pd.DataFrame) -> pd.DataFrame:
        regions = self._request.regions
        return table if regions is None else stored_rows(table, regions)
