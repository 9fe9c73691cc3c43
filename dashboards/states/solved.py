"""Answers of the optimum in one language, made beside the pages."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from dashboards.jobs import Progress
from simulator import api

POINTS = 6
WITHIN = 0.05
TABLES = ("rows", "services", "by_year", "money", "years", "frontier", "prices", "choices")


class Solved(NamedTuple):
    """An answer in one language: the tables, and what has to be said of them."""

    found: api.Optimised
    tables: dict[str, pd.DataFrame]
    plans: list[pd.DataFrame]
    """Of the points of the frontier."""
    sentences: list[str]
    notes: list[str]
    frontier_notes: list[str]
    mark: str
    """Which of its years are 回顾（反事实）."""


class Sought(NamedTuple):
    """A goal that was sought, in one language."""

    found: api.SoughtGoal
    tables: dict[str, pd.DataFrame]
    stairs: pd.DataFrame
    notes: list[str]


class Others(NamedTuple):
    """Scenarios whose plans are compared, and the budget that all of them are given."""

    scenarios: tuple[str, ...]
    budget: Path | None


def solved(found: api.Optimised, against: Others, lang: str, progress: Progress) -> Solved:
    """Return all tables of an answer; ``progress`` is told after each."""
    names = [
        *TABLES,
        *(["absorb"] if found.asked.absorb else []),
        *(["regret"] if against.scenarios else []),
    ]
    tables: dict[str, pd.DataFrame] = {}
    notes, front = api.optimised_notes(found, lang), None
    for done, name in enumerate(names):
        progress(done, len(names))
        if name == "by_year":
            tables[name] = api.plan_money.plan_money(found, lang)
        elif name == "services":
            tables[name] = api.optimised_services(found, lang)
        elif name == "frontier":
            front = api.optimised_frontier(found, POINTS, lang)
            tables[name] = front.points
        elif name == "regret":
            regret = api.regret(found, against.scenarios, budget=against.budget)
            tables[name] = api.regret_table(regret, lang)
            notes = [*notes, api.regret_note(regret, lang)]
        else:
            tables[name] = api.optimised_table(found, name, lang, points=POINTS, within=WITHIN)
    plans, said = (front.plans, front.notes) if front else ([], [])
    told, mark = api.optimised_answer(found, lang), api.optimised_mark(found, lang)
    return Solved(found, tables, plans, told, notes, said, mark)
