"""The names of everything in a run's tables, in one language.

Regions, indicators and services are data (``params/``): their names come in once as a
`Catalogue`. Closed lists (references, grades, flags, categories, …) stand in
``simulator/text/<language>/tables.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator import units
from simulator.text import group, say

TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Names and fixed properties of regions, indicators and services in one language.

    Every mapping is in the order of ``params/``; pictures and tables keep that order.

    Parameters
    ----------
    language
        ``zh`` or ``en``.
    regions, indicators, services, plans, parameters
        Id -> name on screen.
    service_units
        Service id -> unit id of its physical units.
    numerators
        Indicator id -> services whose standing units it counts (empty: not simulated).
    families, directions, domains
        Indicator id -> family, better direction (higher, lower, none) and domain id.
    """

    language: str
    regions: Mapping[str, str]
    indicators: Mapping[str, str]
    services: Mapping[str, str]
    service_units: Mapping[str, str]
    numerators: Mapping[str, tuple[str, ...]]
    families: Mapping[str, str]
    directions: Mapping[str, str]
    domains: Mapping[str, str]
    plans: Mapping[str, str]
    parameters: Mapping[str, str] = field(default_factory=dict)

    def name(self, kind: str, identifier: str) -> str:
        """Return the name of one thing, or its id when nothing names it."""
        named: Mapping[str, Mapping[str, str]] = {
            "region": self.regions,
            "indicator": self.indicators,
            "service": self.services,
            "plan": self.plans,
            "parameter": self.parameters,
        }
        if kind in named:
            return named[kind].get(identifier) or word(self.language, kind, identifier)
        if kind == "unit":
            return units.UNITS.get(identifier, {}).get(self.language, identifier)
        return word(self.language, kind, identifier)

    def unit(self, indicator: str, unit: str) -> str:
        """Return the unit of an indicator as an axis shows it, such as 张/千人."""
        shapes = group(self.language, TABLES)["ratio_unit"]
        shape = shapes.get(unit) if isinstance(shapes, Mapping) else None
        if shape is None:
            return self.name("unit", unit)
        return str(shape).format(thing=self.thing(indicator))

    def thing(self, indicator: str) -> str:
        """Return the physical unit an indicator counts, such as 张."""
        counted = self.numerators.get(indicator, ())
        unit = self.service_units.get(counted[0], "none") if counted else "none"
        return self.name("unit", unit)

    def counted(self, indicator: str) -> str:
        """Return the name of what an indicator counts, such as 托位."""
        return self.name("service", (self.numerators.get(indicator) or (indicator,))[0])


def word(language: str, kind: str, identifier: str) -> str:
    """Return the word of a closed list, or the id itself when the list does not hold it."""
    words = group(language, TABLES).get(kind)
    if not isinstance(words, Mapping):
        return identifier
    return str(words.get(identifier, identifier))


def tell(language: str, key: str, **args: object) -> str:
    """Return a sentence of ``tables.toml``."""
    return say(language, TABLES, key, **args)


def flag_ids(flags: str) -> list[str]:
    """Return the flags of one cell as a list of ids."""
    return [part for part in re.split(r"[;,|\s]+", flags) if part]


def flags_in_words(flags: str, language: str) -> str:
    """Return the flags of one cell as a person reads them."""
    joint = "；" if language == "zh" else "; "
    return joint.join(word(language, "flag", flag) for flag in flag_ids(flags))
