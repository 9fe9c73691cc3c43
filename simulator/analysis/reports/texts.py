"""The texts of reports, by key."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.analysis.labels import Catalogue
from simulator.analysis.numbers import YUAN_PER_WAN, money, number
from simulator.analysis.run_view import RunView
from simulator.text import say

GROUP = "document"
YUAN_PER_BILLION = 1e9
OPTION = re.compile(r"（[^（）]*--[a-z][^（）]*）| \([^()]*--[a-z][^()]*\)")
"""Parentheses that name an option of a command, which no reader of a report types."""


def text(language: str, key: str, **args: object) -> str:
    """Return a text of ``document.toml``."""
    return say(language, GROUP, key, **args)


def title_of(view: RunView, catalogue: Catalogue, key: str, year: int, **args: object) -> str:
    """Return a caption with the scenario, and whether the year looks back or ahead."""
    language = catalogue.language
    mark = view.hindsight.mark(year, language)
    said = text(language, key, year=year, **args)
    tail = text(language, "caption.marked", mark=mark) if mark else ""
    return text(language, "caption.of", title=said, label=view.label) + tail


def for_readers(notes: Iterable[str]) -> tuple[str, ...]:
    """Return notes without what they say to those who type commands.

    Examples
    --------
    >>> for_readers(["另有2格不列出（要列出：--include-imputed）。", "共2格（估计）。"])
    ('另有2格不列出。', '共2格（估计）。')
    """
    return tuple(OPTION.sub("", note) for note in notes)


def joined(language: str, parts: list[str]) -> str:
    """Return several names as one enumeration."""
    return ("、" if language == "zh" else ", ").join(parts)


def span(language: str, first: object, last: object) -> str:
    """Return a range, such as years, with the dash of the language.

    >>> span("zh", 2021, 2025), span("en", 2021, 2025)
    ('2021—2025', '2021–2025')
    """
    return f"{first}{'—' if language == 'zh' else '–'}{last}"


def together(language: str, sentences: list[str]) -> str:
    """Return sentences as one paragraph; only English parts them by a space."""
    return ("" if language == "zh" else " ").join(sentences)


def sum_of(yuan: float, language: str) -> str:
    """Return an amount of money as a sentence says it.

    Examples
    --------
    >>> sum_of(0.0, "zh"), sum_of(684.9e9, "en"), sum_of(163.29e8, "zh")
    ('0元', '684.90 billion yuan', '163.29亿元')
    """
    if round(yuan) == 0:
        return text(language, "money.none")
    if language != "zh" and abs(yuan) >= YUAN_PER_BILLION:
        return text(language, "money.billion", amount=f"{yuan / YUAN_PER_BILLION:,.2f}")
    shown = money(yuan, language)
    return shown.replace(" ", "") if language == "zh" else shown


def quantity(value: float, unit: str, label: str, language: str) -> str:
    """Return a value of an indicator with its unit; no label is no unit, save a percent sign.

    Examples
    --------
    >>> quantity(2.62, "per_1000", "个/千人", "zh"), quantity(96.0, "percent", "%", "en")
    ('2.62个/千人', '96.0%')
    """
    key = "quantity.percent" if unit == "percent" else "quantity.unit"
    return text(language, key, value=number(value, unit), unit=label).strip()


def apart(value: float, unit: str, label: str, language: str) -> str:
    """Return how far two values of an indicator are apart, with its unit.

    Examples
    --------
    >>> apart(-1.0, "percent", "%", "zh"), apart(0.3, "m2_per_person", "m² per resident", "en")
    ('1.0个百分点', '0.30 m² per resident')
    """
    if unit != "percent":
        return quantity(abs(value), unit, label, language)
    return text(language, "quantity.points", value=number(abs(value), unit))


def amount(units: float, thing: str, language: str) -> str:
    """Return a count with its unit: 万 from ten thousand on in Chinese.

    Examples
    --------
    >>> amount(255446.0, "个", "zh"), amount(451.0, "张", "zh"), amount(255446.0, "places", "en")
    ('25.54万个', '451张', '255,446 places')
    """
    if language != "zh":
        return f"{units:,.0f} {thing}"
    if abs(units) >= YUAN_PER_WAN:
        return f"{units / YUAN_PER_WAN:,.2f}万{thing}"
    return f"{units:,.0f}{thing}"
