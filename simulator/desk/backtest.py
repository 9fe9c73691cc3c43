"""The model against what was observed after the year it starts from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.analysis import backtest as analysis
from simulator.analysis.labels import tell
from simulator.desk.cases import load_case, series_of
from simulator.desk.hindcast import Known, hindcast
from simulator.desk.pictures import catalogue
from simulator.desk.refit import refitted
from simulator.desk.runs import Run, run_scenario
from simulator.desk.vintage import vintage_notes
from simulator.inputs.case import Case
from simulator.inputs.observed import Observed, Series
from simulator.inputs.parameters import Parameter
from simulator.progress import Progress

Key = tuple[str, str, int]
SCENARIO, LAST_YEAR, EARLIER = "baseline", 2025, 5
"""What is run, up to which year, and how many years back the last trend begins."""
HINDCAST = (2015, 2020)
GROUPS = {
    "total": "resident_population",
    "60_plus": "population_60_plus",
    "65_plus": "population_65_plus",
    "16_59": "population_16_59",
}
AGED_0_15 = "population_0_15"
FLOWS = ("births", "deaths")
UNCLEAR = ("未说明", "非年末", "未写是否年末")
"""Words by which an observation says that its definition or moment is not certain."""
RESIDENTS_2015 = "services.population_2015_share"


class Seen(NamedTuple):
    """What projections are laid beside, and what the naive forecasts may know of it."""

    all: Series
    then: Series


class Forecast(NamedTuple):
    """What a run projects, and what it could not have been told."""

    projected: Mapping[Key, Mapping[str, float]]
    """(region, indicator or service, year) to statistic to value."""
    imputed: frozenset[tuple[str, str]]
    """Region and service without a base of their own."""
    calibrated: frozenset[Key]
    """Observations a parameter was fitted on."""


def backtest(
    *,
    draws: int | None = None,
    jobs: int = 1,
    out: Path | str = "runs",
    params: Path | str | None = None,
    known_on: str | None = None,
    lang: str = "zh",
    on_progress: Progress | None = None,
) -> pd.DataFrame:
    """Return every pair of projection and observation; ``attrs["notes"]`` belong under it.

    The baseline is run without hindsight (``population.observed_until`` is its base year, what was
    fitted on later years is fitted again up to it, `simulator.desk.refit`) and stored;
    ``attrs["run"]`` is its id. Columns: `simulator.analysis.backtest.COLUMNS`.

    Parameters
    ----------
    draws
        For the intervals; 0 leaves them out, None takes the scenario's.
    known_on
        Day (YYYY-MM-DD) by which all that projections and naive forecasts read was published;
        what they are laid beside is never left out.
    """
    series = series_of(str(params) if params is not None else None)
    known_then = series if known_on is None else series.known_on(known_on)
    usual = load_case(SCENARIO, until=LAST_YEAR, params=params, known_on=known_on)
    base = usual.scenario.horizon.base
    again = refitted(usual.params, known_then, base, Path(out)) or params
    usual = load_case(SCENARIO, until=LAST_YEAR, params=again, known_on=known_on)
    case = usual.with_levers({"population.observed_until": base})
    run = run_scenario(case, draws=draws, jobs=jobs, out=out, params=again, on_progress=on_progress)
    rows = [*pairs(case, run, Seen(series, known_then), lang)]
    known = Known.at(HINDCAST[0], known_then, case.params)
    rows += hindcast(known, series, case.params, HINDCAST[1], lang)
    table = analysis.measured(pd.DataFrame(rows, columns=list(analysis.PAIR)), catalogue(lang))
    notes = [*analysis.told(table, lang), *vintage_notes(run, lang)]
    table.attrs = {"notes": notes, "run": run.id}
    return table


def pairs(case: Case, run: Run, observed: Seen, lang: str) -> Iterator[dict[str, object]]:
    """Yield one row for every observation after the base year, with `analysis.PAIR`."""
    forecast, series = forecast_of(case, run), observed.all
    base, _, end = case.scenario.horizon
    regions = tuple(case.params.regions)
    seen = {
        (one.region, one.indicator, one.year)
        for one in series.rows
        if one.region in regions and base < one.year <= end
    }
    order = {name: place for place, name in enumerate(regions)}
    for region, indicator, year in sorted(seen, key=lambda key: (order[key[0]], *key[1:])):
        found = series.latest(region, indicator, year)
        if found is None:
            continue
        status, reason = status_of(found, forecast, case, seen)
        values = forecast.projected.get((region, indicator, year), {})
        yield {
            "from_year": base,
            "region": region,
            "indicator": indicator,
            "year": year,
            "kind": kind_of(indicator),
            "observed": found.value,
            "unit": found.unit,
            "projected": values.get("central", np.nan),
            **naive(found, forecast, observed.then, case),
            "p05": values.get("p05", np.nan),
            "p95": values.get("p95", np.nan),
            "status": status,
            "reason": tell(lang, f"backtest_reason.{reason}", note=found.note) if reason else "",
        }


def kind_of(indicator: str) -> str:
    """Return which kind of figure an observed indicator is."""
    if indicator == GROUPS["total"]:
        return analysis.RESIDENTS
    if indicator in FLOWS:
        return analysis.FLOWS
    return analysis.AGES if indicator.startswith("population_") else analysis.SERVICES


def status_of(
    found: Observed, forecast: Forecast, case: Case, seen: set[Key]
) -> tuple[str, str | None]:
    """Return the status of an observation, and the key of the reason unless it is a test."""
    region, year = found.region, found.year
    counted = counted_by(found.indicator, case)
    key = (region, found.indicator, year)
    if key not in forecast.projected:
        return analysis.UNTESTABLE, "not_simulated"
    if found.basis == "pre_census":
        return analysis.UNTESTABLE, "basis"
    if (region, counted) in forecast.imputed:
        return analysis.SHOWN, "imputed"
    if (region, counted, year) in forecast.calibrated or key in forecast.calibrated:
        return analysis.SHOWN, "calibrated"
    if any(mark in text for mark in UNCLEAR for text in (found.definition, found.note)):
        return analysis.SHOWN, "unclear"
    counts = (region, counted, year)
    if counted != found.indicator and counts in seen and counts in forecast.projected:
        return analysis.SHOWN, "same_source"
    return analysis.TESTED, None


def counted_by(indicator: str, case: Case) -> str:
    """Return the service a ratio counts; a count is its own."""
    known = case.params.indicators.get(indicator)
    return known.numerator[0] if known is not None and known.numerator else indicator


def naive(
    found: Observed, forecast: Forecast, series: Series, case: Case
) -> dict[str, float | object]:
    """Return both naive forecasts; the trend is NaN where nothing comparable is known earlier."""
    base = case.scenario.horizon.base
    start = forecast.projected.get((found.region, found.indicator, base), {}).get("central", np.nan)
    if np.isnan(start):
        start = observed_like(found, series, base)
    before = earlier(found, start, series, case)
    slope = (start - before) / EARLIER
    return {"no_change": start, "trend": start + slope * (found.year - base)}


def earlier(found: Observed, start: float, series: Series, case: Case) -> float:
    """Return the value five years before the base on the same basis, NaN where there is none."""
    base = case.scenario.horizon.base
    seen = observed_like(found, series, base - EARLIER)
    if not np.isnan(seen):
        return seen
    residents = case.parameters[RESIDENTS_2015]
    if found.indicator == GROUPS["total"] and base - EARLIER == residents.date:
        return start * residents.of(found.region).value
    service = case.services.get(counted_by(found.indicator, case))
    grown = case.parameters[service.growth] if service and service.growth else None
    if grown is not None and found.indicator in case.params.indicators and grown.date == base:
        own = grown if found.region == "henan" else grown.regions.get(found.region)
        if own is not None and own.grade == "stated":
            return start / (1.0 + own.value / 100.0)
    return np.nan


def observed_like(found: Observed, series: Series, year: int) -> float:
    """Return what was observed of another year with the same basis and definition, else NaN."""
    same = [one for one in series.of(found.region, found.indicator, year) if one.kind == found.kind]
    return same[-1].value if same else np.nan


def forecast_of(case: Case, run: Run) -> Forecast:
    """Return what a run projects of everything that is observed somewhere."""
    values: dict[Key, dict[str, float]] = {}

    def take(table: pd.DataFrame, names: str, value: str) -> None:
        columns = (table[name].tolist() for name in ("region", names, "year", "statistic", value))
        for region, name, year, statistic, number in zip(*columns, strict=True):
            if not np.isnan(number):
                values.setdefault((region, name, year), {})[statistic] = float(number)

    take(run.table("indicators"), "indicator", "value")
    take(run.table("stocks"), "service", "standing")
    people = run.table("population")
    people = people[(people["sex"] == "total") & people["age_group"].isin(GROUPS)]
    take(people.assign(group=people["age_group"].map(GROUPS)), "group", "value")
    flows = run.table("population_flows")
    for name in FLOWS:
        take(flows.assign(name=name), "name", name)
    for region, name, year in [*values]:
        if name == GROUPS["total"]:
            whole, *others = (
                values[region, one, year]["central"]
                for one in (name, GROUPS["16_59"], GROUPS["60_plus"])
            )
            values[region, AGED_0_15, year] = {"central": whole - sum(others)}
    gaps = run.table("gaps")
    flagged = gaps[gaps["flags"].fillna("").str.contains("imputed", regex=False)]
    cells = flagged[["region", "indicator"]].drop_duplicates().itertuples(index=False)
    imputed = frozenset((region, counted_by(one, case)) for region, one in cells)
    return Forecast(values, imputed, frozenset(fitted_on(case.parameters)))


def fitted_on(parameters: Mapping[str, Parameter]) -> Iterator[Key]:
    """Yield the observations that parameters are derived from: ``observations.henan.nurses.2014``.

    Several years are written 2014-2022.
    """
    for parameter in parameters.values():
        for one in (parameter, *parameter.regions.values()):
            for name in one.derived_from:
                folder, _, rest = name.partition(".")
                parts = rest.split(".")
                if folder == "observations" and len(parts) == 3:
                    region, indicator, years = parts
                    first, _, last = years.partition("-")
                    for year in range(int(first), int(last or first) + 1):
                        yield region, indicator, year
