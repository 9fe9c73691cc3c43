"""The answer of an optimisation on one screen: what is met, what it costs, plan by plan."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.analysis.hindsight import Hindsight
from simulator.analysis.labels import tell
from simulator.analysis.numbers import money as money_text
from simulator.desk.optimise import Optimised
from simulator.desk.optimised import LATE, MET, NEVER, frontier_of, rows
from simulator.desk.optimised_money import YUAN, money
from simulator.optimise.best_use import frontier

SAME = 0.05
"""Percentage points of the lowest attainment within which two points are one."""

EVEN = 0.5
"""Chance from which a target is met more often than not."""

PLACE, DECIMALS = ["shortfall_percent", "lowest_percent"], 3
"""Where a point stands, and decimals of it that mean something: a solver stops before the rest."""


class Frontier(NamedTuple):
    """Points between the least shortfall and the most equality, and the plan of each."""

    points: pd.DataFrame
    """As ``frontier`` of `simulator.desk.optimised.table`, with ``money_label`` and ``label``: the
    numbers of all points that fall together, with the first of them."""
    plans: list[pd.DataFrame]
    """As ``money`` of it, by point."""
    notes: list[str]


def optimised_answer(found: Optimised, lang: str = "zh") -> list[str]:
    """Return how many targets are met, and what has to be paid, as sentences."""
    told_rows = rows(found, lang)
    status = told_rows["status"]
    counts = {one: int((status == one).sum()) for one in (MET, LATE, NEVER)}
    chances = _chances(found, told_rows[status == MET], lang)
    told = [tell(lang, "optimise.answer", n=len(status), **counts) + chances]
    spent = money(found, lang)
    first, last = found.ground.axes.years[0], found.ground.axes.years[-1]
    if spent.empty:
        return [*told, tell(lang, "optimise.pay_nothing", first=first, last=last)]
    sums = {kind: float(spent[f"{kind}_yuan"].sum()) for kind in ("public", "total")}
    facts = {kind: money_text(yuan, lang) for kind, yuan in sums.items()}
    told.append(tell(lang, "optimise.pay", first=first, last=last, **facts))
    told[-1] += tell(lang, "optimise.pay_counts", last=last)
    more = float(np.maximum(found.plan.extra, 0.0).sum() * YUAN)
    if found.asked.objective == "cost" and more > 0.0:
        told.append(tell(lang, "optimise.pay_more", yuan=money_text(more, lang)))
    return told


def _chances(found: Optimised, met: pd.DataFrame, lang: str) -> str:
    """Return how likely what the central value meets in time is: nothing without draws."""
    draws = len(found.found.drawn)
    if met.empty or not draws:
        return ""
    more = tell(lang, "optimise.chances_more") if found.asked.probability is None else ""
    worst = met.iloc[int(met["chance"].argmin())]
    facts = {"met": len(met), "even": int((met["chance"] >= EVEN).sum()), "draws": draws}
    told = tell(
        lang,
        "optimise.chances",
        region=worst["region_label"],
        indicator=worst["indicator_label"],
        percent=f"{100.0 * worst['chance']:.0f}",
        **facts,
    )
    return told + more


def optimised_mark(found: Optimised, lang: str = "zh") -> str:
    """Return the mark of a plan whose decisions begin in years already past, with the years.

    回顾（反事实）; empty where all years are still to come.
    """
    years, last_past = found.ground.axes.years, date.today().year - 1
    when = Hindsight(found.case.scenario.horizon.as_of, last_past)
    if years[0] > last_past:
        return ""
    last = min(last_past, years[-1])
    return tell(
        lang, "optimise.hindsight", first=years[0], last=last, mark=when.mark(years[0], lang)
    )


def optimised_services(found: Optimised, lang: str = "zh") -> pd.DataFrame:
    """Return what a plan starts and spends by service, all cities and years together."""
    spent = money(found, lang)
    if spent.empty:
        return spent
    keys = ["service", "service_label", "unit"]
    sums = [name for name in spent.columns if name not in (*keys, "region", "region_label")]
    return spent.groupby(keys, sort=False, as_index=False)[sums].sum()


def optimised_frontier(found: Optimised, n_points: int = 6, lang: str = "zh") -> Frontier:
    """Return the frontier with the plan of each point."""
    best = frontier(found.question._replace(money=True), n_points)
    points = frontier_of(found, best).round(dict.fromkeys(PLACE, DECIMALS))
    plans = [money(found._replace(plan=one.plan, costs=one.costs), lang) for one in best]
    points["money_label"] = [money_text(yuan, lang) for yuan in points["public_yuan"]]
    points["label"] = _together(points)
    lowest = points["lowest_percent"]
    key = "optimise.frontier_one" if lowest.max() - lowest.min() < SAME else "optimise.frontier"
    return Frontier(points, plans, [tell(lang, key)])


def _together(points: pd.DataFrame) -> list[str]:
    """Return the numbers of the points that fall together, with the first of them only."""
    places = points[PLACE].round(1)
    told = (
        points["point"].astype(str).groupby([places[name] for name in places]).transform(", ".join)
    )
    return told.where(~places.duplicated(), "").tolist()
