"""The money of an optimisation: by city and service, by city and year, and the province's own."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.labels import Catalogue
from simulator.axes import PROVINCIAL_TREASURY
from simulator.desk.optimise import Optimised
from simulator.desk.pictures import catalogue
from simulator.optimise.ground import FEN
from simulator.optimise.replay import demanded
from simulator.units import FEN_PER_YUAN

Floats = NDArray[np.float64]
YUAN = FEN / FEN_PER_YUAN
"""Yuan in the unit of money of an optimisation."""


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
    """Return the money of each city and year: what the plan asks, what is free, what is missing.

    With conversions decided what they cost is a column of its own: it is not among what is asked
    and free, for the scenario itself spends it. Seats are rows of the province, which has no
    account that could be free.
    """
    axes, ground = found.ground.axes, found.ground
    asks = demanded(ground, found.plan)
    spending = asks.sum(axis=(1, 2)) > 0
    if found.asked.conversions:
        concerned = found.wanted.regions.any(axis=0)
        spending |= concerned & (ground.converted.sum(axis=(0, 2)) > 0)
    told = [
        _city_year(found, asks, (region, year), lang)
        for region in np.flatnonzero(spending).tolist()
        for year in range(len(axes.years))
    ]
    return pd.DataFrame(told + _province_years(found, lang))


def _city_year(
    found: Optimised, asks: Floats, place: tuple[int, int], lang: str
) -> dict[str, object]:
    """Return the money of a city (``place`` is region, year)."""
    (region, year), ground = place, found.ground
    borrowed = ground.world.money.bonds.payer >= 0
    name = ground.axes.regions[region]
    told: dict[str, object] = {
        "region": name,
        "region_label": catalogue(lang).name("region", name),
        "year": ground.axes.years[year],
        "public_yuan": float(found.costs.public[region, :, year].sum() * YUAN),
        "total_yuan": float(found.costs.total[region, :, year].sum() * YUAN),
        "asked_yuan": float(asks[region, ~borrowed, year].sum() * YUAN),
        "free_yuan": float(ground.free[year, region, ~borrowed].sum() * YUAN),
        "extra_yuan": float(found.plan.extra[region, ~borrowed, year].sum() * YUAN),
    }
    if found.asked.conversions:
        told["conversions_yuan"] = float(ground.converted[year, region].sum() * YUAN)
    return told


def _province_years(found: Optimised, lang: str) -> list[dict[str, object]]:
    """Return what more seats cost the province by year, where there are any."""
    persons, cost = found.plan.trained(found.ground)
    if not persons.any():
        return []
    return [
        {
            "region": PROVINCIAL_TREASURY,
            "region_label": catalogue(lang).name("region", PROVINCIAL_TREASURY),
            "year": calendar,
            "public_yuan": yuan,
            "total_yuan": yuan,
            "asked_yuan": yuan,
        }
        for calendar, yuan in zip(
            found.ground.axes.years, (cost.sum(axis=0) * YUAN).tolist(), strict=True
        )
    ]
