"""The text of a new plan file: everything a planner fills in, each with what it means."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.inputs.indicators import Indicator
from simulator.inputs.params import Params
from simulator.text import say
from simulator.units import UNITS

PERIOD = "14"
"""Number of the five-year plan in the file's name."""
BASE_YEAR, TARGET_YEAR = 2020, 2025


def new_plan_text(params: Params, region: str, language: str = "zh") -> str:
    """Return a commented plan file with one blank row for each simulated indicator.

    It loads as it is and changes nothing until a figure is filled in.
    """
    name = params.regions[region].label
    about = {"region": name.say(language), "id": region}

    def comment(key: str) -> str:
        return "# " + say(language, "plan", key, **about)

    titles = {each: say(each, "plan", "title", region=name.say(each)) for each in ("zh", "en")}
    issuers = {each: say(each, "plan", "issuer", region=name.say(each)) for each in ("zh", "en")}
    lines = [
        "---",
        *(comment(f"head.{part}") for part in ("title", "about", "check")),
        f"region: {region}",
        comment("source"),
        "source:",
        f"  title: {{zh: {titles['zh']}, en: {titles['en']}}}",
        f"  issuer: {{zh: {issuers['zh']}, en: {issuers['en']}}}",
        '  # number: "…"',
        '  # date: "2022-03-01"',
        "  standing: issued",
        comment("standing"),
        "standing: issued",
        f"base_year: {BASE_YEAR}",
        f"target_year: {TARGET_YEAR}",
        f"title: {say(language, 'plan', 'table')}",
        comment("basis"),
        "residents_basis: {value: unknown}",
        *(comment(f"rows.{part}") for part in ("about", "number", "words", "total", "doubt")),
        "rows:",
    ]
    simulated = [one for one in params.indicators.values() if one.simulated]
    lines += [line for one in simulated for line in _row(one, language)]
    return "\n".join(lines) + "\n"


def _row(one: Indicator, language: str) -> Iterator[str]:
    unit = UNITS[one.unit][language]
    domain = say("zh", "evidence", f"domain.{one.domain}")
    yield f"  - indicator: {one.id}  # {one.label.say(language)} [{unit}]"
    yield f'    row: {{domain: {domain}, label: "{one.label.zh}"}}'
    for side in ("base", "target"):
        example = f'{{as_printed: "…", value: …, unit: {one.unit}, grade: stated}}'
        yield f"    {side}: {{kind: blank}}  # {example}"
