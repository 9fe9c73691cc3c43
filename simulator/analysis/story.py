"""One cell of the heat map in plain words: where it stands, what is missing, why it moves."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from simulator.analysis.hindsight import Hindsight
from simulator.analysis.labels import Catalogue, flag_ids, tell, word
from simulator.analysis.numbers import money, number, signed
from simulator.analysis.references import (
    IMPUTED,
    NONE,
    central_year,
    measured_against,
)

MONTHS = 12


class Cell(NamedTuple):
    """Which cell of the heat map is told."""

    region: str
    indicator: str
    year: int
    reference: str


def cell_story(
    tables: Mapping[str, pd.DataFrame],
    cell: Cell,
    catalogue: Catalogue,
    *,
    hindsight: Hindsight | None = None,
    months: Mapping[str, int] | None = None,
) -> list[str]:
    """Return the sentences about one region and indicator in one year.

    Parameters
    ----------
    tables
        The run's tables gaps, verdicts, stocks and indicators.
    cell
        Region, indicator, year and reference.
    catalogue
        Names in the language of the sentences.
    hindsight
        Adds the note 回顾（反事实） or 展望.
    months
        Service id -> whole months from approval to commissioning (central). Without it the
        sentence about opening dates is left out.

    Returns
    -------
    list of str
        Level and gap; target and what closes it; pipeline and opening; effects; evidence.
    """
    rows = measured_against(tables["gaps"], cell.year, cell.reference)
    own = rows[(rows["region"] == cell.region) & (rows["indicator"] == cell.indicator)]
    if own.empty:
        return [tell(catalogue.language, "story.nothing")]
    row = own.iloc[0]
    said = [
        _level(row, cell, catalogue),
        _target(tables, cell, catalogue),
        *pipeline(tables["stocks"], cell, catalogue, months or {}),
        _effects(row, cell, catalogue),
        _evidence(tables["indicators"], row, cell, catalogue),
        hindsight.note(cell.year, catalogue.language) if hindsight else "",
    ]
    return [sentence for sentence in said if sentence]


def _level(row: pd.Series, cell: Cell, catalogue: Catalogue) -> str:
    """Return where the city stands and how far from the reference."""
    language, unit = catalogue.language, str(row["unit"])
    place = {
        "region": catalogue.name("region", cell.region),
        "indicator": catalogue.name("indicator", cell.indicator),
        "year": cell.year,
        "value": number(float(row["value"]), unit),
        "unit": catalogue.unit(cell.indicator, unit),
    }
    if row["reference_shown"] == NONE:
        why = tell(language, f"no_reference.{row['missing']}", indicator=place["indicator"])
        return tell(language, "story.level_alone", why=why, **place)
    gap = float(row["gap"])
    shown = number(abs(gap), unit)
    differs = "above" if gap > 0 else "below"
    side = differs if float(shown.replace(",", "")) else "same"
    return tell(
        language,
        f"story.level_{side}",
        reference=word(language, "reference", str(row["reference_shown"])),
        level=number(float(row["reference_value"]), unit),
        gap=shown,
        percent=f"{abs(float(row['gap_percent'])):.1f}",
        **place,
    )


def _target(tables: Mapping[str, pd.DataFrame], cell: Cell, catalogue: Catalogue) -> str:
    """Return what is missing to the city's target, in units and money, and how likely it is."""
    language = catalogue.language
    verdicts = central_year(tables["verdicts"], cell.year)
    verdicts = verdicts[
        (verdicts["region"] == cell.region) & (verdicts["indicator"] == cell.indicator)
    ]
    if verdicts.empty:
        return tell(language, "story.no_target")
    verdict = verdicts.sort_values("target_year").iloc[-1]
    facts = {
        "target_year": int(verdict["target_year"]),
        "target": str(verdict["target_as_printed"]),
        "nature": word(language, "nature", str(verdict["nature"])),
        "year": cell.year,
    }
    if pd.isna(verdict["met"]):
        said = tell(language, "story.target_unknown", **facts)
    elif bool(verdict["met"]):
        said = tell(language, "story.target_met", **facts)
    else:
        said = tell(language, "story.target_missed", **facts)
        said += _closing(tables["gaps"], cell, catalogue)
    chance = verdict["probability_met"]
    if pd.notna(chance):
        said += tell(language, "story.chance", percent=f"{float(chance) * 100:.0f}")
    return said


def _closing(gaps: pd.DataFrame, cell: Cell, catalogue: Catalogue) -> str:
    """Return the units and the money that close the gap to the target."""
    rows = measured_against(gaps, cell.year, "target")
    rows = rows[(rows["region"] == cell.region) & (rows["indicator"] == cell.indicator)]
    if rows.empty or pd.isna(rows["units_to_close"].iloc[0]):
        return ""
    facts = {
        "units": f"{float(rows['units_to_close'].iloc[0]):,.0f}",
        "thing": catalogue.thing(cell.indicator),
        "counted": catalogue.counted(cell.indicator),
    }
    yuan = float(rows["yuan_to_close"].iloc[0])
    if math.isnan(yuan):
        return tell(catalogue.language, "story.closing_units", **facts)
    amount = money(yuan, catalogue.language)
    return tell(catalogue.language, "story.closing", money=amount, **facts)


def pipeline(
    stocks: pd.DataFrame, cell: Cell, catalogue: Catalogue, months: Mapping[str, int]
) -> list[str]:
    """Return what is under way and when it can open, one sentence per facility service.

    A project approved late in the plan period opens after it: the sentence names the last
    month in which a project had to be approved to count on 31 December of the year.
    """
    language = catalogue.language
    rows = central_year(stocks, cell.year)
    said = []
    for service in catalogue.numerators.get(cell.indicator, ()):
        own = rows[(rows["region"] == cell.region) & (rows["service"] == service)]
        if catalogue.families.get(cell.indicator) != "facility" or own.empty:
            continue
        counted = catalogue.name("service", service)
        facts = {
            "year": cell.year,
            "counted": counted,
            "thing": catalogue.name("unit", str(own["unit"].iloc[0])),
            "commissioned": f"{int(own['commissioned'].iloc[0]):,}",
            "in_pipeline": f"{int(own['in_pipeline'].iloc[0]):,}",
        }
        said.append(tell(language, "story.pipeline", **facts))
        if service in months:
            said.append(opening(cell.year, months[service], counted, language))
    return said


def opening(year: int, months: int, counted: str, language: str) -> str:
    """Return why what starts a year before ``year`` does or does not open by its end.

    A project approved at the start of month m (counted from January) is commissioned
    ``months`` later; it counts when that is at most December of ``year``.
    """
    last = year * MONTHS + (MONTHS - 1) - months
    start = year - 1
    first = start * MONTHS + months
    opens = first // MONTHS
    facts = {
        "counted": counted,
        "months": months,
        "year": year,
        "last_year": last // MONTHS,
        "last_month": last % MONTHS + 1,
        "start": start,
        "first_year": opens,
        "first_month": first % MONTHS + 1,
    }
    kind = "too_late" if opens > year else "in_time"
    return tell(language, f"story.opening_{kind}", **facts)


def _effects(row: pd.Series, cell: Cell, catalogue: Catalogue) -> str:
    """Return how much of the change came from capacity and how much from population."""
    if pd.isna(row["capacity_effect"]) or pd.isna(row["population_effect"]):
        return ""
    unit = str(row["unit"])
    change = float(row["value"]) - float(row["base_value"])
    if change == 0:
        return ""
    return tell(
        catalogue.language,
        "story.effects",
        year=cell.year,
        change=signed(change, unit),
        capacity=signed(float(row["capacity_effect"]), unit),
        population=signed(float(row["population_effect"]), unit),
    )


def _evidence(indicators: pd.DataFrame, row: pd.Series, cell: Cell, catalogue: Catalogue) -> str:
    """Return on what the base and the projection rest."""
    language = catalogue.language
    own = indicators[
        (indicators["region"] == cell.region)
        & (indicators["indicator"] == cell.indicator)
        & (indicators["statistic"] == "central")
    ].sort_values("year")
    if own.empty:
        return ""
    if IMPUTED in flag_ids(str(row["flags"] or "")):
        return tell(language, "story.imputed")
    base, now = own.iloc[0], own[own["year"] == cell.year].iloc[0]
    printed = str(row["base_as_printed"]) or number(float(row["base_value"]), str(row["unit"]))
    return tell(
        language,
        "story.evidence",
        base_year=int(base["year"]),
        printed=printed,
        base_grade=word(language, "grade", str(base["grade"])),
        grade=word(language, "grade", str(now["grade"])),
        weakest=word(language, "grade", str(now["weakest_input"])),
        assumption=catalogue.name("parameter", str(now["main_assumption"])),
    )
