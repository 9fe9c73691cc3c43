"""Where runs stand in one year: how even the areas are, and which cities are furthest behind."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from simulator.analysis.document import Column, Table
from simulator.analysis.index_frame import ATTAINMENT, EQUALISATION, index_over_time
from simulator.analysis.intervals import HIGH, LOW
from simulator.analysis.labels import Catalogue
from simulator.analysis.numbers import ABSENT
from simulator.analysis.reports.findings import furthest_behind
from simulator.analysis.reports.texts import quantity, text
from simulator.analysis.run_view import RunView

WIDEST = 3
"""Gaps told of each run."""


def standing_table(views: Sequence[RunView], year: int, catalogue: Catalogue) -> Table:
    """Return the indices of a year and the widest gaps of cities to the province, run by run."""
    language = catalogue.language
    told = {
        view.id: [*_indices(view, year, catalogue), *_gaps(view, year, catalogue)] for view in views
    }
    names = [text(language, f"standing.{name}") for name in (EQUALISATION, ATTAINMENT)]
    names += [text(language, "standing.gap", place=place) for place in range(1, WIDEST + 1)]
    columns = (
        Column("name", text(language, "column.standing"), width=1.4),
        *(Column(view.id, view.label, width=2.0) for view in views),
    )
    title = text(language, "table.standing", year=year)
    notes = (text(language, "note.index"), text(language, "note.widest"))
    return Table("compare:standing", title, pd.DataFrame({"name": names, **told}), columns, notes)


def _indices(view: RunView, year: int, catalogue: Catalogue) -> list[str]:
    """Return both indices as text, the first with its interval where there are draws."""
    frame = index_over_time(view.tables.get("equity"), catalogue)
    rows = frame[frame["year"] == year]
    if rows.empty:
        return [ABSENT, ABSENT]
    row = rows.iloc[0]
    told = [
        ABSENT if pd.isna(row[one]) else f"{row[one]:.3f}" for one in (EQUALISATION, ATTAINMENT)
    ]
    if pd.notna(row[LOW]):
        ends = {"low": f"{row[LOW]:.3f}", "high": f"{row[HIGH]:.3f}"}
        told[0] = text(catalogue.language, "standing.interval", value=told[0], **ends)
    return told


def _gaps(view: RunView, year: int, catalogue: Catalogue) -> list[str]:
    """Return the widest gaps as text, as many as `WIDEST`."""
    language = catalogue.language
    told = []
    for _, row in furthest_behind(view, catalogue, year).head(WIDEST).iterrows():
        unit = str(row["unit"]), str(row["unit_label"])
        facts = {
            "region": row["region_label"],
            "indicator": row["indicator_label"],
            "value": quantity(float(row["value"]), *unit, language),
            "percent": f"{abs(float(row['gap_percent'])):.1f}",
        }
        told.append(text(language, "standing.behind", **facts))
    return told + [ABSENT] * (WIDEST - len(told))
