"""What a visitor asks of the optimum, and the work that answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, NamedTuple

import pandas as pd
import param

from dashboards import answers
from dashboards.jobs import Job, Progress
from dashboards.state import State
from simulator import api

POINTS = 6
WITHIN = 0.05
DRAWS = 100
AUTOMATIC = 0
"""Of a year or a chance: left to the simulator."""
PAYERS = ("public", "total")
SIGNS = {"at_least": ">=", "at_most": "<="}
TABLES = ("rows", "services", "money", "years", "frontier", "prices", "choices")
SHOWN: Mapping[str, tuple[str, ...]] = {
    "rows": (
        "region_label",
        "indicator_label",
        "nature_label",
        "unit",
        "target",
        "target_year",
        "planned",
        "simulated",
        "simulated_p50",
        "chance",
        "margin_percent",
        "status_label",
        "first_year_label",
        "waited_label",
        "absorb_reached",
        "put_off_to_label",
        "relaxation",
    ),
    "services": (
        "service_label",
        "unit",
        "starts",
        "lots",
        "recruits",
        "seats",
        "public_yuan",
        "total_yuan",
    ),
    "money": (
        "region_label",
        "service_label",
        "unit",
        "starts",
        "lots",
        "recruits",
        "seats",
        "public_yuan",
        "total_yuan",
        "capital_spent_yuan",
        "bonds_spent_yuan",
        "running_spent_yuan",
    ),
    "years": (
        "region_label",
        "year",
        "public_yuan",
        "total_yuan",
        "asked_yuan",
        "free_yuan",
        "extra_yuan",
        "conversions_yuan",
    ),
    "frontier": ("point", "shortfall_percent", "lowest_percent", "public_yuan"),
    "prices": ("sentence",),
    "choices": ("region_label", "service_label", "unit", "least", "usual", "most", "must_label"),
    "absorb": (
        "region_label",
        "service_label",
        "unit",
        "stock_before",
        "yearly_limit",
        "planned_most",
        "simulated_most",
        "reached_years",
        "raise_points",
        "one_more",
    ),
    "regret": ("made_for_label", "carried_out_in_label", "shortfall_percent", "regret_percent"),
    "goal": ("point_label", "setting_label", "value", "met", "chance"),
}
"""Columns a page has room for; a download holds all."""


class Solved(NamedTuple):
    """An answer in one language: the tables, and what has to be said of them."""

    found: api.Optimised
    tables: dict[str, pd.DataFrame]
    plans: list[pd.DataFrame]
    """Of the points of the frontier."""
    sentences: list[str]
    notes: list[str]
    frontier_notes: list[str]


class Sought(NamedTuple):
    """A goal that was sought, in one language."""

    found: api.SoughtGoal
    tables: dict[str, pd.DataFrame]
    stairs: pd.DataFrame
    notes: list[str]


class Asking(param.Parameterized):
    """The two forms of the page; ``solved`` and ``sought`` are the answers that are shown."""

    scenario = param.Selector(default="baseline", objects=[], check_on_set=False)
    objective = param.Selector(default="cost", objects=list(api.OBJECTIVES))
    share = param.Number(default=0.5, bounds=(0.0, 1.0))
    payer = param.Selector(default="public", objects=list(PAYERS))
    region = param.List(default=[], item_type=str)
    indicator = param.List(default=[], item_type=str)
    binding = param.Boolean(default=False)
    as_of = param.Integer(default=AUTOMATIC)
    by = param.Integer(default=AUTOMATIC)
    until = param.Integer(default=AUTOMATIC)
    floors = param.Boolean(default=False)
    whole_lots = param.Boolean(default=False)
    seats = param.Boolean(default=False)
    conversions = param.Boolean(default=False)
    absorb = param.String(default="")
    probability = param.Integer(default=AUTOMATIC, bounds=(0, 99))
    against = param.List(default=[], item_type=str)
    lever = param.String(default="revenue.level")
    goal_indicator = param.String(default="toddler_places_per_1000")
    comparator = param.Selector(default="at_least", objects=list(SIGNS))
    goal_value = param.Number(default=2.0)
    goal_region = param.String(default="henan")
    goal_year = param.Integer(default=AUTOMATIC)
    point = param.Integer(default=1)
    solved = param.Parameter(default=None)
    sought = param.Parameter(default=None)

    ANSWERS: ClassVar[tuple[str, ...]] = ("solved", "sought", "point")

    def __init__(self, state: State) -> None:
        super().__init__(**state.kept.get("optimisation", {}))
        self.state = state
        self.scenarios = {
            f"{(one['label'] or {}).get(state.language, one['id'])} · {one['id']}": str(one["id"])
            for one in api.scenario_list()
        }
        self.param["scenario"].objects = self.scenarios
        self.choices = api.optimise_choices(self.scenario, state.language)
        self.fields = [name for name in self.param if name not in (*self.ANSWERS, "name")]
        self.param.watch(self._keep, self.fields)

    def _keep(self, *_: param.parameterized.Event) -> None:
        self.state.kept["optimisation"] = {name: getattr(self, name) for name in self.fields}

    @property
    def others(self) -> dict[str, str]:
        """Return the names of the other scenarios, each with its id."""
        return {name: one for name, one in self.scenarios.items() if one != self.scenario}

    def question(self) -> dict[str, Any]:
        """Return what is asked, as `api.optimise` takes it."""
        years = {name: getattr(self, name) or None for name in ("as_of", "by", "until")}
        flags = ("binding", "floors", "whole_lots", "seats", "conversions")
        limits = self.absorb.replace("，", ",").replace("＝", "=").split(",")
        return {
            "objective": self.objective,
            "payer": self.payer,
            "share": self.share,
            "region": tuple(self.region),
            "indicator": tuple(self.indicator),
            "absorb": tuple(one.strip() for one in limits if one.strip()),
            "probability": self.probability / 100 if self.probability else None,
            "draws": DRAWS,
            **{name: getattr(self, name) for name in flags},
            **years,
        }

    def goal(self) -> dict[str, Any]:
        """Return what is sought, as `api.goal_seek` takes it."""
        return {
            "lever": self.lever,
            "goal": f"{self.goal_indicator}{SIGNS[self.comparator]}{self.goal_value:.10f}",
            "region": self.goal_region,
            "year": self.goal_year or None,
            "draws": DRAWS,
        }

    def _scenario_key(self, name: str) -> str:
        """Return what tells a scenario from an earlier one of that name."""
        return repr([(row["key"], row["value"]) for row in api.scenario_show(name)])

    def solve(self, listener: Callable[[], None]) -> Job[Solved] | Solved:
        """Return the answer where it is known, else the job that looks for it."""
        question, scenario, lang = self.question(), self.scenario, self.state.language
        against = tuple(self.against)
        scenarios = [self._scenario_key(one) for one in (scenario, *against)]
        key = repr((scenario, against, scenarios, question))
        found = answers.known((key, lang))
        if isinstance(found, Solved):
            return found

        def work(progress: Progress) -> Solved:
            whole = answers.known(key)
            if not isinstance(whole, api.Optimised):
                whole = answers.keep(key, api.optimise(scenario, **question))
            return answers.keep((key, lang), solved(whole, against, lang, progress))

        return self._ask(f"{key}/{lang}", work, listener)

    def seek(self, listener: Callable[[], None]) -> Job[Sought] | Sought:
        """Return what is sought where it is known, else the job that looks for it."""
        goal, scenario, lang = self.goal(), self.scenario, self.state.language
        key = repr((self._scenario_key(scenario), scenario, goal, lang))
        found = answers.known(key)
        if isinstance(found, Sought):
            return found

        def work(progress: Progress) -> Sought:
            progress(0, 2)
            made = api.goal_seek(scenario, **goal)
            progress(1, 2)
            tables = {"goal": api.goal_points(made, lang)}
            stairs, notes = api.goal_stairs(made, lang), api.goal_notes(made, lang)
            return answers.keep(key, Sought(made, tables, stairs, notes))

        return self._ask(key, work, listener)

    def _ask(self, key: str, work: Callable[[Progress], Any], listener: Callable[[], None]) -> Any:  # noqa: ANN401
        if self.state.jobs is None:
            return work(lambda _done, _total: None)
        job = self.state.jobs.ask(key, work)
        job.listen(listener)
        return job

    def save(self, name: str) -> list[Path]:
        """Write the plan that is shown as a scenario; see `api.save_plan`."""
        self.state.refuse_when_read_only()
        return api.save_plan(self.solved.found, name.strip())

    def run(self, paths: list[Path], listener: Callable[[], None]) -> Job[api.Run]:
        """Queue a run of a saved plan."""
        self.state.refuse_when_read_only()
        store, budget = self.state.store, paths[1] if len(paths) > 1 else None

        def work(progress: Progress) -> api.Run:
            return api.run_scenario(
                str(paths[0]), draws=DRAWS, budget=budget, out=store, on_progress=progress
            )

        found: Job[api.Run] = self._ask(f"{store}/{paths[0]}", work, listener)
        return found

    def file(self, table: pd.DataFrame, suffix: str) -> bytes:
        """Return a table with all its columns as a file, ``xlsx`` or ``csv``."""
        with TemporaryDirectory(prefix="equalise-") as folder:
            return api.write_table(table, Path(folder) / f"table.{suffix}").read_bytes()


def solved(found: api.Optimised, against: tuple[str, ...], lang: str, progress: Progress) -> Solved:
    """Return all tables of an answer; ``progress`` is told after each."""
    names = [*TABLES, *(["absorb"] if found.asked.absorb else []), *(["regret"] if against else [])]
    tables: dict[str, pd.DataFrame] = {}
    notes, front = api.optimised_notes(found, lang), None
    for done, name in enumerate(names):
        progress(done, len(names))
        if name == "services":
            tables[name] = api.optimised_services(found, lang)
        elif name == "frontier":
            front = api.optimised_frontier(found, POINTS, lang)
            tables[name] = front.points
        elif name == "regret":
            regret = api.regret(found, against)
            tables[name] = api.regret_table(regret, lang)
            notes = [*notes, api.regret_note(regret, lang)]
        else:
            tables[name] = api.optimised_table(found, name, lang, points=POINTS, within=WITHIN)
    plans, said = (front.plans, front.notes) if front else ([], [])
    return Solved(found, tables, plans, api.optimised_answer(found, lang), notes, said)
