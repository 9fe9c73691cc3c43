"""The clauses of a sentence on one city and indicator: level, target, province, change, warning.

Every clause is a whole text of ``sentences.toml``: above or below, raised or lowered are chosen by
the sign of the exact number, and sizes are printed without a sign.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import pandas as pd

from simulator.analysis.intervals import span
from simulator.analysis.labels import Catalogue, flag_ids
from simulator.analysis.numbers import is_count, money, number
from simulator.analysis.references import NONE, PROVINCE_TARGET
from simulator.axes import PROVINCE
from simulator.text import say

Row = dict[str, Any]
AGED = "per_1000_aged_60"
ALMOST = 0.005
"""Chances within this of 0 or 1 are told as almost never and almost sure."""
MOST = 0.5
"""Most draws."""


class Cell(NamedTuple):
    """What is known of one city and indicator in one year."""

    target: Row
    """Its row against its own target, with `simulator.analysis.intervals.COLUMNS`."""
    reference: Row
    """Its row against the province or what stands in for it."""
    verdict: Row
    """Its central verdict; empty where no plan has a target."""
    base: int
    """Base year of the run."""


class Teller(NamedTuple):
    """Writes the clauses of one cell in one language."""

    cell: Cell
    catalogue: Catalogue

    @property
    def unit(self) -> str:
        """Return the unit of the indicator."""
        return str(self.cell.target["unit"])

    @property
    def thing(self) -> str:
        """Return the classifier behind a number: Chinese needs one, English names it before."""
        if self.catalogue.language != "zh":
            return ""
        return self.catalogue.thing(str(self.cell.target["indicator"]))

    @property
    def is_base(self) -> bool:
        """Return whether the year is the base year of the run."""
        return bool(self.cell.target["year"] == self.cell.base)

    def tell(self, key: str, **args: object) -> str:
        """Return a text of ``sentences.toml``."""
        return say(self.catalogue.language, "sentences", key, **{"thing": self.thing, **args})

    def written(self, value: float) -> str:
        """Return the size of a number with the digits of the unit."""
        return number(abs(value), self.unit)

    def level(self, scenario: str) -> str:
        """Return where the city stands, how sure, and by which scenario."""
        facts = self._facts()
        if self.is_base:
            return self.tell("level.base", **facts)
        interval = self._interval("value")
        return self.tell("level.simulated", scenario=scenario, interval=interval, **facts)

    def imputed(self) -> str:
        """Return that the city has no figure of its own; no gap is told."""
        return self.tell("level.imputed", **self._facts())

    def against_target(self) -> str:
        """Return the gap to the city's target, whether it is met, and how likely."""
        row, verdict = self.cell.target, self.cell.verdict
        if not verdict or math.isnan(_float(row["gap"])):
            return self.tell("verdict.no_target")
        said = self._compared("compared", _float(row["gap"]), self._target(verdict))
        said += self._judged(verdict)
        if "met_differs_when_rounded" in flag_ids(str(verdict["flags"])):
            said += self.tell("verdict.rounded")
        return said

    def closing_target(self) -> str:
        """Return the units and the money missing to the target; empty when it is met."""
        row, met = self.cell.target, self.cell.verdict.get("met")
        units, yuan = _float(row["units_to_close"]), _float(row["yuan_to_close"])
        if _absent(met) or met or not units > 0:
            return ""
        if not is_count(self.unit):
            return self._closing("target", units, yuan)
        # the gap of a count is its shortfall and has been told
        return "" if math.isnan(yuan) else self.tell("closing.money", money=self._money(yuan))

    def against_province(self) -> str:
        """Return the gap to the province, or to what stands in for it, and what closes it."""
        row, shown = self.cell.reference, str(self.cell.reference["reference_shown"])
        if shown == NONE:
            why = "count" if row["missing"] in ("count", "total") else "default"
            return self.tell(f"no_reference.{why}")
        to = self.tell(f"to.{shown}", level=self._level_of(_float(row["reference_value"]), shown))
        stands_in = shown != row["reference_asked"]
        if stands_in and row["reference_value"] == self.cell.target["reference_value"]:
            return self.tell("instead.own", to=to)
        kind = "instead" if stands_in else "compared"
        said = self._compared(kind, _float(row["gap"]), to) + self._interval("gap")
        units, yuan = _float(row["units_to_close"]), _float(row["yuan_to_close"])
        if not units > 0:
            return said
        closing = self._closing("reference", units, yuan, to=self.tell(f"short.{shown}"))
        return said + self.tell("joint.clause") + closing

    def change(self) -> str:
        """Return the change since the base and its two parts; empty in the base year."""
        row, base = self.cell.target, self.cell.base
        if self.is_base:
            return ""
        moved = _float(row["value"]) - _float(row["base_value"])
        size = self.written(moved)
        words = ("more", "fewer") if is_count(self.unit) else ("up", "down")
        kind = words[moved < 0] if _shows(size) else "same"
        said = self.tell(f"change.{kind}", base=base, change=size)
        if "base_differs_from_print" in flag_ids(str(self.cell.verdict.get("flags", ""))):
            used = self.written(_float(row["base_value"]))
            printed = row["base_as_printed"]
            said = self.tell("change.printed", change=said, printed=printed, value=used)
        effects = _float(row["capacity_effect"]), _float(row["population_effect"])
        if is_count(self.unit) or any(math.isnan(effect) for effect in effects):
            return said
        family = self.catalogue.families.get(str(row["indicator"]), "facility")
        people = "aged" if self.unit == AGED else "all"
        capacity = self._part(f"capacity.{family}", effects[0])
        population = self._part(f"population.{people}", effects[1])
        return self.tell("change.parts", change=said, capacity=capacity, population=population)

    def warning(self) -> str:
        """Return what a reader of the number alone would take wrongly; empty when nothing."""
        flags = flag_ids(f"{self.cell.target['flags']} {self.cell.verdict.get('flags', '')}")
        family = self.catalogue.families.get(str(self.cell.target["indicator"]))
        more = "more_hired" if family == "workforce" else "more_built"
        keys = {
            "improved_only_by_population": "people_left",
            "worse_although_more_built": more,
            "idle": "idle",
        }
        said = [self.tell(f"warning.{keys[flag]}") for flag in keys if flag in flags]
        return self.tell("joint.clause").join(said)

    def _compared(self, kind: str, gap: float, to: str) -> str:
        """Return above, below or equal; a difference too small to print is told as just so."""
        size = self.written(gap)
        side = "above" if gap > 0 else "below"
        key = side if _shows(size) else ("same" if gap == 0 else f"just_{side}")
        return self.tell(f"{kind}.{key}", gap=size, to=to)

    def _target(self, verdict: Row) -> str:
        """Return the name of the target with its level as printed."""
        of_province = str(verdict["plan"]).startswith(f"{PROVINCE}-")
        held = int(str(self.cell.target["year"])) > int(str(verdict["target_year"]))
        key = ("of_province" if of_province else "own") + ("_held" if held else "")
        value = _plain(_float(self.cell.target["reference_value"]))
        comparator = str(verdict["comparator"])
        level = self.tell(f"level_of.{comparator}", value=value)
        return self.tell(f"to.{key}", year=verdict["target_year"], level=level)

    def _level_of(self, value: float, shown: str) -> str:
        """Return a reference's level: targets as printed, the province with the unit's digits."""
        fixed = shown in (PROVINCE_TARGET, "national")
        written = _plain(value) if fixed else number(value, self.unit)
        return self.tell("level_of.equal", value=written)

    def _interval(self, of: str) -> str:
        row = self.cell.target if of == "value" else self.cell.reference
        low, high = _float(row[f"{of}_p05"]), _float(row[f"{of}_p95"])
        text = span(low, high, self.unit, self.catalogue.language, difference=of == "gap")
        if not text:
            return ""
        if of == "value" and not low <= _float(row["value"]) <= high:
            median = number(_float(row["value_p50"]), self.unit)
            return self.tell("interval.value_outside", span=text, median=median)
        key = "gap_with_zero" if of == "gap" and low < 0 < high else of
        return self.tell(f"interval.{key}", span=text)

    def _facts(self) -> dict[str, object]:
        """Return region, indicator, year and value as words."""
        row, language = self.cell.target, self.catalogue.language
        label = self.catalogue.name("indicator", row["indicator"])
        return {
            "region": self.catalogue.name("region", row["region"]),
            "indicator": label if language == "zh" else label[:1].lower() + label[1:],
            "year": row["year"],
            "value": number(_float(row["value"]), self.unit),
        }

    def _judged(self, verdict: Row) -> str:
        """Return whether the target is met; the draws speak where they say the opposite."""
        if _absent(verdict["met"]):
            return self.tell("verdict.unknown")
        met, chance = bool(verdict["met"]), _float(verdict["probability_met"])
        said = "" if self.is_base or math.isnan(chance) else self._chance(chance)
        key = "met" if met else "missed"
        if said and (chance < MOST if met else chance > MOST):
            key += "_rarely"
        elif not met and self.cell.target["year"] < verdict["target_year"]:
            key = "not_yet"
        return self.tell(f"verdict.{key}", chance=said)

    def _chance(self, chance: float) -> str:
        if chance > 1 - ALMOST:
            percent = self.tell("verdict.almost_sure")
        elif chance < ALMOST:
            percent = self.tell("verdict.almost_never")
        else:
            percent = self.tell("verdict.share", value=f"{chance * 100:.0f}")
        return self.tell("verdict.chance", percent=percent)

    def _closing(self, kind: str, units: float, yuan: float, **names: str) -> str:
        """Return the units and, where they have a price, the money that close a gap."""
        thing = self.catalogue.thing(str(self.cell.target["indicator"]))
        facts = {"units": f"{units:,.0f}", "thing": thing, **names}
        if math.isnan(yuan):
            return self.tell(f"closing.{kind}_units", **facts)
        return self.tell(f"closing.{kind}", money=self._money(yuan), **facts)

    def _money(self, yuan: float) -> str:
        return money(yuan, self.catalogue.language).replace(
            " ", "", self.catalogue.language == "zh"
        )

    def _part(self, what: str, effect: float) -> str:
        size = self.written(effect)
        key = ("up" if effect > 0 else "down") if _shows(size) else "none"
        return self.tell(f"part.{key}", what=self.tell(what), size=size)


def _shows(size: str) -> bool:
    """Return whether a printed size is not zero."""
    return any(digit in size for digit in "123456789")


def _plain(value: float) -> str:
    """Return a printed level as plans print it: no zeros behind, thousands apart."""
    whole, dot, part = f"{value:,.4f}".partition(".")
    part = part.rstrip("0")
    return f"{whole}{dot}{part}" if part else whole


def _absent(value: object) -> bool:
    """Return whether a cell of a table is null."""
    return bool(pd.isna([value])[0])


def _float(value: object) -> float:
    return math.nan if _absent(value) else float(str(value))
