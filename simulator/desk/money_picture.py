"""The money of a stored run as the page of projects shows it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pandas as pd

from simulator.analysis.affordability import unpaid_debt
from simulator.analysis.ledger_rows import ledger_rows
from simulator.analysis.money_picture import Prices, money_picture, money_story
from simulator.axes import PROVINCE
from simulator.desk.affordability import run_affordability
from simulator.desk.pictures import catalogue, run_years
from simulator.desk.projects import refuse_unknown
from simulator.desk.runs import Run, open_run

KEPT = 8
"""Runs whose affordability is kept in memory."""


def run_prices(run: Run) -> Prices | None:
    """Return the price level by year that the run's own budget tells; None where it tells none.

    The model reckons in prices of 2020. No index of past prices stands in ``params/``, and none is
    guessed: only a budget file with a deflator for every year says what prices of the year are.
    """
    prices = run.manifest.get("prices")
    if not isinstance(prices, Mapping):
        return None
    return {int(year): float(str(level)) for year, level in prices.items()}


def run_money(
    run: Run, region: str = PROVINCE, *, current: bool = False, lang: str = "zh"
) -> pd.DataFrame:
    """Return the fiscal money of a region by year; `simulator.analysis.money_picture` says it.

    ``current`` asks for prices of the year: without `run_prices` they stay those of 2020, as the
    unit says.

    Raises
    ------
    InputError
        C135 for a region that does not exist.
    """
    names = catalogue(lang)
    refuse_unknown("C135", region, names.regions)
    prices = run_prices(run) if current else None
    return money_picture(run.table("ledger"), region, names, prices)


def run_money_story(run: Run, region: str = PROVINCE, lang: str = "zh") -> list[str]:
    """Return in sentences what the money of a region goes to, and when it first breaks."""
    every = _shares(run.path, lang)
    shares = every[every["region"] == region] if len(every) else every.copy()
    shares.attrs = {"ceiling": every.attrs["ceiling"]}
    unpaid = unpaid_debt(run.table("events"), run_years(run)[0])
    frame = run_money(run, region, lang=lang)
    return money_story(frame, shares, unpaid[unpaid["region"] == region], catalogue(lang))


@lru_cache(KEPT)
def _shares(run: Path, lang: str) -> pd.DataFrame:
    """Return the affordability of a run; nobody may change it."""
    return run_affordability(open_run(str(run)), lang)


def run_ledger_rows(
    run: Run, region: str = PROVINCE, *, unit: str = "yi", current: bool = False, lang: str = "zh"
) -> pd.DataFrame:
    """Return the ledger of a region by tier, fund and category; `ledger_rows` says the columns."""
    names = catalogue(lang)
    refuse_unknown("C135", region, names.regions)
    prices = run_prices(run) if current else None
    return ledger_rows(run.table("ledger"), region, names, unit, prices)
