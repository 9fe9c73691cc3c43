"""What the planner has chosen, and the tables that follow from it; knows no panel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import param

from dashboards import shelf
from dashboards.jobs import Jobs
from simulator import api

FIRST = "baseline-"
PAGES = (
    "overview",
    "indicator",
    "laboratory",
    "comparison",
    "projects",
    "optimisation",
    "review",
    "fairness",
    "evidence",
    "export",
)
"""Pages in the order of the menu; each is its own address after the hash."""
PRICES = ("current", "base")
"""Money in the prices of its year, or of the base year."""
CHOICES = {
    "run_id": "run",
    "year": "year",
    "reference": "reference",
    "region": "region",
    "indicator": "indicator",
    "compared": "compare",
    "tried": "try",
}
"""Choices that an address holds, and their names there."""


class State(param.Parameterized):
    """One visitor's choices; every browser session has its own.

    ``picture`` counts up whenever the heat map must be drawn again, ``cell`` whenever the
    trajectory beside it must. ``read_only`` keeps the store and all files as they are.
    ``tried`` are levers moved in the laboratory, as a link has them. ``reported`` are the runs of
    which another page last asked the export for a report,
    ``to_close`` the region, indicator and year whose gap the optimum was last asked to close.
    """

    language = param.Selector(default="zh", objects=["zh", "en"])
    page = param.Selector(default="overview", objects=list(PAGES))
    read_only = param.Boolean(default=False, constant=True)
    run_id = param.Selector(default=None, objects=[], check_on_set=False)
    year = param.Integer(default=2025)
    reference = param.Selector(default="default", objects=[], check_on_set=False)
    region = param.Selector(default=None, objects=[], check_on_set=False)
    indicator = param.Selector(default=None, objects=[], check_on_set=False)
    compared = param.String(default=None, allow_None=True)
    tried = param.String(default=None, allow_None=True)
    reported = param.List(default=[], item_type=str)
    to_close = param.Dict(default={})
    trouble = param.List(default=[], item_type=str)
    picture = param.Integer(default=0)
    cell = param.Integer(default=0)

    def __init__(
        self,
        store: Path,
        language: str = "zh",
        jobs: Jobs | None = None,
        *,
        read_only: bool = False,
        own_map: api.city_maps.CityMap | None = None,
    ) -> None:
        super().__init__(language=language, read_only=read_only)
        self.store = store
        self.jobs = jobs
        self.own_map = own_map
        self.kept: dict[str, dict[str, Any]] = {}
        """What pages keep of their own choices when the language changes."""
        self.run: api.Run | None = None
        self.years: list[int] = []
        self.find_runs()
        if self.runs:
            self.run_id = self.runs[0]

    def find_runs(self) -> None:
        """Look up which runs the store holds now; what others are compared with comes first."""
        listed = [str(row["id"]) for row in api.list_runs(self.store)]
        self.runs = sorted(listed, key=lambda run: not run.startswith(FIRST))
        if self.runs:
            self.param["run_id"].objects = {self.run_title(run): run for run in self.runs}

    @property
    def may_write(self) -> bool:
        """Return whether this visitor may add runs: there is a queue, and nothing forbids it."""
        return self.jobs is not None and not self.read_only

    def refuse_when_read_only(self) -> None:
        """Raise PermissionError on a server that may not write.

        Pages disable what would write; a click on a disabled button can still be sent.
        """
        if self.read_only:
            raise PermissionError(self.store)

    def run_title(self, run: str) -> str:
        """Return the name of a run in the list: its scenario's label and its id."""
        try:
            return api.run_title(shelf.opened(run, self.store), self.language)
        except api.SimulatorError:
            return run

    @param.depends("run_id", watch=True)
    def _open(self) -> None:
        """Open the chosen run and keep the other choices where the new run allows them."""
        try:
            self.run = shelf.opened(self.run_id, self.store)
        except api.SimulatorError as error:
            self.run = None
            self.trouble = api.refusal(error, self.language)
            return
        self.trouble = []
        self.years = api.run_years(self.run)
        label = self._labels
        self.param["reference"].objects = label("reference", api.reference_choices(self.run))
        self.param["region"].objects = label("region", api.run_regions(self.run))
        self.param["indicator"].objects = label("indicator", api.run_indicators(self.run))
        known = self.year in self.years
        with param.parameterized.batch_call_watchers(self):
            self.year = self.year if known else self.years[-1]
            self._keep("reference")
            if self.region is None:
                self.param.update(**self._first_cell())
            self._keep("region")
            self._keep("indicator")
            self.picture += 1
            self.cell += 1

    def _first_cell(self) -> dict[str, str]:
        """Return the upper left cell of the heat map."""
        frame = self.heatmap()
        return {"region": frame["region"].iloc[0], "indicator": frame["indicator"].iloc[0]}

    def _labels(self, kind: str, ids: list[str]) -> dict[str, str]:
        return {api.label(kind, identifier, self.language): identifier for identifier in ids}

    def _keep(self, name: str) -> None:
        """Keep a choice that the new run knows too, else take its first."""
        offered = list(self.param[name].objects)
        if getattr(self, name) not in offered:
            setattr(self, name, offered[0])

    @param.depends("year", "reference", watch=True)
    def _redraw(self) -> None:
        with param.parameterized.batch_call_watchers(self):
            self.picture += 1
            self.cell += 1

    @param.depends("region", "indicator", watch=True)
    def _retell(self) -> None:
        self.cell += 1

    def choose(self, region: str, indicator: str) -> None:
        """Choose a cell of the heat map."""
        self.param.update(region=region, indicator=indicator)

    def in_language(self, language: str) -> State:
        """Return the same choices in another language."""
        other = State(
            self.store, language, self.jobs, read_only=self.read_only, own_map=self.own_map
        )
        other.kept = self.kept
        other.page = self.page
        if self.run is not None:
            other.param.update(**{name: getattr(self, name) for name in CHOICES})
        return other

    def address(self) -> dict[str, str]:
        """Return what an address says of the choices."""
        chosen = {name: getattr(self, choice) for choice, name in CHOICES.items()}
        return {name: str(one) for name, one in chosen.items() if one is not None}

    def take(self, told: Mapping[str, str]) -> None:
        """Take over choices from an address; what this store or run does not have is left aside."""
        if told.get("run") in self.runs:
            self.run_id = told["run"]
        if self.run is None:
            return
        compared = [run for run in told.get("compare", "").split(",") if run in self.runs]
        self.compared = ",".join(compared) or None
        self.tried = told.get("try")
        year = told.get("year", "")
        if year.isdecimal() and int(year) in self.years:
            self.year = int(year)
        for choice in ("reference", "region", "indicator"):
            if told.get(choice) in list(self.param[choice].objects):
                setattr(self, choice, told[choice])

    def say(self, key: str, **args: object) -> str:
        """Return a text of the page in the chosen language."""
        return api.say(self.language, "dashboard", key, **args)

    def label(self, kind: str, identifier: str) -> str:
        """Return the name of a thing in the chosen language."""
        return api.label(kind, identifier, self.language)

    def evidence_kind(self, kind: str) -> str:
        """Return the word for a kind of figure: base, target, observed and so on."""
        return api.say(self.language, "evidence", f"kind.{kind}")

    def say_evidence(self, column: str) -> str:
        """Return the heading of a column of the lists of evidence."""
        return api.say(self.language, "evidence", f"head.{column}")

    @property
    def mark(self) -> str:
        """Return whether the chosen year looks back, as 回顾（反事实）; empty where it does not."""
        return api.year_mark(self.opened, self.year, self.language)

    @property
    def marks(self) -> str:
        """Return which years of the run look back; empty where none does."""
        return api.marked_years(self.opened, self.language)

    @property
    def opened(self) -> api.Run:
        """Return the open run; views ask only when there is one."""
        if self.run is None:
            raise LookupError(self.run_id)
        return self.run

    def heatmap(self) -> pd.DataFrame:
        """Return the frame of the heat map; api.gap_heatmap says its columns."""
        return shelf.heatmap(self.run_id, self.store, self.year, self.reference, self.language)

    def trajectory(self) -> pd.DataFrame:
        """Return the frame of the trajectory of the chosen cell."""
        return shelf.trajectory(self.run_id, self.store, self.cell_chosen, self.language)

    def milestones(self) -> pd.DataFrame:
        """Return the milestones of the chosen cell; api.milestones says the columns."""
        return shelf.milestones(self.run_id, self.store, self.cell_chosen, self.language)

    def story(self) -> tuple[str, ...]:
        """Return the sentences about the chosen cell."""
        when = self.year, self.reference
        return shelf.story(self.run_id, self.store, self.cell_chosen, when, self.language)

    @property
    def cell_chosen(self) -> tuple[str, str]:
        """Return the chosen region and indicator."""
        return self.region, self.indicator

    def effects(self) -> pd.DataFrame:
        """Return the frame of the two effects of the chosen cell; api.effects_by_year says it."""
        return api.effects_by_year(self.opened, *self.cell_chosen, lang=self.language)

    def explained(self) -> list[str]:
        """Return how the number of the chosen cell and year came about.

        Raises
        ------
        SimulatorError
            C140 where the indicator is no stock.
        """
        cell = self.indicator, self.region, self.year
        return list(api.explain_number(self.opened, *cell, self.language).attrs["story"])

    def pyramid(self) -> pd.DataFrame:
        """Return the frame of the pyramid of the chosen region; api.population_pyramid says it.

        Raises
        ------
        SimulatorError
            When the run's files or the program have changed since.
        """
        people = api.people_of_run(self.opened)
        return api.population_pyramid(people, self.region, self.year, self.language)

    def evidence(self) -> list[dict[str, object]]:
        """Return all that is known of the chosen cell; api.params_evidence says the keys."""
        return api.params_evidence(self.indicator, self.region, lang=self.language)

    def doubts(self) -> list[str]:
        """Return the doubts about the chosen cell, in words."""
        return api.doubts_about(self.indicator, self.region, lang=self.language)
