"""What a visitor asks of the optimum, and the work that answers it."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import pandas as pd
import param

from dashboards import answers
from dashboards.jobs import Job, Progress
from dashboards.state import State
from dashboards.states.solved import Others, Solved, Sought, solved
from simulator import api

DRAWS = 100
AUTOMATIC = 0
"""Of a year or a chance: left to the simulator."""
PAYERS = ("public", "total")
SIGNS = {"at_least": ">=", "at_most": "<="}


class Asking(param.Parameterized):
    """The two forms of the page; ``solved`` and ``sought`` are the answers that are shown.

    ``money`` is an `api.asked_money.AskedMoney` instead of the scenario's own, ``moved`` whether
    the form has changed since ``solved`` was asked.
    """

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
    money = param.Parameter(default=None)
    lever = param.String(default="revenue.level")
    goal_indicator = param.String(default="toddler_places_per_1000")
    comparator = param.Selector(default="at_least", objects=list(SIGNS))
    goal_value = param.Number(default=2.0)
    goal_region = param.String(default="henan")
    goal_year = param.Integer(default=AUTOMATIC)
    point = param.Integer(default=1)
    solved = param.Parameter(default=None)
    sought = param.Parameter(default=None)
    moved = param.Boolean(default=False)

    ANSWERS: ClassVar[tuple[str, ...]] = ("solved", "sought", "point", "moved")

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
        self.title = ""
        self._pending, self._shown = ("", ""), ""
        self.param.watch(self._keep, self.fields)

    def _keep(self, *_: param.parameterized.Event) -> None:
        self.state.kept["optimisation"] = {name: getattr(self, name) for name in self.fields}
        self.moved = self.solved is not None and self._key() != self._shown

    def _key(self) -> str:
        """Return what the form of the optimum asks now."""
        money = sha256(self.money.csv.encode()).hexdigest() if self.money else ""
        return repr((self.scenario, tuple(self.against), money, self.question()))

    def _title(self) -> str:
        """Return the question in a line."""
        say, named = self.state.say, {one: name for name, one in self.scenarios.items()}
        regions = [self.choices.regions[one] for one in self.region]
        told = [named[self.scenario], say(f"optimisation.objective_{self.objective}")]
        told += ["、".join(regions) if self.state.language == "zh" else ", ".join(regions)]
        told += [self.money.name if self.money else ""]
        return " · ".join(one for one in told if one)

    def show(self, answer: Solved) -> None:
        """Show an answer to the question that was asked last, from its first point on."""
        self.title, self._shown = self._pending
        moved = self._key() != self._shown
        self.param.update(point=1, solved=answer, moved=moved)

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

    def solve(self) -> Job[Solved] | Solved:
        """Return the answer where it is known, else the job that looks for it."""
        question, scenario, lang = self.question(), self.scenario, self.state.language
        against, money = tuple(self.against), self.money
        scenarios = [self._scenario_key(one) for one in (scenario, *against)]
        self._pending = (self._title(), self._key())
        self.state.kept["optimisation_asked"] = {"form": "optimum", "asked": self._key()}
        key = repr((self._key(), scenarios))
        found = answers.known((key, lang))
        if isinstance(found, Solved):
            return found

        def work(progress: Progress) -> Solved:
            whole = answers.known(key)
            with api.asked_money.asked_money_file(money) as budget:
                if not isinstance(whole, api.Optimised):
                    made = api.optimise(scenario, budget=budget, **question)
                    whole = answers.keep(key, made)
                found = solved(whole, Others(against, budget), lang, progress)
            return answers.keep((key, lang), found)

        return self._ask(f"{key}/{lang}", work)

    def seek(self) -> Job[Sought] | Sought:
        """Return what is sought where it is known, else the job that looks for it."""
        goal, scenario, lang = self.goal(), self.scenario, self.state.language
        self.state.kept["optimisation_asked"] = {"form": "goal", "asked": repr((scenario, goal))}
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

        return self._ask(key, work)

    def _ask(self, key: str, work: Callable[[Progress], Any]) -> Any:  # noqa: ANN401
        if self.state.jobs is None:
            return work(lambda _done, _total: None)
        return self.state.jobs.ask(key, work)

    @property
    def asked_before(self) -> str:
        """Return which form was asked last as it stands now, before the language changed."""
        now = {"optimum": self._key(), "goal": repr((self.scenario, self.goal()))}
        kept = self.state.kept.get("optimisation_asked", {})
        form = str(kept.get("form", ""))
        return form if form and now[form] == kept["asked"] else ""

    @property
    def years(self) -> api.asked_money.Years:
        """Return the years of the question."""
        return api.asked_money.Years(self.until or None, self.by or None, self.as_of or None)

    def book(self) -> bytes:
        """Return a workbook with the scenario's own money of the chosen cities."""
        return api.asked_money.asked_money_book(
            self.scenario, self.years, self.region, self.state.language
        )

    def take_money(self, name: str, raw: bytes) -> api.asked_money.AskedMoney:
        """Check an uploaded budget; see `api.asked_money.take_asked_money`."""
        return api.asked_money.take_asked_money(self.scenario, self.years, name, raw)

    def save(self, name: str) -> list[Path]:
        """Write the plan that is shown as a scenario; see `api.save_plan`."""
        self.state.refuse_when_read_only()
        return api.save_plan(self.solved.found, name.strip())

    def run(self, paths: list[Path]) -> Job[api.Run]:
        """Queue a run of a saved plan."""
        self.state.refuse_when_read_only()
        store, budget = self.state.store, paths[1] if len(paths) > 1 else None

        def work(progress: Progress) -> api.Run:
            return api.run_scenario(
                str(paths[0]), draws=DRAWS, budget=budget, out=store, on_progress=progress
            )

        found: Job[api.Run] = self._ask(f"{store}/{paths[0]}", work)
        return found

    def file(self, table: pd.DataFrame, suffix: str) -> bytes:
        """Return a table with all its columns as a file, ``xlsx`` or ``csv``."""
        with TemporaryDirectory(prefix="equalise-") as folder:
            return api.write_table(table, Path(folder) / f"table.{suffix}").read_bytes()
