"""How far a slider goes for a lever, and how a move of it is taken over into the changes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from simulator.axes import PROVINCE
from simulator.desk.laboratory import Laboratory
from simulator.desk.levers import Lever, value_at
from simulator.inputs.scenario import Scenario
from simulator.inputs.yaml_nodes import Plain

TIMES = 3.0
"""A slider without a range of its own goes to so many times what holds now."""
OF_OWN_MONEY = 0.1
"""Where nothing holds now, money goes to this share of the cities' own money of a year [1]."""
NARROW = 2.0
"""Bounds not further apart than this are shown as they are: shares, years of life."""
STEPS = 1000.0
"""A count of things that is nothing now goes so many steps up."""
FIRST_YEAR = 1000.0
"""What starts here is a calendar year."""
Shown = Literal["percent", "yi", "unit"]
PER: Mapping[Shown, float] = {"percent": 0.01, "yi": 1e8, "unit": 1.0}
"""What one of the unit that is shown is in the lever's own."""
SHOWN: Mapping[str, Shown] = {"share": "percent", "per_year": "percent", "yuan": "yi"}
DIGITS = 9
"""Digits behind the point that are kept: finer is the noise of binary numbers."""
NUMBERS = ("number", "yearly")
RULE, POOL, NO_RULE = "transfers.rule", "transfers.pool", "none"
FIRST_RULE = "by_shortfall"
"""What a pool is shared out by where no rule was chosen: the first that looks at need."""


class Slide(NamedTuple):
    """A slider in the unit people read: percent for shares, 亿元 for money."""

    low: float
    high: float
    step: float
    value: float
    """Where its handle stands: what acts now, the start where that is not known."""
    least: float
    most: float
    """What may be typed: the lever's hard bounds."""
    sourced: bool
    """Whether the ends are the range of a parameter; else they are only a scale."""
    shown_in: Shown
    whole: bool
    """Whether the lever is an integer."""

    def lever_value(self, shown: float) -> float | int:
        """Return what the lever is given for a place of the handle.

        >>> Slide(0, 2, 0.01, 1, -50, 50, True, "percent", False).lever_value(1.25)
        0.0125
        """
        value = round(shown * PER[self.shown_in], DIGITS)
        return round(value) if self.whole else value

    def place(self, value: float) -> float:
        """Return where the handle stands for a value of the lever."""
        return round(value / PER[self.shown_in], DIGITS)


def own_money(laboratory: Laboratory) -> float:
    """Return the cities' own money in the first year that levers act in [yuan of the base year]."""
    year = laboratory.case.scenario.horizon.as_of + 1
    rows = laboratory.run.part("ledger", category="own", year=year, statistic="central")
    return math.fsum(rows["yuan"][rows["region"] != PROVINCE])


def lever_slides(levers: Sequence[Lever], laboratory: Laboratory) -> Mapping[str, Slide]:
    """Return the sliders of a laboratory's levers by path; see `slides_of`."""
    return slides_of(levers, own_money(laboratory))


def slides_of(levers: Sequence[Lever], own: float) -> Mapping[str, Slide]:
    """Return the sliders of all levers that are one number or one by year, by path.

    ``own`` is `own_money`. Ends follow the parent's value or the parameter, and reach out to what
    holds now where that lies beyond. A calendar year has none: it is typed.
    """
    numbers = (one for one in levers if one.kind in NUMBERS)
    found = ((one.path, _slide(one, own)) for one in numbers)
    return {path: slide for path, slide in found if slide is not None}


def _slide(lever: Lever, own: float) -> Slide | None:
    if lever.low is None or lever.high is None or lever.step is None or lever.low >= FIRST_YEAR:
        return None
    low, high = _scale(lever, own)
    sourced = (lever.usual_low, lever.usual_high) != (lever.low, lever.high)
    if sourced and lever.usual_low is not None and lever.usual_high is not None:
        low, high = lever.usual_low, lever.usual_high
    at = min(max(0.0, low), high) if lever.now is None else lever.now
    shown_in = SHOWN.get(lever.unit, "unit")

    def place(value: float) -> float:
        return round(value / PER[shown_in], DIGITS)

    return Slide(
        low=place(min(low, at)),
        high=place(max(high, at)),
        step=place(lever.step),
        value=place(at),
        least=place(lever.low),
        most=place(lever.high),
        sourced=sourced,
        shown_in=shown_in,
        whole=not lever.unit,
    )


def _scale(lever: Lever, own: float) -> tuple[float, float]:
    """Return the ends of a slider whose lever has no range of its own."""
    low, high = float(lever.low or 0.0), float(lever.high or 0.0)
    if high - low <= NARROW:
        return low, high
    if lever.now:
        return max(low, 0.0), min(high, TIMES * lever.now)
    if lever.unit == "yuan":
        return low, min(high, pool_scale(own))
    return low, min(high, low + STEPS * float(lever.step or 1.0))


def pool_scale(own: float) -> float:
    """Return where a slider of money ends that is nothing now: one leading digit, not less.

    >>> pool_scale(1.23e10)
    2000000000.0
    """
    share = OF_OWN_MONEY * own
    digit = 10.0 ** math.floor(math.log10(share)) if share > 0.0 else 1.0
    return max(math.ceil(share / digit), 1) * digit


def moved_by_hand(
    laboratory: Laboratory, changes: Mapping[str, Plain], path: str, value: Plain
) -> Mapping[str, Plain]:
    """Return changes with one lever more at a value; one back at the parent's value is dropped.

    A pool of transfers and its rule need each other: a pool without a rule takes `FIRST_RULE`,
    a rule without a pool the middle of its slider; without one of them the other goes too.
    """
    parent, found = laboratory.case.scenario, dict(changes)
    _set(found, parent, path, value)
    if path == POOL and not value:
        _set(found, parent, RULE, NO_RULE)
        _set(found, parent, POOL, None)
    elif path == POOL and _value(found, parent, RULE) == NO_RULE:
        _set(found, parent, RULE, FIRST_RULE)
    elif path == RULE and value == NO_RULE:
        _set(found, parent, POOL, None)
    elif path == RULE and not _value(found, parent, POOL):
        _set(found, parent, POOL, pool_scale(own_money(laboratory)) / 2)
    return found


def _value(changes: Mapping[str, Plain], parent: Scenario, path: str) -> Plain:
    return changes[path] if path in changes else value_at(parent, path)


def _set(changes: dict[str, Plain], parent: Scenario, path: str, value: Plain) -> None:
    if value == value_at(parent, path):
        changes.pop(path, None)
    else:
        changes[path] = value
