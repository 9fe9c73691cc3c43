"""What a form asks of one respondent, and where its cells stand.

Column A holds ids, the same in every language; what a person fills in stands in `ENTRY`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from simulator.axes import PROVINCE
from simulator.inputs.params import Params
from simulator.inputs.plans import plans_at
from simulator.inputs.validation import Bilingual

Kind = Literal["county", "bureau"]
KINDS: tuple[Kind, ...] = ("county", "bureau")
COLUMNS = ("id", "label", "definition", "unit", "before", "entry", "remark")
ENTRY, REMARK = COLUMNS.index("entry"), COLUMNS.index("remark")
HEAD = ("region", "year", "kind", "respondent")
SIGNED = ("reporter", "reviewer", "date")
RESIDENTS = "resident_population"
COUNTIES = "population/county-census.csv"


class Respondent(NamedTuple):
    """Who fills in a form; ``name`` is a bureau's or a county's."""

    kind: Kind
    region: str
    name: str


class Item(NamedTuple):
    """One line of a form."""

    id: str
    label: Bilingual
    definition: Bilingual
    unit: str
    low: float
    high: float
    """What can be believed [unit]; infinite for counts."""


def respondents(params: Params, kind: Kind, region: str, year: int) -> tuple[Respondent, ...]:
    """Return who is asked in a region: the lead bureaus of its plan, or its counties."""
    if kind == "county":
        return tuple(Respondent(kind, region, name) for name in counties_of(params).get(region, ()))
    indicators = params.indicators
    bureaus = (indicators[one].lead_bureau.zh for one in _planned(params, region, year))
    return tuple(Respondent(kind, region, name) for name in dict.fromkeys(bureaus))


def counties_of(params: Params) -> Mapping[str, tuple[str, ...]]:
    """Return the counties of each city, in the order of the census."""
    found: dict[str, dict[str, None]] = {}
    with params.tree.files[COUNTIES].open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["region"], {})[row["county"]] = None
    return {region: tuple(names) for region, names in found.items()}


def items(params: Params, who: Respondent, year: int) -> tuple[Item, ...]:
    """Return what a respondent is asked: indicators and what they count; counties counts alone."""
    named = _planned(params, who.region, year)
    if who.kind == "bureau":
        named = tuple(one for one in named if params.indicators[one].lead_bureau.zh == who.name)
    counted = dict.fromkeys(
        service for one in named for service in params.indicators[one].numerator
    )
    if who.kind == "county":
        return (_residents(), *_counts(params, counted))
    return (*_ratios(params, named), *_counts(params, counted))


def _planned(params: Params, region: str, year: int) -> tuple[str, ...]:
    """Return the indicators of a region's plan, of the province's where it has none."""
    plans = plans_at(params.plans, year - 1)
    plan = plans.get(region) or plans.get(PROVINCE)
    named = [row.indicator or "" for row in plan.rows] if plan else []
    return tuple(dict.fromkeys(one for one in named if one in params.indicators))


def _ratios(params: Params, named: tuple[str, ...]) -> Iterator[Item]:
    for name in named:
        one = params.indicators[name]
        yield Item(name, one.label, one.definition, one.unit, *one.bounds)


def _counts(params: Params, services: dict[str, None]) -> Iterator[Item]:
    for name in services:
        one = params.services[name]
        label = Bilingual(zh=one.label.zh, en=one.label.en)
        about = Bilingual(zh=f"年末{one.label.zh}", en=f"{one.label.en} at year-end")
        yield Item(name, label, about, one.unit, 0.0, float("inf"))


def _residents() -> Item:
    return Item(
        RESIDENTS,
        Bilingual(zh="常住人口", en="Residents"),
        Bilingual(zh="常住人口，年末", en="Residents at year-end"),
        "person",
        0.0,
        float("inf"),
    )
