"""The names of levers and other inputs of a scenario, as planners read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.numbers import ABSENT
from simulator.text import group, say

KINDS = ("service", "region", "indicator", "plan", "parameter")


def input_label(keys: Sequence[str], catalogue: Catalogue) -> str:
    """Return the name of an input: the lever's title, then what it is given for.

    ``keys`` is its path in a resolved scenario, such as levers, take_up, toddler_places.
    """
    if keys[0] == "overrides":
        return _overridden(keys[1], catalogue)
    if keys[0] == "baseline_levers":
        return tell(catalogue.language, "difference.baseline_levers")
    known: object = group(catalogue.language, "scenario")
    titled: list[str] = []
    for key in keys:
        known = known.get(key) if isinstance(known, Mapping) else None
        if not isinstance(known, Mapping) or "title" not in known:
            break
        titled.append(key)
    title = say(catalogue.language, "scenario", f"{'.'.join(titled)}.title")
    return _with(title, [_name(key, catalogue) for key in keys[len(titled) :]], catalogue.language)


def change_text(keys: Sequence[str], before: object, after: object, catalogue: Catalogue) -> str:
    """Return one change of an input, such as 转移支付规则 none → by_shortfall."""
    return f"{input_label(keys, catalogue)} {_value(before)} → {_value(after)}"


def _overridden(parameter: str, catalogue: Catalogue) -> str:
    """Return the name of a value that a scenario replaces."""
    language = catalogue.language
    names = [parameter]
    if parameter in catalogue.parameters:
        names = [catalogue.parameters[parameter]]
    elif parameter.startswith("plans."):
        names = [_name(key, catalogue) for key in parameter.split(".")[1:]]
    return _with(say(language, "scenario", "overrides.title"), names, language)


def _with(title: str, names: Sequence[str], language: str) -> str:
    if not names:
        return title
    left, joint, right = ("（", "，", "）") if language == "zh" else (" (", ", ", ")")
    return f"{title}{left}{joint.join(names)}{right}"


def _name(identifier: str, catalogue: Catalogue) -> str:
    """Return the name of whatever an id names, else the id itself."""
    found = (catalogue.name(kind, identifier) for kind in KINDS)
    return next((name for name in found if name != identifier), identifier)


def _value(value: object) -> str:
    if value is None:
        return ABSENT
    if isinstance(value, float):
        return f"{value:,.12g}"
    return str(value)
