"""One cell of the heat map in plain words: where it stands, what is missing, why it moves."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import pandas as pd

from simulator.analysis.hindsight import Hindsight
from simulator.analysis.labels import Catalogue, flag_ids, tell, word
from simulator.analysis.lead_times import Cell, pipeline, training
from simulator.analysis.numbers import money, number, signed
from simulator.analysis.references import (
    IMPUTED,
    NONE,
    central_year,
    measured_against,
)
from simulator.axes import PROVINCE


def cell_story(
    tables: Mapping[str, pd.DataFrame],
    cell: Cell,
    catalogue: Catalogue,
    *,
    hindsight: Hindsight | None = None,
    months: Mapping[str, int] | None = None,
    years: Mapping[str, int] | None = None,
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
    years
        Service id -> whole years from intake until counted (central), the same for staff.

    Returns
    -------
    list of str
        Level and gap; target and what closes it; pipeline and opening; effects; evidence.
    """
    rows = measured_against(tables["gaps"], cell.year, cell.reference)
    own = rows[(rows["region"] == cell.region) & (rows["indicator"] == cell.indicator)]
    # the province has a target for some indicators of which it has no value
    if own.empty or math.isnan(own["value"].iloc[0]):
        return [tell(catalogue.language, "story.nothing")]
    row = own.iloc[0]
    said = [
        _level(row, cell, catalogue),
        _target(tables, cell, catalogue),
        *pipeline(tables["stocks"], cell, catalogue, months or {}),
        *training(cell, catalogue, years or {}, base=int(tables["indicators"]["year"].min())),
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
        "target": _target_text(verdict, cell, language),
        "nature": word(language, "nature", str(verdict["nature"])),
        "year": cell.year,
    }
    held = "_held" if cell.year > int(verdict["target_year"]) else ""
    if pd.isna(verdict["met"]):
        said = tell(language, "story.target_unknown", **facts)
    elif bool(verdict["met"]):
        said = tell(language, f"story.target_met{held}", **facts)
    else:
        said = tell(language, f"story.target_missed{held}", **facts)
        said += _closing(tables["gaps"], cell, catalogue)
    chance = verdict["probability_met"]
    if pd.notna(chance):
        said += tell(language, "story.chance", percent=f"{float(chance) * 100:.0f}")
    return said


def _target_text(verdict: pd.Series, cell: Cell, language: str) -> str:
    """Return the target as printed and as used; a city without a plan has the province's."""
    printed = str(verdict["target_as_printed"] or "")
    said = as_used(printed, float(verdict["target_value"]), str(verdict["unit"]), language)
    if cell.region != PROVINCE and str(verdict["plan"]).startswith(f"{PROVINCE}-"):
        return tell(language, "story.of_province", target=said)
    return said


def as_used(printed: str, value: float, unit: str, language: str) -> str:
    """Return a printed number, and beside it the one used where the two differ.

    A plan may print 4.4 for 44,000 beds (万张) or 0.88 where its own count gives 0.79.

    Examples
    --------
    >>> as_used("3.4", 34000.0, "bed", "zh")
    '3.4，测算取 34,000'
    >>> as_used("〔2200〕", 2200.0, "household", "zh")
    '〔2200〕'
    >>> as_used("", 7.7, "per_1000", "zh")
    '7.70'
    """
    if not printed:
        return number(value, unit)
    found = re.search(r"\d+(?:\.\d+)?", printed)
    if math.isnan(value) or found is None:
        return printed
    places = len(found.group().partition(".")[2])
    if round(value, places) == float(found.group()):
        return printed
    return tell(language, "story.target_used", printed=printed, value=number(value, unit))


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
    printed = str(row["base_as_printed"] or "")
    printed = as_used(printed, float(row["base_value"]), str(row["unit"]), language)
    base_told = {
        "base_year": int(base["year"]),
        "printed": printed,
        "base_grade": word(language, "grade", str(base["grade"])),
    }
    if not now["main_assumption"]:
        return tell(language, "story.base_evidence", **base_told)
    return tell(
        language,
        "story.evidence",
        **base_told,
        grade=word(language, "grade", str(now["grade"])),
        weakest=word(language, "grade", str(now["weakest_input"])),
        assumption=catalogue.name("parameter", str(now["main_assumption"])),
    )
