"""The texts of reports, by key."""

from __future__ import annotations

from simulator.analysis.labels import Catalogue
from simulator.analysis.numbers import YUAN_PER_WAN
from simulator.analysis.run_view import RunView
from simulator.text import say

GROUP = "document"


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


def joined(language: str, parts: list[str]) -> str:
    """Return several names as one enumeration."""
    return ("、" if language == "zh" else ", ").join(parts)


def together(language: str, sentences: list[str]) -> str:
    """Return sentences as one paragraph; only English parts them by a space."""
    return ("" if language == "zh" else " ").join(sentences)


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
