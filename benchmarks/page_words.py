"""How the pages on the baseline name things, in both languages."""

from __future__ import annotations

import math
from collections.abc import Mapping

from benchmarks.verdicts import SERVICES, Verdict
from simulator import api
from simulator.inputs.parameters import Parameter

WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "met": "达到",
        "missed": "未达到",
        "firm": "牢靠",
        "fair": "较牢",
        "loose": "悬于一项",
        "span": "{low}—{high}",
        "now": "{met}个达到，{missed}个未达到",
        "by": "{value}（{name} = {setting}）",
        "none": "—",
        "doubt": "存疑",
        "growth": "以往增幅",
        "residents": "人口",
        "scenario": "情景",
        "nothing": "不改变",
        "becomes": "{name}{year}年{value}，{verdict}",
        "join": "；",
        "not_within": "{name}：不变",
        "at": "{name} = {setting}",
    },
    "en": {
        "met": "met",
        "missed": "missed",
        "firm": "firm",
        "fair": "fairly firm",
        "loose": "hangs on one",
        "span": "{low}–{high}",
        "now": "{met} met, {missed} missed",
        "by": "{value} ({name} = {setting})",
        "none": "—",
        "doubt": "doubt",
        "growth": "past growth",
        "residents": "residents",
        "scenario": "scenario",
        "nothing": "nothing turns",
        "becomes": "{name} {year}: {value}, {verdict}",
        "join": "; ",
        "not_within": "{name}: no",
        "at": "{name} = {setting}",
    },
}


def row(*cells: object) -> str:
    """Return a line of a table."""
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def span(parameter: Parameter, lang: str) -> str:
    """Return the range of a parameter."""
    return WORDS[lang]["span"].format(low=plain(parameter.low), high=plain(parameter.high))


def plain(value: float | None) -> str:
    """Return a number as a person writes it."""
    return "" if value is None else f"{value:,.10g}"


def met(is_met: bool, lang: str) -> str:
    """Return the word for a verdict."""
    return WORDS[lang]["met" if is_met else "missed"]


def number(value: float, lang: str, digits: int = 2) -> str:
    """Return a number, or a dash where there is none."""
    return WORDS[lang]["none"] if math.isnan(value) else f"{value:,.{digits}f}"


def named(city: str, indicator: str, lang: str) -> tuple[str, str]:
    """Return the names of a city and of a service."""
    return api.label("region", city, lang), api.label("service", SERVICES[indicator], lang)


def told(verdict: Verdict, lang: str) -> tuple[str, str, int]:
    """Return a verdict's city, service and year."""
    city, indicator, year = verdict
    return *named(city, indicator, lang), year


def years_of(first: int, last: int, lang: str) -> str:
    """Return a period."""
    return WORDS[lang]["span"].format(low=first, high=last)
