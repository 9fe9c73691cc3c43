"""The indicator table in the plans' own layout, and the gaps of the cities."""

from __future__ import annotations

import math

import pandas as pd

from simulator.analysis import annex, intervals
from simulator.analysis.document import Column, Table
from simulator.analysis.labels import Catalogue
from simulator.analysis.numbers import decimals, is_count
from simulator.analysis.references import STAND_IN_MARK
from simulator.analysis.reports.findings import due_year, of_own_plan
from simulator.analysis.reports.texts import for_readers, text, title_of
from simulator.analysis.run_view import RunView, target_year
from simulator.axes import PROVINCE


def plan_table(view: RunView, rows: pd.DataFrame, region: str, catalogue: Catalogue) -> Table:
    """Return the indicators of one region as its plan lays them out.

    Domain, indicator, base as printed, target, forecast (with P5 to P95 where drawn), shortfall,
    schedule, nature, and whether the target is met (or nearly; how likely, where drawn).

    Parameters
    ----------
    rows
        Rows of `simulator.analysis.reports.findings.due_rows`; those of the region are shown.
    """
    language = catalogue.language
    frame = plan_rows(rows[rows["region"] == region], catalogue)
    drawn = bool(frame["value_p05"].notna().any())
    year, due = min(target_year(view), view.end), due_year(frame, view)
    columns = (
        Column("domain", text(language, "column.domain"), width=2.1, merged=True),
        Column("label", text(language, "column.indicator"), width=3.2, beside="unit_note"),
        Column("base", text(language, "column.base", year=view.base), width=1.6),
        Column("target_as_printed", text(language, "column.target", year=due), width=2.3),
        Column(
            "value",
            text(language, "column.forecast_drawn" if drawn else "column.forecast", year=year),
            None,
            width=2.4,
            beside="interval",
        ),
        Column("shortfall", text(language, "column.shortfall"), None, width=1.6),
        Column("schedule", text(language, "column.schedule"), width=1.8),
        Column("nature_label", text(language, "column.nature"), width=1.6),
        Column("verdict", text(language, "column.verdict"), width=1.8, beside="chance"),
    )
    name = catalogue.name("region", region)
    title = title_of(view, catalogue, "table.plan", year, region=name)
    notes = [text(language, "note.plan")]
    if drawn:
        notes.append(text(language, "note.drawn", draws=view.origin.draws))
        n_outside = _outside(frame)
        if n_outside:
            notes.append(text(language, "note.outside", n=n_outside))
    return Table(f"plan:{view.id}:{region}", title, frame, columns, tuple(notes))


def plan_rows(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows with everything a plan's table says in words.

    Names are as printed in Chinese where the plan is the region's own, else the model's.
    """
    language, frame = catalogue.language, rows.reset_index(drop=True)
    own_words = of_own_plan(frame) & (frame["printed_label"] != "") & (language == "zh")
    # a printed row that was split in two has the same words twice
    printed = own_words & ~frame["printed_label"].duplicated(keep=False)
    frame["domain"] = frame["printed_domain"].where(own_words, frame["domain_label"])
    frame["label"] = frame["printed_label"].where(
        printed | ~frame["indicator"].isin(catalogue.indicators), frame["indicator_label"]
    )
    modelled = frame["value"].notna() & frame["unit"].map(is_count).astype(bool)
    frame["unit_note"] = [
        text(language, "unit", unit=unit) if shown and unit else ""
        for unit, shown in zip(frame["unit_label"], modelled, strict=True)
    ]
    own = of_own_plan(frame)
    frame["base"] = frame["base_as_printed"].where(
        frame["base_as_printed"] != "", frame["printed_base"].where(own, "")
    )
    frame["interval"] = [
        intervals.span(low, high, unit, language)
        for low, high, unit in zip(
            frame["value_p05"], frame["value_p95"], frame["unit"], strict=True
        )
    ]
    frame["chance"] = [
        _beside_verdict(row["near"], row["probability_met"], language)
        for row in frame.to_dict("records")
    ]
    return frame


def _beside_verdict(is_near: bool, chance: float, language: str) -> str:
    """Return that a target is nearly met, and how likely it is met where draws were made."""
    said = [text(language, "near")] if is_near else []
    if not math.isnan(chance):
        said.append(text(language, "chance", percent=f"{chance * 100:.0f}"))
    return text(language, "near_and").join(said)


def _outside(frame: pd.DataFrame) -> int:
    """Return how many central values print outside their interval."""
    n = 0
    for unit, *values in frame[["unit", "value_p05", "value", "value_p95"]].itertuples(index=False):
        low, central, high = (round(one, decimals(str(unit))) for one in values)
        n += low < high and not low <= central <= high
    return n


def gaps_table(view: RunView, catalogue: Catalogue, *, include_imputed: bool = False) -> Table:
    """Return how far each city is from the province in the year of the targets, where it is known.

    Cities without figures of their own only with ``include_imputed``, marked by a star.
    """
    language, year = catalogue.language, min(target_year(view), view.end)
    frame = annex.gap_rows(view, year, catalogue, include_imputed=include_imputed)
    notes = for_readers(str(note) for note in frame.attrs["notes"])
    frame = frame[(frame["region"] != PROVINCE) & frame["gap"].notna()].reset_index(drop=True)
    frame.attrs = {}
    star = frame["imputed"].map({True: "*", False: ""})
    frame["region_shown"] = frame["region_label"] + star
    frame["reference_shown"] = frame["reference_label"].where(frame["reference_value"].notna(), "")
    frame["thing_shown"] = frame["thing"].where(frame["units_to_close"] > 0, "")
    title = title_of(view, catalogue, "table.gaps", year)
    if (frame["reference_label"].str.endswith(STAND_IN_MARK)).any():
        notes = (text(language, "note.stand_in"), *notes)
    return Table(f"gaps:{view.id}", title, frame, _gap_columns(language, year), notes)


def _gap_columns(language: str, year: int) -> tuple[Column, ...]:
    return (
        Column("region_shown", text(language, "column.region"), width=1.7),
        Column(
            "indicator_label", text(language, "column.indicator"), width=3.6, beside="unit_label"
        ),
        Column("value", text(language, "column.value", year=year), None, width=1.9),
        Column(
            "reference_value",
            text(language, "column.reference"),
            None,
            width=1.9,
            beside="reference_shown",
        ),
        Column(
            "gap",
            text(language, "column.gap"),
            None,
            width=2.2,
            beside="gap_interval_label",
            signed=True,
        ),
        Column("gap_percent", text(language, "column.gap_percent"), 1, width=1.4, signed=True),
        Column(
            "units_to_close", text(language, "column.units"), 0, width=2.0, beside="thing_shown"
        ),
        Column("yi_to_close", text(language, "column.yi"), 2, width=1.5),
    )
