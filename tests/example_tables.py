"""Small run tables with example values, in the format of design §8: 4 cities, 3 indicators.

The figures are made up so that every case of the screens occurs once: a city ahead and one
behind, a province without a base (toddler places), an imputed city, a target that is met, one
that is missed and one that is not printed. They are no statement about any place.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from simulator.results.frames import frame

YEARS = tuple(range(2020, 2031))
REGIONS = ("henan", "zhengzhou", "kaifeng", "luoyang", "xinxiang")
IMPUTED = ("luoyang",)
BEDS, PLACES, NURSES = "hospital_beds_per_1000", "toddler_places_per_1000", "nurses_per_1000"
INDICATORS = (BEDS, NURSES, PLACES)
SERVICE = {BEDS: "hospital_beds", PLACES: "toddler_places", NURSES: "nurses"}
UNIT = {"hospital_beds": "bed", "toddler_places": "place", "nurses": "person"}
PERSONS = {"henan": 99.4e6, "zhengzhou": 12.6e6, "kaifeng": 4.8e6, "luoyang": 7.1e6}
PERSONS |= {"xinxiang": 6.3e6}
BASE = {
    BEDS: dict(zip(REGIONS, (6.7, 8.3, 6.7, 6.5, 6.6), strict=True)),
    NURSES: dict(zip(REGIONS, (3.1, 5.1, 3.1, 2.7, 3.0), strict=True)),
    PLACES: dict(zip(REGIONS, (1.2, 1.5, 0.9, 1.2, 1.8), strict=True)),
}
YEARLY = {BEDS: 0.18, NURSES: 0.16, PLACES: 0.22}
TARGET = {
    BEDS: dict(zip(REGIONS, (7.7, 8.5, 7.7, 7.7, 7.8), strict=True)),
    NURSES: dict(zip(REGIONS, (np.nan, 5.2, 4.3, np.nan, 4.6), strict=True)),
    PLACES: dict(zip(REGIONS, (4.5, 6.0, 4.5, 4.5, 4.5), strict=True)),
}
NATIONAL = {BEDS: np.nan, NURSES: 3.8, PLACES: 4.5}
COST = {BEDS: 1.1e6, NURSES: 5e4, PLACES: 2.6e4}
SPREAD = {"central": 0.0, "mean": 0.0, "p05": -0.1, "p25": -0.04, "p50": 0.0}
SPREAD |= {"p75": 0.04, "p95": 0.1}


def value(region: str, indicator: str, year: int) -> float:
    """Return the example value: the base plus a fixed yearly step."""
    return BASE[indicator][region] + YEARLY[indicator] * (year - YEARS[0])


def example_tables(
    *, draws: bool = False, scenario: str = "baseline", lift: float = 0.0
) -> dict[str, pd.DataFrame]:
    """Return the run tables; ``lift`` raises every value after the base year."""
    statistics = tuple(SPREAD) if draws else ("central",)
    rows = {
        "indicators": _indicators(statistics, lift),
        "verdicts": _verdicts(statistics, lift),
        "gaps": _gaps(statistics, lift),
        "stocks": _stocks(statistics),
        "population": _population(statistics),
        "ledger": _ledger(statistics, lift),
    }
    return {name: _frame(name, scenario, made) for name, made in rows.items()}


def example_manifest(scenario: str = "baseline", level: float = 1.0) -> dict[str, object]:
    """Return a manifest with what the reports read from it."""
    return {
        "run": f"{scenario}-0123456789abcdef",
        "scenario": scenario,
        "horizon": {"base": 2020, "as_of": 2020, "end": 2030},
        "levers": {"revenue": {"level": level}},
    }


def _frame(name: str, scenario: str, rows: Iterator[dict[str, object]]) -> pd.DataFrame:
    made = [{"scenario": scenario} | row for row in rows]
    columns = {key: [row[key] for row in made] for key in made[0]}
    for column in ("met", "met_as_printed"):
        if column in columns:
            columns[column] = pd.array(columns[column], dtype="boolean").to_numpy(
                "float64", na_value=np.nan
            )
    return frame(name, columns)


def _cells(statistics: tuple[str, ...], lift: float) -> Iterator[tuple[dict[str, object], float]]:
    for region in REGIONS:
        for indicator in INDICATORS:
            for year in YEARS:
                for statistic in statistics:
                    later = year > YEARS[0]
                    shown = value(region, indicator, year) + later * (lift + SPREAD[statistic])
                    yield (
                        {
                            "region": region,
                            "indicator": indicator,
                            "year": year,
                            "statistic": statistic,
                        },
                        shown,
                    )


def _indicators(statistics: tuple[str, ...], lift: float) -> Iterator[dict[str, object]]:
    for key, shown in _cells(statistics, lift):
        base = key["year"] == YEARS[0]
        yield key | {
            "value": shown,
            "unit": "per_1000",
            "grade": "stated" if base else "simulated",
            "weakest_input": "assumed",
            "main_assumption": "durations.hospital_construction",
        }


def _verdicts(statistics: tuple[str, ...], lift: float) -> Iterator[dict[str, object]]:
    for key, shown in _cells(statistics, lift):
        region, indicator, year = str(key["region"]), str(key["indicator"]), int(str(key["year"]))
        target = TARGET[indicator][region]
        if np.isnan(target):
            continue
        base = BASE[indicator][region]
        schedule = base + (target - base) * min(year - 2020, 5) / 5
        central = key["statistic"] == "central"
        yield key | {
            "plan": f"{region}-14" if region not in IMPUTED else "henan-14",
            "row_id": indicator,
            "target_year": 2025,
            "target_as_printed": f"{target:g}",
            "target_value": target,
            "schedule_value": schedule,
            "unit": "per_1000",
            "comparator": "at_least",
            "scope": "region",
            "nature": "expected",
            "value": shown,
            "met": shown >= target if central else pd.NA,
            "met_as_printed": shown >= target if central else pd.NA,
            "probability_met": 0.4 if len(statistics) > 1 else np.nan,
            "shortfall": max(target - shown, 0.0),
            "completion": (shown - base) / (target - base),
            "schedule_status": "on_schedule" if shown >= schedule else "behind",
            "flags": "held" if year > 2025 else "",
            "grade": "stated",
        }


def _reference(region: str, indicator: str, year: int, reference: str, lift: float) -> float:
    if reference == "target":
        return TARGET[indicator][region]
    if reference == "national":
        return NATIONAL[indicator]
    if indicator == PLACES or region == "henan":
        return np.nan
    return value("henan", indicator, year) + (lift if year > YEARS[0] else 0.0)


def _gaps(statistics: tuple[str, ...], lift: float) -> Iterator[dict[str, object]]:
    for key, shown in _cells(statistics, lift):
        region, indicator, year = str(key["region"]), str(key["indicator"]), int(str(key["year"]))
        base = BASE[indicator][region]
        for reference in ("province", "target", "national"):
            against = _reference(region, indicator, year, reference, lift)
            gap = shown - against
            units = max(-gap, 0.0) * PERSONS[region] / 1000 if gap == gap else np.nan
            yield key | {
                "reference": reference,
                "value": shown,
                "reference_value": against,
                "gap": gap,
                "gap_percent": gap / against * 100,
                "favourable": gap,
                "base_value": base,
                "base_as_printed": f"{base:.2f}" if region not in IMPUTED else "",
                "weight_in_province": PERSONS[region] / PERSONS["henan"],
                "unit": "per_1000",
                "units_to_close": units,
                "yuan_to_close": units * COST[indicator],
                "years_to_close": np.nan,
                "capacity_effect": shown - base + 0.05,
                "population_effect": -0.05,
                "flags": "imputed" if region in IMPUTED else "",
                "grade": "simulated" if year > YEARS[0] else "stated",
            }


def _stocks(statistics: tuple[str, ...]) -> Iterator[dict[str, object]]:
    for region in REGIONS:
        for indicator, service in SERVICE.items():
            for year in YEARS:
                for statistic in statistics:
                    standing = round(value(region, indicator, year) * PERSONS[region] / 1000)
                    flow = round(YEARLY[indicator] * PERSONS[region] / 1000)
                    facility = service != "nurses"
                    yield {
                        "region": region,
                        "service": service,
                        "year": year,
                        "statistic": statistic,
                        "standing": standing,
                        "available": standing - 10,
                        "in_pipeline": 3 * flow if facility else 0,
                        "commissioned": flow if facility and year > 2020 else 0,
                        "retired": 0,
                        "recruited": 0,
                        "graduated": 0 if facility or year == 2020 else flow,
                        "adjusted": 0,
                        "unit": UNIT[service],
                    }


def _population(statistics: tuple[str, ...]) -> Iterator[dict[str, object]]:
    for region, persons in PERSONS.items():
        for year in YEARS:
            for statistic in statistics:
                yield {
                    "region": region,
                    "sex": "total",
                    "age_group": "total",
                    "year": year,
                    "statistic": statistic,
                    "value": persons,
                    "unit": "person",
                    "grade": "external" if year == 2020 else "simulated",
                }


def _ledger(statistics: tuple[str, ...], lift: float) -> Iterator[dict[str, object]]:
    for region in REGIONS:
        for year in YEARS[1:]:
            for statistic in statistics:
                own = 1e9 * (1 + lift) * PERSONS[region] / 1e7
                parts = {"own": own, "recurrent": -0.7 * own, "capital": -0.3 * own}
                for category, yuan in parts.items():
                    yield {
                        "region": region,
                        "year": year,
                        "tier": "city",
                        "fund": "general_budget",
                        "domain": "health",
                        "service": "hospital_beds" if category == "capital" else "",
                        "category": category,
                        "statistic": statistic,
                        "yuan": yuan,
                    }
