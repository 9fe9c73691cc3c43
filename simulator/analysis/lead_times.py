"""When what is begun counts: projects until they open, seats until a licence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.references import central_year

MONTHS = 12


class Cell(NamedTuple):
    """Which cell of the heat map is told."""

    region: str
    indicator: str
    year: int
    reference: str


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


def training(cell: Cell, catalogue: Catalogue, years: Mapping[str, int], *, base: int) -> list[str]:
    """Return when more seats can count at all, one sentence per kind of staff."""
    said = []
    for service in catalogue.numerators.get(cell.indicator, ()):
        if service not in years:
            continue
        wait, start = years[service], base + 1
        facts = {
            "years": wait,
            "counted": catalogue.name("service", service),
            "year": cell.year,
            "start": start,
            "first": start + wait,
            "last": cell.year - wait,
        }
        said.append(tell(catalogue.language, "story.training", **facts))
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
