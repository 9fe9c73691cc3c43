"""What a limit on how much opens in a year means for a plan: where it is reached, what it costs."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.observed_growth import Growth, fastest
from simulator.desk.optimise import Optimised
from simulator.desk.pictures import catalogue
from simulator.optimise.absorb import ALL, opened
from simulator.optimise.effects import effects_of
from simulator.optimise.prices import room_prices
from simulator.units import UNITS

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
UNIT = 1.0
"""Room that is none: less than one whole unit."""


def planned_opening(found: Optimised) -> Floats:
    """Return the units that open as planned. Shape (region, service, year)."""
    return opened(found.ground, effects_of(found.ground), found.plan.starts.astype(np.float64))


def reached(found: Optimised) -> Booleans:
    """Return where starts fill the limit to the last unit, or lot. Shape (region, service, year).

    Where no decision opens anything, nothing has reached its limit.
    """
    limit = found.question.absorb
    opening = planned_opening(found)
    if limit is None:
        return np.zeros(opening.shape, bool)
    least = found.ground.world.lot if found.asked.whole_lots else np.full(limit.shape, UNIT)
    started = opening > found.ground.opening.transpose(1, 2, 0)
    return np.asarray(started & (limit[:, :, None] - opening < least[:, :, None]))


def reached_by_row(found: Optimised, row: int, lang: str) -> str:
    """Return the years in which a service that a wanted row counts reaches its limit there."""
    wanted = found.wanted
    mine = reached(found)[wanted.regions[row]][:, wanted.counts[row] > 0.0]
    return _years(found, mine.any(axis=(0, 1)), lang)


def absorb_table(found: Optimised, lang: str = "zh") -> pd.DataFrame:
    """Return one row for each limited city and service in which something is started."""
    named, axes, limit = catalogue(lang), found.ground.axes, found.question.absorb
    if limit is None:
        return pd.DataFrame()
    opening, full = planned_opening(found), reached(found)
    simulated = found.found.opened.transpose(1, 2, 0)
    said = _sentences(found, named, lang)
    told = []
    for region, service in np.argwhere(found.plan.starts.any(axis=2) & np.isfinite(limit)).tolist():
        at = region, service
        told.append(
            {
                "region": axes.regions[region],
                "region_label": named.name("region", axes.regions[region]),
                "service": axes.services[service],
                "service_label": named.name("service", axes.services[service]),
                "unit": named.service_units[axes.services[service]],
                "stock_before": round(float(found.ground.before[0][at])),
                "yearly_limit": int(limit[at]),
                "planned_most": round(float(opening[at].max())),
                "simulated_most": int(simulated[at].max()),
                "reached_years": _years(found, full[at], lang),
                "raise_points": 100.0 * found.wider.rise.get(axes.services[service], 0.0),
                "one_more": said.get(at, ""),
            }
        )
    return pd.DataFrame(told)


def absorb_notes(found: Optimised, lang: str = "zh") -> list[str]:
    """Return the limit, where it is reached, what raising it takes, and what was seen."""
    if found.question.absorb is None:
        return []
    named = catalogue(lang)
    joint = word(lang, "optimise_joint", "list")
    shares = found.asked.absorb
    others = word(lang, "optimise_joint", "all" if len(shares) == 1 else "others")
    limits = joint.join(
        f"{others if one == ALL else named.name('service', one)} {100 * share:g}%"
        for one, share in shares.items()
    )
    told = [tell(lang, "optimise.absorb", limits=limits), _where(found, named, lang)]
    if found.wider.rise:
        told.append(_wider(found, named, lang))
    return [*told, _seen(found, named, lang)]


def _where(found: Optimised, named: Catalogue, lang: str) -> str:
    """Return where the limit is reached, as a sentence."""
    full, axes = reached(found), found.ground.axes
    joint = word(lang, "optimise_joint", "list")
    places = [
        tell(
            lang,
            "optimise.absorb_place",
            region=named.name("region", axes.regions[region]),
            service=named.name("service", axes.services[service]),
            years=_years(found, full[region, service], lang),
        )
        for region, service in np.argwhere(full.any(axis=2)).tolist()
    ]
    if not places:
        return tell(lang, "optimise.absorb_nowhere")
    return tell(lang, "optimise.absorb_where", places=joint.join(places))


def _wider(found: Optimised, named: Catalogue, lang: str) -> str:
    """Return by how much the limits would have to rise, as a sentence."""
    joint = word(lang, "optimise_joint", "list")
    rises = [
        tell(
            lang,
            "optimise.absorb_wider_of",
            service=named.name("service", name),
            points=f"{100 * more:.1f}",
        )
        for name, more in found.wider.rise.items()
    ]
    rest = tell(lang, "optimise.absorb_not_all") if found.wider.left else ""
    money = "" if found.question.money else tell(lang, "optimise.absorb_any_money")
    return tell(lang, "optimise.absorb_wider", money=money, rises=joint.join(rises), rest=rest)


def _seen(found: Optimised, named: Catalogue, lang: str) -> str:
    """Return the fastest growth that was counted of the limited services that are wanted."""
    axes, joint = found.ground.axes, word(lang, "optimise_joint", "list")
    limited = np.isfinite(found.question.absorb).any(axis=0)  # type: ignore[arg-type]
    built = found.ground.builds.any(axis=0) & (found.wanted.counts > 0.0).any(axis=0)
    told, unseen = [], []
    for service in [axes.services[at] for at in np.flatnonzero(limited & built).tolist()]:
        facts = [_growth(one, named, lang) for one in fastest(found.case, found.ground, service)]
        name = named.name("service", service)
        if facts:
            what = joint.join(facts)
            told.append(tell(lang, "optimise.absorb_seen_of", service=name, what=what))
        else:
            unseen.append(name)
    if unseen:
        told.append(tell(lang, "optimise.absorb_unseen", services=joint.join(unseen)))
    return tell(lang, "optimise.absorb_seen", facts=word(lang, "optimise_joint", "then").join(told))


def _growth(one: Growth, named: Catalogue, lang: str) -> str:
    facts = {"region": named.name("region", one.region), "first": one.first, "last": one.last}
    return tell(lang, "optimise.absorb_growth", **facts, share=f"{100 * one.share:.1f}")


def _sentences(found: Optimised, named: Catalogue, lang: str) -> dict[tuple[int, int], str]:
    """Return what one lot more would bring, by region and service."""
    axes, wanted, told = found.ground.axes, found.wanted, {}
    for one in room_prices(found.question):
        gained = np.nan_to_num(one.gained)
        row = int(gained.max(axis=1).argmax())
        year = int(gained[row].argmax())
        service = axes.services[one.service]
        told[one.region, one.service] = tell(
            lang,
            "optimise.absorb_price",
            year=axes.years[one.year],
            lot=f"{int(found.ground.world.lot[one.region, one.service]):,}",
            unit=UNITS[named.service_units[service]][lang],
            whose=named.name("region", wanted.rows[row].region),
            indicator=named.name("indicator", wanted.rows[row].row.indicator or ""),
            until=axes.years[year],
            units=f"{gained[row, year]:,.0f}",
        )
    return told


def _years(found: Optimised, where: Booleans, lang: str) -> str:
    """Return years as a person writes them: those that follow one another by first and last."""
    at = np.flatnonzero(where)
    runs = np.split(at, np.flatnonzero(np.diff(at) > 1) + 1) if at.size else []
    years = found.ground.axes.years
    joint = word(lang, "optimise_joint", "to")
    told = [joint.join(str(years[at]) for at in dict.fromkeys((run[0], run[-1]))) for run in runs]
    return word(lang, "optimise_joint", "list").join(told)
