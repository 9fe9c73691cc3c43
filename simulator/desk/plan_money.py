"""The money of a plan by year as a picture: what it is spent on, against what there is."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.labels import tell
from simulator.axes import PROVINCIAL_TREASURY
from simulator.desk.optimise import Optimised
from simulator.desk.pictures import catalogue
from simulator.optimise.replay import demanded

Floats = NDArray[np.float64]
ALL = ""
"""All cities and the province together."""
PARTS = ("debt_service", "running", "capital", "borrowed")
"""From bottom to top; what is borrowed takes no money of the year."""


def plan_money(found: Optimised, lang: str = "zh") -> pd.DataFrame:
    """Return what a plan costs the public purse by place and year [100 million yuan of 2020].

    Returns
    -------
    DataFrame
        One row per place and year, all places together (`ALL`) first: region, region_label, year,
        the `PARTS`, asked (of the money of the year: all parts but what is borrowed), free (what
        the scenario or the budget leaves for decisions that year; null for the province, which has
        no account of its own here), granted (with what the plan needs or gives up besides), public
        (what the public purse pays: repayment of a bond is no cost besides what was drawn).
        ``attrs`` holds labels of the columns, the unit with its prices, notes, and ``start`` of the
        axis: None where a year has less than nothing, for earlier money paid what was begun.
    """
    told = [_city(found, place) for place in _spending(found)]
    trained = _province(found)
    whole = [*told, *([trained] if trained is not None else [])]
    frames = [_together(whole), *whole] if whole else []
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    named = catalogue(lang)
    frame["region_label"] = [
        named.name("region", one) if one else tell(lang, "plan_money.all")
        for one in (frame["region"] if len(frame) else ())
    ]
    names = (*PARTS, "free", "granted", "asked", "public")
    frame.attrs = {
        "labels": {name: tell(lang, f"plan_money.{name}") for name in names},
        "unit_label": tell(lang, "envelope.unit"),
        "start": 0.0 if frame.empty or frame["free"].min() >= 0.0 else None,
        "notes": [tell(lang, "plan_money.note"), tell(lang, f"plan_money.{_limit(found)}")],
    }
    return frame


def _limit(found: Optimised) -> str:
    """Return whether the money there is limits the plan."""
    return "unlimited" if found.asked.objective == "cost" else "limited"


def _spending(found: Optimised) -> list[int]:
    """Return the cities for which a plan decides anything."""
    decided = found.plan.starts.sum(axis=(1, 2)) + found.plan.recruits.sum(axis=(1, 2))
    return [int(place) for place in np.flatnonzero(decided > 0)]


def _city(found: Optimised, place: int) -> pd.DataFrame:
    """Return the years of one city."""
    ground, costs = found.ground, found.costs
    own = ground.world.money.bonds.payer < 0
    asked = demanded(ground, found.plan)[place, own].sum(axis=0)
    running = (costs.running + costs.recruiting)[place].sum(axis=0)
    capital = costs.capital[place].sum(axis=0)
    free = ground.free[:, place, own].sum(axis=1)
    return pd.DataFrame(
        {
            "region": ground.axes.regions[place],
            "year": list(ground.axes.years),
            "debt_service": asked - running - capital,
            "running": running,
            "capital": capital,
            "borrowed": costs.bonds[place].sum(axis=0),
            "asked": asked,
            "free": free,
            "granted": free + found.plan.extra[place, own].sum(axis=0),
            "public": costs.public[place].sum(axis=0),
        }
    )


def _province(found: Optimised) -> pd.DataFrame | None:
    """Return what more seats cost the province; None where there are none."""
    persons, cost = found.plan.trained(found.ground)
    if not persons.any():
        return None
    spent: Floats = cost.sum(axis=0)
    nothing = np.zeros(len(spent))
    return pd.DataFrame(
        {
            "region": PROVINCIAL_TREASURY,
            "year": list(found.ground.axes.years),
            **dict.fromkeys(PARTS, nothing),
            "running": spent,
            "asked": spent,
            "free": np.nan,
            "granted": np.nan,
            "public": spent,
        }
    )


def _together(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the sums of all places by year."""
    joined = pd.concat(frames, ignore_index=True)
    sums = joined.drop(columns="region").groupby("year", as_index=False).sum()
    return sums.assign(region=ALL)
