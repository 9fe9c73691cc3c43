"""How one cell of a printed table reads: numbers, money, yes and no, what is absent."""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Integral, Real
from typing import TYPE_CHECKING

import numpy as np

from simulator.text import group, say
from simulator.units import UNITS

if TYPE_CHECKING:
    import pandas as pd

ABSENT = "—"
RATIO_UNITS = ("share", "factor")
PERCENT_UNITS = ("percent", "year")
IDENTIFYING = ("year", "base", "as_of", "end", "seed", "until", "observed_until")
MONEY = "yuan"
SHARES = ("chance", "completion", "probability_met")
"""Columns of shares, whatever the unit of the row."""
SMALL_MONEY = ("yuan_delay",)
"""Columns of single projects' money, which a larger unit would round away."""
EXACT = 2.0**53
"""Whole numbers below it are exact in a float."""
NOTHING = ("NAType", "NaTType")
FORMULA = tuple("=+-@＝＋－＠\t\r\n")
"""Beginnings that a spreadsheet would take for a formula."""


def is_absent(value: object) -> bool:
    """Return whether there is no such value: None, NaN, NA or an empty text."""
    if value is None or type(value).__name__ in NOTHING:
        return True
    if isinstance(value, str):
        return not value
    return isinstance(value, float) and math.isnan(value)


def decimals(unit: str) -> int:
    """Return the decimals shown for a unit: counts 0, percent 1, ratios 2."""
    if unit in PERCENT_UNITS:
        return 1
    return 2 if "per_" in unit or unit in RATIO_UNITS else 0


def is_money(column: str) -> bool:
    """Return whether a column holds yuan."""
    return column == MONEY or column.startswith(f"{MONEY}_") or column.endswith(f"_{MONEY}")


def cell(column: str, value: object, language: str, unit: str = "", places: object = None) -> str:
    """Return one cell as text.

    Parameters
    ----------
    column
        Key of the column; years and seeds stand without separators, yuan in 亿元.
    value
        The value as the table holds it.
    language
        ``zh`` or ``en``.
    unit
        Unit id of the row, which decides the decimals; unknown units get two.
    places
        Decimals in place of the unit's; None leaves the unit's.
    """
    if isinstance(value, bool | np.bool_):
        return say(language, "cli", "messages.yes" if value else "messages.no")
    if is_absent(value):
        return ABSENT
    if isinstance(value, Integral):
        plain = column.rpartition(".")[2] in IDENTIFYING or column.endswith("_year")
        return str(int(value)) if plain else f"{int(value):,}"
    if isinstance(value, Real):
        shown = places if isinstance(places, int) else decimals(unit) if unit else 2
        return _number(column, float(value), language, shown)
    if column == "unit":
        return UNITS.get(str(value), {}).get(language, str(value)) or ABSENT
    return str(value)


def _number(column: str, value: float, language: str, places: int) -> str:
    if not math.isfinite(value):
        return ABSENT
    if is_money(column):
        return f"{value / money_unit(language, column):,.2f}"
    if column.endswith(("percent", "years_to_close")):
        return f"{value:,.1f}"
    if column.endswith(("_per_1000", *SHARES)):
        return f"{value:,.2f}"
    if column == "units_to_close":
        return f"{value:,.0f}"
    return f"{round(value, places) + 0.0:,.{places}f}"


def in_full(value: object) -> str:
    """Return a value as text with all its digits.

    >>> in_full(0.1), in_full(2e10), in_full(None)
    ('0.1', '20000000000', '—')
    """
    if is_absent(value):
        return ABSENT
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    return str(value)


def heading(column: str, language: str) -> str:
    """Return the heading of a column; money names its unit, an unknown key stands as it is."""
    columns = group(language, "labels")["columns"]
    known = columns if isinstance(columns, Mapping) else {}
    text = str(known.get(column.removesuffix("_label"), column))
    size = "small_" if column in SMALL_MONEY else ""
    return text + say(language, "labels", f"money.{size}suffix") if is_money(column) else text


def money_unit(language: str, column: str = MONEY) -> float:
    """Return the yuan of one unit of money on screen."""
    size = "small_" if column in SMALL_MONEY else ""
    return float(say(language, "labels", f"money.{size}unit_yuan"))


def guarded(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame in which no text can act as a formula when a spreadsheet opens it."""
    return frame.map(lambda v: f"'{v}" if isinstance(v, str) and v.startswith(FORMULA) else v)
