"""The text of a drafted plan file: suggested targets, each with the rule it follows from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simulator.inputs.indicators import Indicator
from simulator.inputs.params import Params
from simulator.text import LANGUAGES, say

FIRST_PLAN, FIRST_END, YEARS = 13, 2020, 5
"""A five-year plan, the year it ends, and how long one lasts."""
NATURES = {"binding": "约束性", "expected": "预期性"}


class DraftRow(NamedTuple):
    """One row: a base, simulated or from a source, and a suggested target."""

    indicator: Indicator
    domain: str
    label: str
    nature: str
    cumulative: bool
    base: float
    source: str | None
    """Of ``params/sources.yaml``, None where the base is simulated or from a planner's own file."""
    base_kind: str
    """``observed``, ``simulated`` or ``delivered``."""
    target: float
    rule: str


def plan_name(region: str, last: int) -> str:
    """Return the name of the draft whose target year is ``last``: ``kaifeng-15-draft``."""
    return f"{region}-{FIRST_PLAN + -(-(last - FIRST_END) // YEARS)}-draft"


def draft_text(
    params: Params, region: str, years: tuple[int, int], run: str, rows: Sequence[DraftRow]
) -> str:
    """Return the plan file; its standing is ``draft``, so that it never counts as in force."""
    name = params.regions[region].label
    first, last = years
    about = {"first": first, "last": last, "run": run}

    def both(key: str) -> str:
        said = (
            f"{one}: {_quoted(say(one, 'plan', key, region=name.say(one), **about))}"
            for one in LANGUAGES
        )
        return f"{{{', '.join(said)}}}"

    heads = [say(one, "plan", "draft.head", region=name.say(one), **about) for one in LANGUAGES]
    lines = [
        "---",
        *(f"# {one}" for one in heads),
        f"region: {region}",
        "source:",
        f"  title: {both('draft.title')}",
        f"  issuer: {both('draft.issuer')}",
        "  standing: draft",
        "standing: draft",
        f"base_year: {first}",
        f"target_year: {last}",
        f"title: {say('zh', 'plan', 'draft.table')}",
        "rows:",
    ]
    return "\n".join([*lines, *(line for row in rows for line in _row(row, run))]) + "\n"


def _row(row: DraftRow, run: str) -> Iterator[str]:
    total = ", accumulation: cumulative, accumulation_grade: derived" if row.cumulative else ""
    made = f"grade: derived, from: [{run}]"
    own = "observed" if row.base_kind == "observed" else "simulated"
    base = f"grade: external, source: {row.source}" if row.source else f"{made}, formula: {own}"
    side = "at_most" if row.indicator.direction == "lower" else "at_least"
    yield f"  - indicator: {row.indicator.id}"
    printed = f"domain: {_quoted(row.domain)}, label: {_quoted(row.label)}"
    yield f"    row: {{{printed}, nature: {NATURES[row.nature]}}}"
    yield f"    base: {{value: {row.base:.10g}, unit: {row.indicator.unit}{total}, {base}}}"
    yield (
        f"    target: {{value: {row.target:.10g}, unit: {row.indicator.unit}, "
        f"comparator: {side}{total}, {made}, formula: draft_{row.rule}}}"
    )
    said = (f"{one}: {_quoted(say(one, 'plan', f'draft.{row.rule}'))}" for one in LANGUAGES)
    yield f"    note: {{{', '.join(said)}}}"


def _quoted(text: str) -> str:
    """Return a text as YAML reads it."""
    return json.dumps(text, ensure_ascii=False)
