"""The staircase around the step at which a goal is met."""

from __future__ import annotations

import math
from contextlib import suppress

import pandas as pd

from simulator.analysis.labels import tell
from simulator.analysis.lever_names import input_label
from simulator.desk.engines import COMPILED, engine_for
from simulator.desk.goal import IMPOSSIBLE, Model, SoughtGoal, setting_label
from simulator.desk.pictures import catalogue

COLUMNS = ["setting", "setting_label", "shown", "value", "met", "landing"]
STRIDES = 12
"""Values told on each side of the step."""
SHARE = 500
"""How many strides the whole range of a lever has; a stride is a step at least."""


def goal_stairs(found: SoughtGoal, lang: str = "zh") -> pd.DataFrame:
    """Return the indicator with values of the lever on both sides of the step that was found.

    Columns ``setting``, ``setting_label``, ``shown`` (the setting in the unit of the axis),
    ``value``, ``met`` and ``landing``, which marks the step. The attributes name the axes, the
    format of the lever's numbers, and the goal. Values in which no world is possible are left out.
    """
    span, model = found.span, Model(found.case, found.asked, engine_for(0, COMPILED))
    unit, size = _axis_unit(found, lang)
    here = round((float(found.found.reached.lever or span.low) - span.low) / span.step)
    stride = max(1, span.last // SHARE)
    steps = {here - 1, *(here + stride * k for k in range(-STRIDES, STRIDES + 1))}
    told = []
    for step in sorted(one for one in steps if 0 <= one <= span.last):
        value = math.nan
        with suppress(*IMPOSSIBLE):
            value = model.value(found.case.with_levers({found.lever: span.value(step)}))
        if not math.isnan(value):
            told.append(
                {
                    "setting": float(span.value(step)),
                    "setting_label": setting_label(found, span.value(step), lang),
                    "shown": float(span.value(step)) / size,
                    "value": value,
                    "met": found.goal.met(value),
                    "landing": step == here,
                }
            )
    frame = pd.DataFrame(told, columns=COLUMNS)
    frame.attrs.update(_axes(found, unit, lang))
    frame.attrs["goal"] = found.goal.value
    return frame


def _axes(found: SoughtGoal, unit: str, lang: str) -> dict[str, str]:
    """Return what the axes say, and how the numbers of the lever are written."""
    named = catalogue(lang)
    lever = input_label(("levers", *found.lever.split(".")), named)
    indicator = named.name("indicator", found.asked.outcome)
    of_indicator = named.name("unit", found.case.params.indicators[found.asked.outcome].unit)
    shares = found.span.unit in ("per_year", "share")
    facts = {"region": named.name("region", found.asked.region), "year": found.asked.year}
    return {
        "lever_axis": tell(lang, "goal_seek.axis", what=lever, unit=unit) if unit else lever,
        "indicator_axis": of_indicator,
        "title": tell(lang, "goal_seek.title", lever=lever, indicator=indicator, **facts),
        "setting_format": "0.[00]%" if shares else "0,0.[000]",
    }


def _axis_unit(found: SoughtGoal, lang: str) -> tuple[str, float]:
    """Return the unit of the lever's axis in words, and its size."""
    if found.span.unit == "yuan":
        return tell(lang, "goal_seek.yuan"), float(tell(lang, "goal_seek.yuan_size"))
    if found.span.unit in ("", "per_year", "share"):
        return "", 1.0
    return catalogue(lang).name("unit", found.span.unit), 1.0
