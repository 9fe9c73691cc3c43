"""The tables of an optimisation: what is wanted and what comes of it, money, prices, choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.labels import Catalogue, tell, word
from simulator.desk.absorbed import absorb_table, reached_by_row
from simulator.desk.optimise import Optimised
from simulator.desk.optimised_money import YUAN, money, years
from simulator.desk.pictures import catalogue
from simulator.optimise.alternatives import Range, alternatives
from simulator.optimise.best_use import BestUse, frontier
from simulator.optimise.prices import prices
from simulator.optimise.replay import ALMOST
from simulator.optimise.robust import chance
from simulator.units import UNITS

Floats = NDArray[np.float64]
MET, LATE, NEVER = "met", "late", "never"


def rows(found: Optimised, lang: str = "zh") -> pd.DataFrame:
    """Return one row for each wanted row of the plans: expected, simulated, chance, what hinders.

    Values are of the first year in which the row is asked; ``status`` says what the simulator
    makes of it to the end of the horizon. ``put_off_to`` is there where the targets cannot be met
    together: the year from which the row holds when they are put off, null where it does not; and
    ``margin_percent`` where a chance is asked.
    """
    chances = chance(found.found)
    told = [_row(found, place, lang) for place in range(len(found.wanted.rows))]
    for place, one in enumerate(told):
        one["chance"] = chances[place]
    return _labelled(pd.DataFrame(told), found, lang)


def _labelled(table: pd.DataFrame, found: Optimised, lang: str) -> pd.DataFrame:
    """Return the rows with what status and waiting mean, and with what only some answers have."""
    table = table.astype({"first_year": "Int64", "alone_from": "Int64"})
    if found.relaxation is not None:
        held = found.relaxation.held_from
        table["put_off_to"] = pd.array(list(held), dtype="Int64")
        table["put_off_to_label"] = [_by_when(found, one, lang) for one in held]
    if found.safe is not None:
        table["margin_percent"] = 100.0 * found.safe.margin
    table["status_label"] = [word(lang, "optimise_status", one) for one in table["status"]]
    reasons = [word(lang, "optimise_reason", one) if one else "" for one in table["waited"]]
    table["waited_label"] = reasons
    if found.question.absorb is not None:
        table["absorb_reached"] = [reached_by_row(found, row, lang) for row in range(len(table))]
    return table


def _row(found: Optimised, place: int, lang: str) -> dict[str, object]:
    """Return what is told of one wanted row."""
    named, replayed, one = catalogue(lang), found.found, found.wanted.rows[place]
    years, target = found.ground.axes.years, found.found.target[place]
    at = int(np.argmax(~np.isnan(found.wanted.units[place])))
    first = first_met(replayed.simulated[place], target)
    drawn = replayed.drawn[:, place, at]
    first_year = None if first is None else years[first]
    unit = found.case.params.indicators[one.row.indicator or ""].unit
    return {
        "region": one.region,
        "region_label": named.name("region", one.region),
        "indicator": one.row.indicator,
        "indicator_label": named.name("indicator", one.row.indicator or ""),
        "plan": one.plan.id,
        "nature": one.row.nature,
        "nature_label": word(lang, "nature", one.row.nature),
        "unit": unit,
        "unit_label": named.unit(one.row.indicator or "", unit),
        "target": target,
        "target_year": years[at],
        "planned": replayed.planned[place, at],
        "simulated": replayed.simulated[place, at],
        "simulated_p50": float(np.median(drawn)) if len(drawn) else np.nan,
        "chance": np.nan,
        "first_year": first_year,
        "first_year_label": _by_when(found, first_year, lang),
        "status": NEVER if first is None else MET if first <= at else LATE,
        "alone_from": found.obstacles[place].first,
        "relaxation": relaxed(found, place, first_year, lang),
        "waited": replayed.reasons[place],
    }


def _by_when(found: Optimised, year: int | None, lang: str) -> str:
    """Return a year in words, and that there is none within the horizon."""
    if year is None:
        return tell(lang, "optimise.not_by", last=found.ground.axes.years[-1])
    return str(year)


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
    """Return in words what would have to give way for a row that is late, or not likely enough."""
    told = (_late(found, row, first, lang), _unlikely(found, row, lang))
    return word(lang, "optimise_joint", "then").join(one for one in told if one)


def _late(found: Optimised, row: int, first: int | None, lang: str) -> str:
    """Return what would have to give way for a row that is not met in its year."""
    hindrance, years_of = found.obstacles[row], found.ground.axes.years
    asked = years_of[int(np.argmax(~np.isnan(found.wanted.units[row])))]
    if first is not None and first <= asked:
        return ""
    what = _ways(hindrance.binding, lang) + trained(found, row, lang)
    if hindrance.first is None:
        share = f"{100 * hindrance.reached:.0f}"
        return tell(lang, "optimise.not_alone", what=what, share=share, last=years_of[-1])
    if hindrance.first > asked:
        return tell(lang, "optimise.alone_later", year=hindrance.first, what=what)
    return tell(lang, "optimise.together")


def _unlikely(found: Optimised, row: int, lang: str) -> str:
    """Return why a row is less likely than is asked."""
    if row not in found.unlikely:
        return ""
    one, asked = found.unlikely[row], f"{100 * (found.asked.probability or 0.0):.0f}"
    if not one.binding:
        return tell(lang, "optimise.likely_alone", chance=asked)
    share, what = f"{100 * one.alone:.0f}", _ways(one.binding, lang)
    return tell(lang, "optimise.unlikely", chance=asked, share=share, what=what)


def _ways(binding: Sequence[str], lang: str) -> str:
    ways = [word(lang, "optimise_way", one) for one in binding]
    return word(lang, "optimise_joint", "and").join(ways)


def trained(found: Optimised, row: int, lang: str) -> str:
    """Return in words when those are licensed who begin their training now, where staff counts."""
    staff = found.ground.recruits.any(axis=0) & (found.wanted.counts[row] > 0.0)
    if not staff.any():
        return ""
    first = found.ground.axes.years[0]
    lag = int(found.ground.world.staff.years_to_licence[staff].max())
    return tell(lang, "optimise.training", first=first, year=first + lag)


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
    return frontier_of(found, frontier(found.question._replace(money=True), n_points))


def frontier_of(found: Optimised, points: Sequence[BestUse]) -> pd.DataFrame:
    """Return one row for each point of a frontier."""
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
