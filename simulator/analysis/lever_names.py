"""The names of levers and other inputs of a scenario, as planners read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.numbers import money
from simulator.text import group, say

AT, GROWTH = "at", "growth"
"""Keys of a lever given year by year."""
KINDS = ("service", "region", "indicator", "plan", "parameter")


def input_label(keys: Sequence[str], catalogue: Catalogue) -> str:
    """Return the name of an input: the lever's title, then what it is given for.

    ``keys`` is its path in a resolved scenario, such as levers, take_up, toddler_places.
    """
    if keys[0] == "overrides":
        return _overridden(keys[1], catalogue)
    if keys[0] == "baseline_levers":
        return tell(catalogue.language, "difference.baseline_levers")
    title, names = _titled(keys, catalogue)
    return _with(title, names, catalogue.language)


def _titled(keys: Sequence[str], catalogue: Catalogue) -> tuple[str, list[str]]:
    """Return the lever's title and the names of what else stands in its path.

    Rows of a list are numbered; what stands below a name or a row may have a title of its own.
    """
    language = catalogue.language
    known: object = group(language, "scenario")
    title = ""
    names: list[str] = []
    for place, key in enumerate(keys):
        below = known.get(key) if isinstance(known, Mapping) else None
        if isinstance(below, Mapping) and "title" in below:
            known = below
            if names:
                names.append(str(below["title"]))
            else:
                title = str(below["title"])
        elif key == AT:
            names.append(tell(language, "difference.from_year", year=keys[place + 1]))
            break
        elif key == GROWTH:
            names.append(say(language, "scenario", "series.growth.title"))
        elif key.isdigit():
            names.append(tell(language, "difference.row", n=int(key) + 1))
        else:
            names.append(_name(key, catalogue))
    return title, names


def change_text(
    keys: Sequence[str], values: tuple[object, object], catalogue: Catalogue, unit: str = ""
) -> str:
    """Return one change of an input, before and after, such as 转移支付规则 不转移 → 按缺口.

    ``unit`` is that of numbers, where it is known.
    """
    told = " → ".join(value_label(one, catalogue, unit) for one in values)
    before, after = values
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        n = sum(one != other for one, other in zip(before, after, strict=True))
        told += tell(catalogue.language, "difference.rows_differ", n=n)
    return f"{input_label(keys, catalogue)} {told}"


def change_within(
    keys: Sequence[str],
    part: Sequence[str],
    values: tuple[object, object],
    catalogue: Catalogue,
    unit: str = "",
) -> str:
    """Return one change below the label of its input: without what the label says already."""
    text = change_text(keys, values, catalogue, unit)
    if keys[0] == "overrides":
        return text
    (title, whole), (own, names) = _titled(part, catalogue), _titled(keys, catalogue)
    if title != own or not title:
        return text
    rest = ("，" if catalogue.language == "zh" else ", ").join(names[len(whole) :])
    return f"{rest} {text.removeprefix(input_label(keys, catalogue)).strip()}".strip()


def _overridden(parameter: str, catalogue: Catalogue) -> str:
    """Return the name of a value that a scenario replaces."""
    language = catalogue.language
    names = [parameter]
    if parameter in catalogue.parameters:
        names = [catalogue.parameters[parameter]]
    elif parameter.startswith("plans."):
        names = [_name(key, catalogue) for key in parameter.split(".")[1:]]
    elif parameter.rpartition(".")[0] in catalogue.parameters:  # the value of one region
        whole, _, region = parameter.rpartition(".")
        names = [catalogue.parameters[whole], _name(region, catalogue)]
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


def chosen_name(value: str, catalogue: Catalogue) -> str:
    """Return the name of a rule, of what a lever is given for, or the text as it is."""
    chosen = word(catalogue.language, "choice", value)
    return chosen if chosen != value else _name(value, catalogue)


def value_label(value: object, catalogue: Catalogue, unit: str = "") -> str:
    """Return a value as a reader knows it: the name of a rule or thing, a number with its unit."""
    if value is None or value == []:
        return tell(catalogue.language, "difference.not_set")
    if isinstance(value, list):
        return tell(catalogue.language, "difference.rows", n=len(value))
    if isinstance(value, str):
        return chosen_name(value, catalogue)
    if isinstance(value, float) and unit == "yuan":
        return money(value, catalogue.language)
    text = f"{value:,.12g}" if isinstance(value, float) else str(value)
    return f"{text} {catalogue.name('unit', unit)}".rstrip() if unit else text
