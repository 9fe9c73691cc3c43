"""The observations of a place and year as a table: what is asked, known and typed, and doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

import pandas as pd

from simulator.analysis.backtest import name_of
from simulator.analysis.collected import EXPLAINED, Limits, line_doubt
from simulator.desk.cases import params_of, series_of
from simulator.desk.collect import JUMP, known_before, respondent_name
from simulator.desk.pictures import catalogue
from simulator.desk.review import names_observed
from simulator.errors import Problem, Where
from simulator.inputs.entered import FILLED, Entered, Entries, Key, plain_number
from simulator.inputs.forms.asked import Item, Kind, Known, Respondent, items, respondents
from simulator.inputs.forms.filled import Entry, Filled
from simulator.inputs.observation_file import Row, row_problems
from simulator.inputs.observations import COLUMNS
from simulator.inputs.observed import Observed
from simulator.inputs.plans import plans_at
from simulator.inputs.values import Values
from simulator.text import say

FIELDS = {"O110": "value", "O106": "published", "O107": "source", "O109": "unit"}
"""Cell of the table that a problem is about; any other is about the name of the line."""
BUREAU: Kind = "bureau"


class Doubt(NamedTuple):
    """What is wrong with one entry; ``field`` is the cell to mark."""

    key: Key
    field: str
    text: str


class Asked(NamedTuple):
    """One line: what is asked, and of whom."""

    item: Item
    respondent: str


def review_years(kind: str) -> list[int]:
    """Return the years that a kind of review may be of, the last first.

    ``annual`` is any year of a plan in force, ``midterm`` any but its last, ``final`` its last.
    """
    plans = params_of().plans
    every = {
        year for one in plans.values() for year in range(one.base_year + 1, one.target_year + 1)
    }
    found = []
    for year in sorted(every, reverse=True):
        ends = [one.target_year == year for one in plans_at(plans, year - 1).values()]
        may = {"annual": bool(ends), "midterm": not all(ends), "final": any(ends)}
        if may[kind]:
            found.append(year)
    return found


@cache
def asked_of(region: str, year: int) -> Mapping[str, Asked]:
    """Return the lines of a place and year by what they ask, in the order of its bureaus."""
    params = params_of()
    found: dict[str, Asked] = {}
    for who in respondents(params, BUREAU, region, year):
        for item in items(params, who, year):
            found.setdefault(item.id, Asked(item, who.name))
    return found


@cache
def _known(region: str, year: int) -> Mapping[str, Known]:
    return known_before(params_of(), Respondent(BUREAU, region, ""), year)


def observation_form(
    region: str, year: int, entries: Entries | None = None, lang: str = "zh"
) -> pd.DataFrame:
    """Return the table of what is asked of a place on 31 December of a year.

    Columns: no (from 1), id, label, unit_label, before and before_year (last value known earlier,
    [unit]), the `FILLED` cells as texts (an entry's, else what is shipped), own (an entry stands
    here), wrong (cells that are doubtful), doubt (in words, empty for none). Lines that only an
    entry names come last. ``attrs["doubts"]`` holds all sentences, those of other places and years
    last; ``attrs["n_own"]`` how many entries stand here, ``attrs["n_elsewhere"]`` how many do not.
    """
    given, names = entries or {}, catalogue(lang)
    here = {key[2]: one for key, one in given.items() if key[:2] == (region, year)}
    lines = {**{name: one.item.unit for name, one in asked_of(region, year).items()}}
    lines |= {name: one.unit for name, one in here.items() if name not in lines}
    numbers = {(region, year, name): no for no, name in enumerate(lines, start=1)}
    doubts = doubts_of(given, numbers, lang)
    before = _known(region, year)
    rows = []
    for no, (name, unit) in enumerate(lines.items(), start=1):
        entry, last = here.get(name), before.get(name)
        mine = [one for one in doubts if one.key == (region, year, name)]
        cells = entry or shipped(region, year, name)
        rows.append(
            {
                "no": no,
                "id": name,
                "label": observed_name(name, lang),
                "unit_label": names.unit(name, unit),
                "before": last.value if last else None,
                "before_year": last.year if last else None,
                **{field: getattr(cells, field) for field in FILLED},
                "own": entry is not None,
                "wrong": " ".join(sorted({one.field for one in mine})),
                "doubt": " ".join(one.text for one in mine),
            }
        )
    table = pd.DataFrame(rows).astype({"before": "float64", "before_year": "Int64"})
    told = sorted(doubts, key=lambda one: numbers.get(one.key, len(numbers) + 1))
    table.attrs["doubts"] = [one.text for one in told]
    table.attrs |= {"n_own": len(here), "n_elsewhere": len(given) - len(here)}
    return table


def observed_name(name: str, lang: str = "zh") -> str:
    """Return what an observation is called; a name that nobody knows stands as it is."""
    known = names_observed(params_of())
    if name in known.indicators or name in known.counted:
        return name_of(name, catalogue(lang))
    return name


def shipped(region: str, year: int, name: str) -> Entered:
    """Return what is shipped of one observation, as an entry; blank where there is nothing."""
    seen = _latest().get((region, year, name))
    if seen is None:
        return Entered()
    texts = (seen.published, seen.source, seen.note, seen.unit, seen.basis, seen.definition)
    return Entered(f"{seen.value:.15g}", *texts, seen.status)


@cache
def _latest() -> Mapping[Key, Observed]:
    rows = sorted(series_of().rows, key=lambda one: one.vintage)
    return {(one.region, one.year, one.indicator): one for one in rows}


def doubts_of(entries: Entries, numbers: Mapping[Key, int], lang: str = "zh") -> list[Doubt]:
    """Return all that is doubtful of some entries; ``numbers`` are lines of the table shown."""
    names, limits = names_observed(params_of()), Limits(Values(params_of().parameters)(JUMP))
    found = []
    for key, entry in entries.items():
        row = row_of(key, entry)
        told = [_told(one, entry, lang) for one in row_problems(row, Where(), names)]
        told = told or list(_unlikely(key, entry, limits, lang))
        found += [Doubt(key, field, _placed(key, text, numbers, lang)) for field, text in told]
    return found


def row_of(key: Key, entry: Entered) -> Row:
    """Return an entry as a row of ``params/observations``; what it leaves open is as asked.

    Without a source it is the bureau that is asked, without a day of publication today.
    """
    region, year, name = key
    texts = {**entry._asdict(), "value": plain_number(entry.value)}
    texts |= {"year": str(year), "region": region, "indicator": name}
    asked = asked_of(region, year).get(name)
    if asked is not None:
        texts["unit"] = entry.unit or asked.item.unit
        texts["definition"] = entry.definition or asked.item.definition.zh
        texts["source"] = entry.source or bureau_reports(region, asked.respondent)
        texts["published"] = entry.published or date.today().isoformat()
    return {column: str(texts[column]).strip() for column in COLUMNS}


def bureau_reports(region: str, bureau: str) -> str:
    """Return the source of what a bureau reports, in Chinese as all sources."""
    where = catalogue("zh").name("region", region)
    who = respondent_name(params_of(), Respondent(BUREAU, region, bureau), "zh")
    # 开封市 and 市教育局 share a letter
    return say("zh", "collect", "source.bureau", region=where, who=who.removeprefix(where[-1]))


def _told(problem: Problem, entry: Entered, lang: str) -> tuple[str, str]:
    """Return the cell that a problem is about, and its words."""
    if problem.code == "O102":
        return "value", say(lang, "collect", "doubt.number", value=entry.value)
    what, fix = (
        say(lang, "problems", f"{problem.code}.{part}", **problem.args) for part in ("what", "fix")
    )
    said = say(lang, "collect", "doubt.problem", what=what, fix=fix)
    return FIELDS.get(problem.code, "label"), said


def _unlikely(key: Key, entry: Entered, limits: Limits, lang: str) -> Iterator[tuple[str, str]]:
    """Yield a jump or a slip of units that no remark explains."""
    region, year, name = key
    asked = asked_of(region, year).get(name)
    if asked is None:
        return
    cell = float(plain_number(entry.value))
    before = _known(region, year)
    form = Filled("", "", BUREAU, region, year, "", (), {}, {})
    line = Entry(name, asked.item.unit, cell, entry.note, 0)
    kind, other = line_doubt(form, line, asked.item, lambda _, one: before.get(one), limits)
    if kind in EXPLAINED and not entry.note:
        what = say(lang, "collect", f"finding.{kind}")
        args = {"what": what, "value": f"{cell:,.6g}", "other": f"{other:,.6g}"}
        yield "value", say(lang, "collect", "doubt.unlikely", year=before[name].year, **args)


def _placed(key: Key, text: str, numbers: Mapping[Key, int], lang: str) -> str:
    region, year, name = key
    names = catalogue(lang)
    called = observed_name(name, lang)
    if key in numbers:
        return say(lang, "collect", "doubt.line", no=numbers[key], name=called, text=text)
    args = {"region": names.name("region", region), "year": year, "name": called}
    return say(lang, "collect", "doubt.elsewhere", text=text, **args)
