"""The rows of every table of a case: the same in every draw, so only values are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.axes import AGE_GROUPS, GRADES, PROVINCE, PROVINCIAL_TREASURY, REFERENCES, SEXES
from simulator.engine.kept import kept
from simulator.engine.ledger import OF_ACCOUNT, Line, ledger_lines, positions
from simulator.engine.outcomes import Outcomes, compared, with_province
from simulator.equity.equality_table import ALL_INDICATORS, MEASURES
from simulator.equity.variants import GROUPS
from simulator.inputs.arrays import FACILITY, WORKFORCE, Booleans, Integers, World
from simulator.inputs.base_figures import base_grade, base_row
from simulator.inputs.case import Case
from simulator.inputs.envelopes import Account
from simulator.inputs.judged import JudgedRow
from simulator.inputs.stocks import Stocks

SIMULATED = "simulated"


class Frame(NamedTuple):
    """What decides the rows: made from draw 0, whose structure all draws share."""

    case: Case
    world: World
    stocks: Stocks
    found: Outcomes

    @property
    def areas(self) -> tuple[str, ...]:
        """Return the cities and, last, the province."""
        return (*self.case.cities, PROVINCE)

    @property
    def years(self) -> range:
        """Return all years, the base included."""
        base, _, end = self.case.scenario.horizon
        return range(base, end + 1)


def table_keys(frame: Frame) -> dict[str, pd.DataFrame]:
    """Return the key columns of every table by name."""
    return {
        "indicators": indicator_keys(frame),
        "population": population_keys(frame),
        "population_flows": population_flow_keys(frame),
        "stocks": stock_keys(frame),
        "use": use_keys(frame),
        "ledger": ledger_keys(frame),
        "verdicts": verdict_keys(frame),
        "gaps": gap_keys(frame),
        "equity": equity_keys(frame),
    }


def _product(**axes: Sequence[object]) -> pd.DataFrame:
    """Return all combinations, the first axis slowest; years as int32."""
    made = pd.MultiIndex.from_product(list(axes.values()), names=list(axes)).to_frame(index=False)
    return made.astype({"year": np.int32}) if "year" in axes else made


def shown_indicators(frame: Frame) -> Booleans:
    """Return where an indicator exists. Shape (area, indicator)."""
    return frame.found.shown


def compared_indicators(frame: Frame) -> Booleans:
    """Return where gaps are told: the province also where it has a target and no value."""
    return compared(frame.found.series, frame.found.levels)


def shown_services(frame: Frame, families: tuple[int, ...]) -> Booleans:
    """Return where a service of some families has stocks. Shape (area, service)."""
    return with_province(frame.world.exists) & np.isin(frame.world.traits.family, families)


def indicator_keys(frame: Frame) -> pd.DataFrame:
    """Return region, indicator, year, unit, grade and what the value rests on."""
    names, about = frame.case.readings.names, frame.case.params.indicators
    shown = shown_indicators(frame)
    rows = []
    for area, index in zip(*np.nonzero(shown), strict=True):
        grade, main = _evidence(frame, int(area), int(index))
        for year in frame.years:
            at_base = year == frame.years[0]
            rows.append(
                (
                    frame.areas[area],
                    names[index],
                    year,
                    about[names[index]].unit,
                    grade if at_base else SIMULATED,
                    grade if at_base else "assumed",
                    main if not at_base or grade == "assumed" else "",
                )
            )
    columns = ["region", "indicator", "year", "unit", "grade", "weakest_input", "main_assumption"]
    return pd.DataFrame(rows, columns=columns).astype({"year": np.int32})


def _evidence(frame: Frame, area: int, indicator: int) -> tuple[str, str]:
    """Return the weakest grade of the base stocks and the parameter a projection rests on most."""
    used = np.flatnonzero(frame.case.readings.services_used[indicator])
    services = list(frame.case.services.values())
    printed = base_grade(
        frame.case.evidence, frame.areas[area], frame.case.readings.names[indicator]
    )
    together = {services[s].base.part_of for s in used}
    whole = together.pop() if len(together) == 1 else None
    parts = [s for s, service in enumerate(services) if whole and service.base.part_of == whole]
    if printed:
        grade = printed
    elif area == len(frame.case.cities) and services[used[0]].family == "programme":
        grade = "stated"
    elif parts == used.tolist() and base_grade(frame.case.evidence, frame.areas[area], whole or ""):
        grade = "derived"
    elif area == len(frame.case.cities):
        known = frame.found.series.base_known[area, indicator]
        grade = "external" if known else "assumed"
    else:
        grade = GRADES[int(frame.stocks.grade[area, used].max())]
    stands_in = [frame.stocks.assumption[s] for s in used if frame.stocks.assumption[s]]
    if grade == "assumed" and stands_in:
        return grade, stands_in[0]
    first = services[used[0]]
    main = first.intake_growth or first.uncovered_decline or first.months or first.unit_cost
    return grade, main or ""


def population_keys(frame: Frame) -> pd.DataFrame:
    """Return region, sex, age group, year, unit and grade."""
    sexes, groups = (*SEXES, "total"), tuple(AGE_GROUPS)
    keys = _product(region=frame.areas, sex=sexes, age_group=groups, year=frame.years)
    base = keys["year"] == frame.years[0]
    return keys.assign(unit="person", grade=np.where(base, "external", SIMULATED))


def population_flow_keys(frame: Frame) -> pd.DataFrame:
    """Return region and year."""
    return _product(region=frame.areas, year=frame.years)


def stock_keys(frame: Frame) -> pd.DataFrame:
    """Return region, service, year and unit of facilities and staff."""
    return _service_rows(frame, shown_services(frame, (FACILITY, WORKFORCE)))


def use_keys(frame: Frame) -> pd.DataFrame:
    """Return region, service, year and unit of facilities that are asked for."""
    return _service_rows(frame, used_services(frame))


def used_services(frame: Frame) -> Booleans:
    """Return the facilities with a need. Shape (area, service)."""
    needed = (frame.world.needs.kind > 0) | (frame.world.traits.standard > 0)
    return shown_services(frame, (FACILITY,)) & with_province(needed)


def _service_rows(frame: Frame, shown: Booleans) -> pd.DataFrame:
    names = tuple(frame.case.services)
    rows = [
        (frame.areas[area], names[service], year, frame.case.services[names[service]].unit)
        for area, service in zip(*np.nonzero(shown), strict=True)
        for year in frame.years
    ]
    columns = ["region", "service", "year", "unit"]
    return pd.DataFrame(rows, columns=columns).astype({"year": np.int32})


@kept
def case_lines(case: Case) -> tuple[Line, ...]:
    """Return the ledger lines of a case."""
    return _lines_and_places(case.accounts, _domains(case))[0]


@kept
def ledger_positions(case: Case) -> tuple[Integers, int]:
    """Return the line of every event, see `simulator.engine.ledger.positions`, and their number."""
    lines, places = _lines_and_places(case.accounts, _domains(case))
    return places, len(lines)


Domains = tuple[tuple[str, str], ...]


def _domains(case: Case) -> Domains:
    """Return every service with its domain."""
    return tuple((name, service.domain) for name, service in case.services.items())


@lru_cache(maxsize=8)
def _lines_and_places(
    accounts: tuple[Account, ...], domains: Domains
) -> tuple[tuple[Line, ...], Integers]:
    """Return the lines and where events stand in them, the same in all draws."""
    lines = ledger_lines(accounts, dict(domains))
    places = positions(lines, accounts, dict(domains))
    places.setflags(write=False)
    return lines, places


def ledger_keys(frame: Frame) -> pd.DataFrame:
    """Return the lines of the cities, of the provincial treasury and of all together.

    Money of the provincial treasury has the province's tier, with all together, too.
    """
    lines = pd.DataFrame(case_lines(frame.case), columns=list(Line._fields))
    years = frame.years[1:]
    regions = (*frame.case.cities, PROVINCIAL_TREASURY, PROVINCE)
    keys = _product(region=regions, year=years, line=range(len(lines)))
    full = keys.join(lines, on="line").drop(columns="line")
    own = (full["region"] == PROVINCIAL_TREASURY) & full["category"].isin(OF_ACCOUNT)
    full["tier"] = full["tier"].mask(own, "province")
    return pd.concat([full, full[own].assign(region=PROVINCE)], ignore_index=True)


def verdict_keys(frame: Frame) -> pd.DataFrame:
    """Return every plan row in every year: first those the model moves, then the others."""
    rows = [
        _verdict_key(one, year)
        for group in (True, False)
        for one in frame.case.judged
        if one.simulated == group
        for year in frame.years
    ]
    return pd.DataFrame(rows).astype({"year": np.int32, "target_year": np.int32})


def _verdict_key(one: JudgedRow, year: int) -> dict[str, object]:
    target = one.row.target
    return {
        "region": one.region,
        "indicator": one.row.indicator or "",
        "plan": one.plan.id,
        "row_id": one.row.id,
        "target_year": one.plan.target_year,
        "year": year,
        "target_as_printed": target.as_printed,
        "target_value": np.nan if target.value is None else target.value,
        "unit": target.unit or one.row.base.unit or "none",
        "comparator": target.comparator,
        "scope": target.scope,
        "nature": one.row.nature,
        "grade": one.grade,
    }


def gap_keys(frame: Frame) -> pd.DataFrame:
    """Return region, indicator, year and reference, with the base as printed."""
    names, about = frame.case.readings.names, frame.case.params.indicators
    rows = []
    for area, index in zip(*np.nonzero(compared_indicators(frame)), strict=True):
        row = base_row(frame.case.evidence, frame.areas[area], names[index])
        printed = row.base.as_printed if row is not None else ""
        grade, _ = _evidence(frame, int(area), int(index))
        rows += [
            (
                frame.areas[area],
                names[index],
                year,
                reference,
                printed,
                about[names[index]].unit,
                grade if year == frame.years[0] else SIMULATED,
            )
            for year in frame.years
            for reference in REFERENCES
        ]
    columns = ["region", "indicator", "year", "reference", "base_as_printed", "unit", "grade"]
    return pd.DataFrame(rows, columns=columns).astype({"year": np.int32})


def equity_keys(frame: Frame) -> pd.DataFrame:
    """Return indicator, year, measure, weighted, group and counts."""
    table, names = frame.found.equity, np.array(frame.case.readings.names, dtype=object)
    every = table.indicator == ALL_INDICATORS
    return pd.DataFrame(
        {
            "indicator": np.where(every, "", names[table.indicator]),
            "year": table.year.astype(np.int32),
            "measure": np.array(MEASURES, dtype=object)[table.measure],
            "weighted": table.weighted,
            "group": np.array(GROUPS, dtype=object)[table.group],
            "n_regions": table.n_regions.astype(np.int32),
            "n_imputed": table.n_imputed.astype(np.int32),
        }
    )
