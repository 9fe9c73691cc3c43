"""How a number is written: decimals by unit, signs, money in 亿元 or 万元."""

from __future__ import annotations

import math

from simulator.analysis.labels import tell

ABSENT = "—"
YUAN_PER_WAN = 1e4
YUAN_PER_YI = 1e8
YUAN_PER_MILLION = 1e6
SMALL_IN_YI = 0.1
_ONE_DECIMAL = ("percent", "year", "per_100_households")


def decimals(unit: str) -> int:
    """Return the decimals shown for a unit: counts 0, percent 1, ratios 2."""
    if unit in _ONE_DECIMAL:
        return 1
    return 2 if "per_" in unit or unit in {"share", "factor"} else 0


def is_count(unit: str) -> bool:
    """Return whether a unit counts things, so that places of different size do not compare."""
    return decimals(unit) == 0


def number(value: float, unit: str) -> str:
    """Return a value as text with the decimals of its unit; absent is a dash."""
    if value is None or math.isnan(value):
        return ABSENT
    places = decimals(unit)
    return f"{round(value, places) + 0.0:,.{places}f}"


def signed(value: float, unit: str) -> str:
    """Return a difference with its sign; a difference that shows as zero has none."""
    shown = number(value, unit)
    if shown == ABSENT or float(shown.replace(",", "")) == 0:
        return shown
    return shown if shown.startswith("-") else f"+{shown}"


def percent(value: float) -> str:
    """Return a signed percentage with one decimal."""
    return ABSENT if math.isnan(value) else f"{signed(value, 'percent')}%"


def money(yuan: float, language: str) -> str:
    """Return an amount with its unit: 亿元, or 万元 below 0.1 亿元; million yuan in English."""
    if yuan is None or math.isnan(yuan):
        return ABSENT
    if language != "zh":
        return tell(language, "money.million", amount=f"{yuan / YUAN_PER_MILLION:,.1f}")
    if abs(yuan) >= SMALL_IN_YI * YUAN_PER_YI:
        return tell(language, "money.yi", amount=f"{yuan / YUAN_PER_YI:,.2f}")
    return tell(language, "money.wan", amount=f"{yuan / YUAN_PER_WAN:,.1f}")
