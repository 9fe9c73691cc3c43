"""What a run reads besides its parameters: cells of the plans, observations, files of residents."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import pandas as pd

from simulator.inputs.case import Case
from simulator.inputs.doubts.doubt import cell_name, cell_print
from simulator.inputs.params import NATIONAL_TARGETS, Params
from simulator.inputs.plans import Plan, PlanRow
from simulator.inputs.published import published_by
from simulator.inputs.targets import Cell
from simulator.inputs.vintage import GROUND, READ
from simulator.results.manifest import Json
from simulator.text import LANGUAGES, say

CENSUS, NATION = "census-2020-henan", "un-wpp-2022"
FILES = {
    **GROUND,
    "population/in-migrants.csv": CENSUS,
    **{
        f"population/wpp2022_china_{name}1dt.csv": NATION
        for name in ("e0", "e0proj", "misc", "tfr", "tfrproj")
    },
}
"""Files of residents and the source of each."""
SCHEDULES = "population/migration-schedules.csv"
FITTED_TO = ("census-2010-henan", CENSUS)

_OBSERVED: WeakKeyDictionary[Params, list[dict[str, Json]]] = WeakKeyDictionary()
"""Rows of the observations of what was loaded: every move of a lever asks for them."""


def figures(case: Case) -> Iterator[dict[str, Json]]:
    """Yield what a run reads, each with name, label, grade and source; files as one row a source.

    ``kind`` is ``plan`` for the base or target of a plan, ``data`` for a file.
    """
    for plan in case.evidence.plans.values():
        for row in plan.rows:
            for side, cell in (("base", row.base), ("target", row.target)):
                if not cell.blank:
                    yield _cell(case, plan, row, side, cell)
    if case.params not in _OBSERVED:
        _OBSERVED[case.params] = list(_observed(case.params))
    yield from _OBSERVED[case.params]
    for name, source in FILES.items():
        if name in case.params.tree.files:
            yield _told("data", name, _label("residents"), "external", source=source)
    if SCHEDULES in case.params.tree.files:
        fitted: dict[str, Json] = {"from": list(FITTED_TO), "formula": "rogers_castro_fit"}
        yield _told("data", SCHEDULES, _label("schedules"), "derived", **fitted)


def _told(
    kind: str, name: str, label: dict[str, Json], grade: str, **more: Json
) -> dict[str, Json]:
    """Return one row; what is not known of it is left out, since a manifest has hundreds."""
    known = {key: value for key, value in more.items() if value is not None}
    return {"kind": kind, "name": name, "label": label, "grade": grade, **known}


def _label(key: str, **args: object) -> dict[str, Json]:
    return {lang: say(lang, "evidence", f"input.{key}", **args) for lang in LANGUAGES}


def _cell(case: Case, plan: Plan, row: PlanRow, side: str, cell: Cell) -> dict[str, Json]:
    """Return the base or target of a row as the run uses it."""
    where, params = cell_print(plan, row, cell), case.params
    printed = f":{where.line}" if where.line is not None else f":row {where.row}"
    year = plan.base_year if side == "base" else plan.target_year
    label: dict[str, Json] = {
        lang: say(
            lang,
            "evidence",
            f"input.{side}",
            region=params.regions[plan.region].label.say(lang),
            row=row.label,
            year=year,
        )
        for lang in LANGUAGES
    }
    more: dict[str, Json] = {
        "value": cell.value,
        "low": cell.low,
        "high": cell.high,
        "unit": cell.unit,
        "source": cell.source or where.document + printed,
        "as_printed": cell.as_printed or cell.quote,
        "reason": {"zh": cell.reason.zh, "en": cell.reason.en} if cell.reason else None,
    }
    return _told("plan", cell_name(plan, row, side), label, cell.grade or "stated", **more)


def _observed(params: Params) -> Iterator[dict[str, Json]]:
    """Yield one row for each file of observations and each source in it."""
    for name in (*READ, NATIONAL_TARGETS):
        if name not in params.tree.files:
            continue
        table = pd.read_csv(params.tree.files[name], dtype=str, keep_default_na=False)
        if params.known_on is not None and "published" in table:
            table = table[[published_by(one, params.known_on) for one in table["published"]]]
        for source, rows in table.groupby("source", sort=False):
            years = {"first": rows["year"].min(), "last": rows["year"].max()}
            label = _label("observed", n=len(rows), **years)
            yield _told("data", name, label, "external", source=str(source))
