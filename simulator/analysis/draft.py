"""What a target of the next plan could be: five values, one suggested, and by which rule.

    base, trend, need, province, affordable ─► suggested ─► nature

Every simulated indicator of a plan is better when it is higher.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from simulator.analysis.numbers import decimals

WHOLE = 100.0
SURE = 0.9
"""Chance within the envelope from which a target may bind."""
CONTROLLED = ("facility", "programme")
"""Families whose figure the government decides; staff and the insured decide for themselves."""
BINDING, EXPECTED = "binding", "expected"
NEED, PROVINCE, TREND, AFFORDABLE, KEPT = "need", "province", "trend", "affordable", "kept"
COLUMNS = (
    "region",
    "indicator",
    "indicator_label",
    "unit",
    "unit_label",
    "base",
    "base_kind",
    "base_kind_label",
    "trend",
    "affordable",
    "need_based",
    "province",
    "suggested",
    "rule",
    "rule_label",
    "chance",
    "sure",
    "nature",
    "nature_label",
    "together",
    "units",
    "projects",
    "fiscal_yuan",
    "total_yuan",
    "added_yuan",
)


class Values(NamedTuple):
    """What a target can be drawn from [unit of the indicator]; NaN where there is none."""

    base: float
    trend: float
    affordable: float
    need_based: float
    province: float


class Suggestion(NamedTuple):
    """A value, and the rule it follows from."""

    value: float
    rule: str


def trend_of(before: float, base: float, years: tuple[int, int], *, percent: bool) -> float:
    """Return the value when a change goes on; of percents the share still missing shrinks.

    Parameters
    ----------
    before, base
        Values at the beginning and the end of the years known.
    years
        Number of years known, and number of years ahead.
    percent
        Whether the value is a share of a whole, which no trend passes.
    """
    known, ahead = years
    if percent and before < WHOLE and base < WHOLE:
        kept = (WHOLE - base) / (WHOLE - before)
        return WHOLE - (WHOLE - base) * math.pow(kept, ahead / known)
    return base + (base - before) / known * ahead


def suggest(values: Values, unit: str) -> Suggestion:
    """Return the suggested value with the digits of its unit, and the rule it follows from.

    The greater of a need not yet met and the province's value, the trend where there is neither;
    not below the base, and never above what is affordable as it would be printed.
    """
    known = [(PROVINCE, values.province)] if not math.isnan(values.province) else []
    if values.need_based > values.base:
        known.append((NEED, values.need_based))
    rule, value = max(known or [(TREND, values.trend)], key=lambda pair: pair[1])
    if math.isnan(value) or value < values.base:
        rule, value = KEPT, values.base
    value, most = as_printed(value, unit), as_printed(values.affordable, unit)
    return Suggestion(most, AFFORDABLE) if value > most else Suggestion(value, rule)


def as_printed(value: float, unit: str) -> float:
    """Return the value with the digits its unit is printed with."""
    return round(value, decimals(unit))


def half_digit(unit: str) -> float:
    """Return half of the last printed digit."""
    return float(0.5 * 10.0 ** -decimals(unit))


def nature_of(chance: float, family: str) -> str:
    """Return ``binding`` where the target is sure enough and the government's to reach."""
    likely = not math.isnan(chance) and chance >= SURE
    return BINDING if likely and family in CONTROLLED else EXPECTED
