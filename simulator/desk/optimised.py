"""The tables of an optimisation: what is wanted and what comes of it, money, prices, choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.labels import Catalogue, tell, word
from simulator.axes import PROVINCIAL_TREASURY
from simulator.desk.absorbed import absorb_table, reached_by_row
from simulator.desk.optimise import Optimised
from simulator.desk.pictures import catalogue
from simulator.optimise.alternatives import Range, alternatives
from simulator.optimise.best_use import frontier
from simulator.optimise.ground import FEN
from simulator.optimise.prices import prices
from simulator.optimise.replay import ALMOST, demanded
from simulator.optimise.robust import chance
from simulator.units import FEN_PER_YUAN, UNITS

Floats = NDArray[np.float64]
YUAN = FEN / FEN_PER_YUAN
"""Yuan in the unit of money of an optimisation."""
MET, LATE, NEVER = "met", "late", "never"


def rows(found: Optimised, lang: str = "zh") -> pd.DataFrame:
    """Return one row for each wanted row of the plans: expected, simulated, chance, what hinders.

    Values are of the first year in which the row is asked; ``status`` says what the simulator
    makes of it to the end of the horizon.
    """
    named, replayed, wanted = catalogue(lang), found.found, found.wanted
    chances = chance(replayed)
    told = []
    for place, one in enumerate(wanted.rows):
        asked = np.flatnonzero(~np.isnan(wanted.units[place]))
        at = int(asked[0])
        first = first_met(replayed.simulated[place], replayed.target[place])
        drawn = replayed.drawn[:, place, at]
        first_year = None if first is None else found.ground.axes.years[first]
        hindrance = found.obstacles[place]
        told.append(
            {
                "region": one.region,
                "region_label": named.name("region", one.region),
                "indicator": one.row.indicator,
                "indicator_label": named.name("indicator", one.row.indicator or ""),
                "plan": one.plan.id,
                "nature": one.row.nature,
                "nature_label": word(lang, "nature", one.row.nature),
                "unit": found.case.params.indicators[one.row.indicator or ""].unit,
                "target": replayed.target[place],
                "target_year": found.ground.axes.years[at],
                "planned": replayed.planned[place, at],
                "simulated": replayed.simulated[place, at],
                "simulated_p50": float(np.median(drawn)) if len(drawn) else np.nan,
                "chance": chances[place],
                "first_year": first_year,
                "status": NEVER if first is None else MET if first <= at else LATE,
                "alone_from": hindrance.first,
                "relaxation": relaxed(found, place, first_year, lang),
                "waited": replayed.reasons[place],
            }
        )
    return _labelled(pd.DataFrame(told), found, lang)


def _labelled(table: pd.DataFrame, found: Optimised, lang: str) -> pd.DataFrame:
    """Return the rows with what status and waiting mean, and where limits are reached."""
    table = table.astype({"first_year": "Int64", "alone_from": "Int64"})
    table["status_label"] = [word(lang, "optimise_status", one) for one in table["status"]]
    reasons = [word(lang, "optimise_reason", one) if one else "" for one in table["waited"]]
    table["waited_label"] = reasons
    if found.question.absorb is not None:
        table["absorb_reached"] = [reached_by_row(found, row, lang) for row in range(len(table))]
    return table


def table(
    found: Optimised, show: str = "rows", lang: str = "zh", *, points: int = 6, within: float = 0.05
) -> pd.DataFrame:
    """Return one of the tables of an optimisation.

    ``rows`` (what is wanted), ``money`` (by city and service), ``years`` (by city and year),
    ``prices`` (what more money brings, the ``points`` best), ``choices`` (what plans ``within`` a
    share of the least cost have in common), ``frontier`` (``points`` between least shortfall and
    most equality), ``absorb`` (where what opens in a year is limited).
    """
    made: dict[str, Callable[[], pd.DataFrame]] = {
        "rows": lambda: rows(found, lang),
        "money": lambda: money(found, lang),
        "years": lambda: years(found, lang),
        "prices": lambda: price_table(found, points, lang),
        "choices": lambda: choice_table(found, within, lang),
        "frontier": lambda: frontier_table(found, points),
        "absorb": lambda: absorb_table(found, lang),
    }
    return made[show]()


def first_met(values: Floats, target: float) -> int | None:
    """Return the first place from which all values to the end reach the target."""
    missed = np.flatnonzero(values < target * (1.0 - ALMOST))
    later = int(missed[-1]) + 1 if missed.size else int(np.argmax(~np.isnan(values)))
    return later if later < len(values) else None


def relaxed(found: Optimised, row: int, first: int | None, lang: str) -> str:
    """Return in words what would have to give way for a row that is not met in its year."""
    hindrance, years_of = found.obstacles[row], found.ground.axes.years
    asked = years_of[int(np.argmax(~np.isnan(found.wanted.units[row])))]
    if first is not None and first <= asked:
        return ""
    ways = [word(lang, "optimise_way", one) for one in hindrance.binding]
    what = word(lang, "optimise_joint", "and").join(ways) + trained(found, row, lang)
    if hindrance.first is None:
        return tell(lang, "optimise.not_alone", what=what, share=f"{100 * hindrance.reached:.0f}")
    if hindrance.first > asked:
        return tell(lang, "optimise.alone_later", year=hindrance.first, what=what)
    return tell(lang, "optimise.together")


def trained(found: Optimised, row: int, lang: str) -> str:
    """Return in words when those are licensed who begin their training now, where staff counts."""
    staff = found.ground.recruits.any(axis=0) & (found.wanted.counts[row] > 0.0)
    if not staff.any():
        return ""
    first = found.ground.axes.years[0]
    lag = int(found.ground.world.staff.years_to_licence[staff].max())
    return tell(lang, "optimise.training", first=first, year=first + lag)


def money(found: Optimised, lang: str = "zh") -> pd.DataFrame:
    """Return what a city spends on a service in all years: units, lots, yuan by kind."""
    named, axes, plan = catalogue(lang), found.ground.axes, found.plan
    parts = {f"{name}_spent": part * YUAN for name, part in found.costs._asdict().items()}
    parts["public"], parts["total"] = found.costs.public * YUAN, found.costs.total * YUAN
    lots = found.ground.world.lot
    told = []
    for region, service in np.argwhere((plan.starts + plan.recruits).sum(axis=2) > 0).tolist():
        units = int(plan.starts[region, service].sum())
        lot = int(lots[region, service])
        told.append(
            {
                "region": axes.regions[region],
                "region_label": named.name("region", axes.regions[region]),
                "service": axes.services[service],
                "service_label": named.name("service", axes.services[service]),
                "unit": named.service_units[axes.services[service]],
                "starts": units,
                "lots": int(np.ceil(units / lot)) if lot else 0,
                "recruits": int(plan.recruits[region, service].sum()),
                **{
                    f"{name}_yuan": float(part[region, service].sum())
                    for name, part in parts.items()
                },
            }
        )
    seats = _seat_rows(found, named)
    table = pd.DataFrame(told + seats)
    if not seats:
        return table
    table = table.fillna(0)
    whole = ["starts", "lots", "recruits", "seats"]
    table[whole] = table[whole].astype(np.int64)
    return table


def _seat_rows(found: Optimised, named: Catalogue) -> list[dict[str, object]]:
    """Return what more seats of a service cost the province in all years."""
    axes, seats = found.ground.axes, found.ground.seats
    persons, cost = found.plan.trained(found.ground)
    told: list[dict[str, object]] = []
    for place in np.flatnonzero(persons.sum(axis=1)).tolist() if seats else []:
        service = axes.services[seats.service[place]] if seats else ""
        yuan = float(cost[place].sum() * YUAN)
        told.append(
            {
                "region": PROVINCIAL_TREASURY,
                "region_label": named.name("region", PROVINCIAL_TREASURY),
                "service": service,
                "service_label": named.name("service", service),
                "unit": named.service_units[service],
                "starts": 0,
                "lots": 0,
                "recruits": 0,
                "seats": round(float(persons[place].sum())),
                "public_yuan": yuan,
                "total_yuan": yuan,
                "training_spent_yuan": yuan,
            }
        )
    return told


def years(found: Optimised, lang: str = "zh") -> pd.DataFrame:
    """Return the money of each city and year: what the plan asks, what is free, what is missing."""
    named, axes, ground = catalogue(lang), found.ground.axes, found.ground
    borrowed = ground.world.money.bonds.payer >= 0
    asks = demanded(ground, found.plan)
    told = []
    for region in np.flatnonzero(asks.sum(axis=(1, 2)) > 0).tolist():
        for year, calendar in enumerate(axes.years):
            told.append(
                {
                    "region": axes.regions[region],
                    "region_label": named.name("region", axes.regions[region]),
                    "year": calendar,
                    "public_yuan": float(found.costs.public[region, :, year].sum() * YUAN),
                    "total_yuan": float(found.costs.total[region, :, year].sum() * YUAN),
                    "asked_yuan": float(asks[region, ~borrowed, year].sum() * YUAN),
                    "free_yuan": float(ground.free[year, region, ~borrowed].sum() * YUAN),
                    "extra_yuan": float(found.plan.extra[region, ~borrowed, year].sum() * YUAN),
                }
            )
    return pd.DataFrame(told)


def price_table(found: Optimised, n_best: int, lang: str = "zh") -> pd.DataFrame:
    """Return what 100 million yuan more would bring where it brings most, as a sentence each."""
    named, axes, wanted = catalogue(lang), found.ground.axes, found.wanted
    told = []
    for one in prices(found.question._replace(money=True), n_best):
        gained = np.nan_to_num(one.gained)
        row = int(gained.max(axis=1).argmax())
        asked = np.flatnonzero(~np.isnan(wanted.units[row]))
        at = int(asked[gained[row, asked].argmax()])
        indicator = wanted.rows[row].row.indicator or ""
        facts = {
            "region": named.name("region", axes.regions[one.region]),
            "domain": word(lang, "domain", axes.accounts[one.account].rsplit("-", 1)[-1]),
            "spent": axes.years[one.year],
            "year": axes.years[at],
            "indicator": named.name("indicator", indicator),
            "whose": named.name("region", wanted.rows[row].region),
            "units": f"{gained[row, at]:,.0f}",
            "unit": _unit(named, found, indicator, lang),
        }
        told.append(
            {
                "region": axes.regions[one.region],
                "account": axes.accounts[one.account],
                "year": axes.years[one.year],
                "indicator": indicator,
                "units": float(gained[row, at]),
                "fall": one.fall,
                "sentence": tell(lang, "optimise.price", **facts),
            }
        )
    return pd.DataFrame(told)


def choice_table(found: Optimised, margin: float, lang: str = "zh") -> pd.DataFrame:
    """Return what all plans within a margin of the least cost start, and where they differ."""
    named = catalogue(lang)
    ranges: Sequence[Range] = alternatives(found.question._replace(money=False), margin)
    told = [
        {
            "region": one.region,
            "region_label": named.name("region", one.region),
            "service": one.service,
            "service_label": named.name("service", one.service),
            "unit": named.service_units[one.service],
            "least": one.least,
            "usual": one.usual,
            "most": one.most,
            "must": one.is_must,
            "must_label": word(lang, "optimise_must", "yes" if one.is_must else "no"),
        }
        for one in ranges
    ]
    return pd.DataFrame(told)


def frontier_table(found: Optimised, n_points: int) -> pd.DataFrame:
    """Return the points between the least shortfall and the highest lowest attainment."""
    points = frontier(found.question._replace(money=True), n_points)
    return pd.DataFrame(
        {
            "point": np.arange(1, len(points) + 1),
            "shortfall_percent": [100.0 * one.shortfall for one in points],
            "lowest_percent": [100.0 * one.lowest for one in points],
            "public_yuan": [
                float((one.costs.public.sum() + one.plan.trained(found.ground)[1].sum()) * YUAN)
                for one in points
            ],
        }
    )


def _unit(named: Catalogue, found: Optimised, indicator: str, lang: str) -> str:
    """Return the unit of what an indicator counts."""
    counted = named.numerators[indicator]
    return UNITS[named.service_units[counted[0]]][lang] if counted else ""
