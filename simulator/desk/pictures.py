"""Tables and sentences on runs, in the reader's language: what is printed and drawn."""

from __future__ import annotations

from datetime import date
from functools import cache

import pandas as pd

from simulator.analysis import effects_frame, frames, gap_table, lead_times, standing, story
from simulator.analysis.hindsight import Hindsight
from simulator.analysis.labels import Catalogue, word
from simulator.analysis.run_view import RunView
from simulator.axes import REFERENCES
from simulator.desk.cases import params_of
from simulator.desk.run_evidence import evidence
from simulator.desk.run_inputs import inputs_of
from simulator.desk.runs import Run
from simulator.results.contracts import SUMMARY_TABLES

DEFAULT = "default"


@cache
def catalogue(language: str) -> Catalogue:
    """Return the names of everything in ``params/`` in one language."""
    params = params_of(None)
    return Catalogue(
        language=language,
        regions={name: one.label.say(language) for name, one in params.regions.items()},
        indicators={name: one.label.say(language) for name, one in params.indicators.items()},
        services={name: one.label.say(language) for name, one in params.services.items()},
        plans={name: one.title for name, one in params.plans.items()},
        parameters={name: one.label.say(language) for name, one in params.parameters.items()},
        service_units={name: one.unit for name, one in params.services.items()},
        numerators={name: one.numerator for name, one in params.indicators.items()},
        families={name: one.family for name, one in params.indicators.items()},
        directions={name: one.direction for name, one in params.indicators.items()},
        domains={name: one.domain for name, one in params.indicators.items()},
    )


def label(kind: str, identifier: str, lang: str = "zh") -> str:
    """Return the name of a region, indicator, service, reference or grade."""
    if kind == "reference" and identifier == DEFAULT:
        return word(lang, "reference", DEFAULT)
    return catalogue(lang).name(kind, identifier)


def with_unit_labels(table: pd.DataFrame, lang: str = "zh") -> pd.DataFrame:
    """Return a table of indicators with their units as all tables call them, such as 张/千人."""
    names = catalogue(lang)
    units = zip(table["indicator"], table["unit"], strict=True)
    found = table.copy()
    place = found.columns.tolist().index("unit") + 1
    found.insert(place, "unit_label", [names.unit(str(one), str(unit)) for one, unit in units])
    return found


def hindsight(run: Run) -> Hindsight:
    """Return which years of a run look back and which ahead, seen from today."""
    taken = run.taken_over
    last = taken.year if taken is not None else None
    return Hindsight(run.horizon["as_of"], date.today().year - 1, last)


def year_mark(run: Run, year: int, lang: str = "zh") -> str:
    """Return the short mark of a year, such as 回顾（反事实）; empty where it needs none."""
    return hindsight(run).mark(year, lang)


def marked_years(run: Run, lang: str = "zh") -> str:
    """Return which years of a run look back, such as 2021—2025年回顾（反事实）; empty for none."""
    seen = hindsight(run)
    over = [year for year in run_years(run) if seen.kind(year) != "outlook"]
    return ", ".join(seen.spans(over, lang)) if lang == "en" else "、".join(seen.spans(over, lang))


def run_years(run: Run) -> list[int]:
    """Return the years of a run, its base first."""
    horizon = run.horizon
    return list(range(horizon["base"], horizon["end"] + 1))


def run_regions(run: Run) -> list[str]:
    """Return the regions that a run's gaps show, in the order of params."""
    return list(run.table("gaps")["region"].unique())


def run_indicators(run: Run) -> list[str]:
    """Return the indicators that a run's gaps show, in the order of params."""
    shown = set(run.table("gaps")["indicator"])
    return [name for name in catalogue("zh").indicators if name in shown]


def reference_choices(run: Run) -> list[str]:
    """Return the references a reader may choose."""
    return [DEFAULT, *REFERENCES]


def gaps(
    run: Run,
    year: int,
    *,
    reference: str | None = None,
    include_imputed: bool = False,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return the table of ``equalise gaps``; ``attrs["notes"]`` belong under it."""
    return gap_table.gap_table(
        run.table("gaps"),
        run.table("indicators"),
        year,
        catalogue(lang),
        reference=reference,
        include_imputed=include_imputed,
        hindsight=hindsight(run),
    )


def gap_overview(run: Run, year: int, *, lang: str = "zh") -> pd.DataFrame:
    """Return the gap table of the real cities as one page: cities down, indicators across."""
    return gap_table.gap_overview(gaps(run, year, lang=lang), catalogue(lang))


def gap_heatmap(run: Run, year: int, reference: str = DEFAULT, lang: str = "zh") -> pd.DataFrame:
    """Return the heat map of gaps: one row per city and indicator."""
    gaps = run.part("gaps", statistic="central", year=year)
    return frames.gap_heatmap(gaps, year, reference, catalogue(lang), hindsight=hindsight(run))


def city_standing(heatmap: pd.DataFrame, indicator: str, lang: str = "zh") -> list[str]:
    """Return in words which cities of a heat map are worst in an indicator, which have no data."""
    return standing.city_standing(heatmap, indicator, catalogue(lang))


def trajectory(run: Run, region: str, indicator: str, lang: str = "zh") -> pd.DataFrame:
    """Return one indicator of one region beside province, schedule and target."""
    indicators = run.part("indicators", indicator=indicator)
    verdicts = run.part("verdicts", region=region, indicator=indicator)
    best = _gaps_of(run, region, indicator, "best")
    return frames.trajectory(indicators, verdicts, region, indicator, catalogue(lang), best=best)


def effects_by_year(run: Run, region: str, indicator: str, lang: str = "zh") -> pd.DataFrame:
    """Return what capacity and population added to one indicator of one region by year."""
    rows = _gaps_of(run, region, indicator, "target")
    return effects_frame.effects_frame(rows, run.horizon["base"], catalogue(lang))


def _gaps_of(run: Run, region: str, indicator: str, reference: str) -> pd.DataFrame:
    keys = {"region": region, "indicator": indicator, "reference": reference}
    return run.part("gaps", statistic="central", **keys)


def cell_story(
    run: Run,
    region: str,
    indicator: str,
    *,
    year: int,
    reference: str = DEFAULT,
    lang: str = "zh",
) -> list[str]:
    """Return one cell of the heat map in plain words."""
    tables = {
        "gaps": run.part("gaps", statistic="central", year=year, indicator=indicator),
        "verdicts": run.part("verdicts", region=region, indicator=indicator),
        "stocks": run.part("stocks", statistic="central", region=region, year=year),
        "indicators": run.part("indicators", region=region, indicator=indicator),
    }
    params = params_of(None)
    months = {
        name: round(params.parameters[service.months].value)
        for name, service in params.services.items()
        if service.months
    }
    years = {
        name: round(params.parameters[service.years_to_licence].value)
        for name, service in params.services.items()
        if service.years_to_licence
    }
    cell = lead_times.Cell(region, indicator, year, reference)
    return story.cell_story(
        tables, cell, catalogue(lang), hindsight=hindsight(run), months=months, years=years
    )


def view(run: Run, lang: str) -> RunView:
    """Return what reports and comparisons need of a run."""
    horizon = run.horizon
    return RunView(
        id=run.id,
        label=run.label(lang),
        base=horizon["base"],
        end=horizon["end"],
        hindsight=hindsight(run),
        tables={name: run.table(name) for name in SUMMARY_TABLES},
        inputs=inputs_of(run, catalogue(lang)),
        evidence=evidence(run, lang),
    )
