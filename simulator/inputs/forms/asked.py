"""What a form asks of one respondent, and where its cells stand.

Column A holds ids, the same in every language; what a person fills in stands in `ENTRY`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from simulator.axes import PROVINCE
from simulator.inputs.params import Params
from simulator.inputs.plans import Plan, plans_at
from simulator.inputs.validation import Bilingual
from simulator.text import LANGUAGES, say

Kind = Literal["county", "bureau"]
KINDS: tuple[Kind, ...] = ("county", "bureau")
COLUMNS = ("id", "label", "definition", "unit", "before", "before_year", "entry", "remark")
ENTRY, REMARK = COLUMNS.index("entry"), COLUMNS.index("remark")
HEAD = ("region", "year", "kind", "respondent")
SIGNED = ("reporter", "reviewer", "date")
GROUP = "collect"
RESIDENTS = "resident_population"
COUNTIES = "population/county-census.csv"


def cell_of(row: int) -> str:
    """Return the address of the entry in a row of a sheet, empty for none.

    >>> cell_of(12)
    'G12'
    """
    return f"{chr(ord('A') + ENTRY)}{row}" if row else ""


class Known(NamedTuple):
    """The last value known of a line, and its year."""

    value: float
    year: int


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
    """Return what a respondent is asked: indicators and what they count; counties counts alone.

    Of what a plan prints as a total of five years the year's own figure is asked, once: reviews
    add the years up.
    """
    planned = _planned(params, who.region, year)
    if who.kind == "bureau":
        own = {name for name in planned if params.indicators[name].lead_bureau.zh == who.name}
        planned = {name: yearly for name, yearly in planned.items() if name in own}
    counted = dict.fromkeys(
        service for one in planned for service in params.indicators[one].numerator
    )
    if who.kind == "county":
        return (_residents(), *_counts(params, counted))
    ratios = {name: yearly for name, yearly in planned.items() if name not in counted}
    return (*_ratios(params, ratios), *_counts(params, counted))


def asking(params: Params, region: str, year: int) -> Plan | None:
    """Return the plan whose indicators are asked: the region's own, else the province's."""
    plans = plans_at(params.plans, year - 1)
    return plans.get(region) or plans.get(PROVINCE)


def _planned(params: Params, region: str, year: int) -> dict[str, bool]:
    """Return the indicators of a region's plan, of the province's where it has none.

    The value says whether the plan prints totals of several years. Commitments have no number.
    """
    plan = asking(params, region, year)
    found: dict[str, bool] = {}
    for row in plan.rows if plan else ():
        known = params.indicators.get(row.indicator or "")
        if row.indicator and known is not None and known.family != "commitment":
            total = row.target.accumulation == "cumulative"
            found[row.indicator] = found.get(row.indicator, False) or total
    return found


def _ratios(params: Params, named: Mapping[str, bool]) -> Iterator[Item]:
    for name, yearly in named.items():
        one, about = params.indicators[name], params.indicators[name].definition
        if yearly:
            about = _about("yearly", about)
        yield Item(name, one.label, about, one.unit, *one.bounds)


def _counts(params: Params, services: dict[str, None]) -> Iterator[Item]:
    for name in services:
        one = params.services[name]
        label = Bilingual(zh=one.label.zh, en=one.label.en)
        about = _about("count_of_year" if one.family == "programme" else "count", label)
        yield Item(name, label, about, one.unit, 0.0, float("inf"))


def _residents() -> Item:
    label, about = (
        Bilingual(**{lang: say(lang, GROUP, f"residents.{key}") for lang in LANGUAGES})
        for key in ("label", "definition")
    )
    return Item(RESIDENTS, label, about, "person", 0.0, float("inf"))


def _about(key: str, thing: Bilingual) -> Bilingual:
    """Return what a line asks of a thing, in every language."""
    return Bilingual(
        **{lang: say(lang, GROUP, f"asked.{key}", thing=thing.say(lang)) for lang in LANGUAGES}
    )
