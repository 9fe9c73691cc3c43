"""The one table behind each picture: dashboard and report draw the same frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.colours import BEHIND_TO_AHEAD, LIMIT, NO_REFERENCE, gap_colour, ink_on
from simulator.analysis.gap_table import reference_notes
from simulator.analysis.hindsight import Hindsight
from simulator.analysis.labels import Catalogue, flags_in_words, tell, word
from simulator.analysis.numbers import is_count, number, percent, signed
from simulator.analysis.references import (
    STAND_IN_MARK,
    TOTALS,
    imputed,
    in_params_order,
    measured_against,
    stands_in,
)
from simulator.axes import PROVINCE

PERCENTILES = ("p05", "p25", "p50", "p75", "p95")
PARTS = {"outer": "p05", "inner": "p25"}
PARTS |= {one: one for one in ("province", "best", "schedule", "target", "target_held")}
"""Parts of a trajectory that may be wanting, and the column that tells."""


def gap_heatmap(
    gaps: pd.DataFrame,
    year: int,
    reference: str,
    catalogue: Catalogue,
    *,
    include_imputed: bool = True,
    hindsight: Hindsight | None = None,
) -> pd.DataFrame:
    """Return the heat map of gaps: one row per city and indicator.

    Parameters
    ----------
    gaps
        The run's table ``gaps``.
    year
        Year shown.
    reference
        ``default`` or one of `simulator.axes.REFERENCES`.
    catalogue
        Names in the language of the picture.
    include_imputed
        Whether cities without a base of their own stand in the picture (hatched).
    hindsight
        Adds 回顾（反事实） or 展望 to the title and the notes.

    Returns
    -------
    DataFrame
        Columns region, indicator, region_label, indicator_label, unit, value, reference_shown,
        reference_label, reference_value, gap, gap_percent, score (percent, positive is ahead),
        imputed, grade, text, colour, ink and the words of the hover. Cities and indicators in
        the order of ``params/``. ``attrs`` holds palette, limit, the colour no_reference, the
        title's mark, the indicators in their order and the notes (which references do not exist).
    """
    rows = measured_against(gaps, year, reference)
    rows = in_params_order(rows[rows["region"] != PROVINCE], catalogue)
    rows["imputed"] = imputed(rows["flags"])
    if not include_imputed:
        rows = rows[~rows["imputed"]].reset_index(drop=True)
    frame = _with_words(without_totals(rows), catalogue)
    frame["score"] = frame["gap_percent"].abs() * np.sign(frame["favourable"])
    frame["colour"] = [gap_colour(score) for score in frame["score"]]
    frame["ink"] = [ink_on(colour) for colour in frame["colour"]]
    language = catalogue.language
    notes = [hindsight.note(year, language)] if hindsight else []
    present = set(frame["indicator"])
    frame.attrs = {
        "indicators": [name for name in catalogue.indicators if name in present],
        "mark": hindsight.mark(year, language) if hindsight else "",
        "notes": [note for note in [*notes, *reference_notes(rows, catalogue)] if note],
        "palette": BEHIND_TO_AHEAD,
        "limit": LIMIT,
        "no_reference": NO_REFERENCE,
        "year": year,
        "reference": reference,
    }
    return frame


def without_totals(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of indicators that are compared: totals of places of different size are not.

    Where nothing is compared all rows stay, since a picture of nothing explains nothing.
    """
    total = rows["missing"].isin(TOTALS).to_numpy(bool)
    compared = rows["indicator"].isin(rows["indicator"][~total].unique())
    return rows[compared].reset_index(drop=True) if compared.any() else rows


def _with_words(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows with every number also as the text a person reads."""
    language = catalogue.language
    frame = rows.copy()
    frame["region_label"] = [catalogue.name("region", r) for r in rows["region"]]
    frame["indicator_label"] = [catalogue.name("indicator", i) for i in rows["indicator"]]
    frame["reference_label"] = [word(language, "reference", r) for r in rows["reference_shown"]]
    frame["unit_label"] = [
        catalogue.unit(i, u) for i, u in zip(rows["indicator"], rows["unit"], strict=True)
    ]
    for column in ("value", "reference_value"):
        frame[f"{column}_text"] = _texts(number, rows[column], rows["unit"])
    marks = stands_in(rows["reference_asked"], rows["reference_shown"]).map(
        {True: STAND_IN_MARK, False: ""}
    )
    frame["text"] = _texts(signed, rows["gap"], rows["unit"])
    frame["text"] += marks
    frame["percent_text"] = [percent(p) for p in rows["gap_percent"]]
    frame["grade_label"] = [word(language, "grade", g) for g in rows["grade"]]
    frame["flags_text"] = [flags_in_words(str(f or ""), language) for f in rows["flags"]]
    frame["reason"] = [
        tell(language, f"no_reference.{why}", indicator=name) if why else ""
        for why, name in zip(rows["missing"], frame["indicator_label"], strict=True)
    ]
    return frame


def _texts(write: Callable[[float, str], str], values: pd.Series, unit: pd.Series) -> list[str]:
    return [write(v, u) for v, u in zip(values, unit, strict=True)]


def trajectory(
    indicators: pd.DataFrame,
    verdicts: pd.DataFrame,
    region: str,
    indicator: str,
    catalogue: Catalogue,
    *,
    best: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return one indicator of one region over the years, beside province, target and schedule.

    Parameters
    ----------
    indicators, verdicts
        The run's tables of these names.
    region, indicator
        Which line.
    catalogue
        Names in the language of the picture.
    best
        Central rows of ``gaps`` of this line against the best city; None leaves it out.

    Returns
    -------
    DataFrame
        One row per year: year, city, province, best, schedule, target (at its year only),
        target_held (the target from its year on), p05, p25, p50, p75, p95, unit, grade.
        What does not exist is NaN in every row, and so is the province of a count, which is
        no measure of a city. ``attrs`` holds region_label,
        indicator_label, unit_label and ``has``: which of the parts exist.
    """
    of_indicator = indicators[indicators["indicator"] == indicator]
    own = _by_statistic(of_indicator[of_indicator["region"] == region])
    years = pd.Index(np.unique(np.concatenate([[], *(rows.index for rows in own.values())])))
    years = years.astype(indicators["year"].dtype)
    lines = {"city": "central", "province": "", **{name: name for name in PERCENTILES}}
    frame = pd.DataFrame({name: _values(own.get(kind), years) for name, kind in lines.items()})
    frame.index = years
    if not of_indicator["unit"].map(is_count).all():
        province = _by_statistic(of_indicator[of_indicator["region"] == PROVINCE])
        frame["province"] = _values(province.get("central"), years)
    frame["best"] = np.nan
    if best is not None and len(best):
        frame["best"] = best.set_index("year")["reference_value"].reindex(years)
    frame = frame.join(_target_lines(verdicts, region, indicator))
    central = own.get("central", indicators[:0])
    frame["unit"] = central["unit"].reindex(years)
    frame["grade"] = central["grade"].reindex(years)
    frame.index.name = "year"
    frame = frame.reset_index()
    frame.attrs = {
        "region_label": catalogue.name("region", region),
        "indicator_label": catalogue.name("indicator", indicator),
        "unit_label": catalogue.unit(
            indicator, str(central["unit"].iloc[0]) if len(central) else ""
        ),
        "has": {name: bool(frame[column].notna().any()) for name, column in PARTS.items()},
    }
    return frame


def side_by_side(frames: Mapping[str, pd.DataFrame], labels: Mapping[str, str]) -> pd.DataFrame:
    """Return one indicator of one region in several runs.

    Parameters
    ----------
    frames
        `trajectory` by run, the first run first.
    labels
        Names of the runs.

    Returns
    -------
    DataFrame
        One row per year that any run has: year, schedule, target and target_held of the first
        run, then central, p05 and p95 of every run as ``central:ID`` and so on, NaN where a run
        has none. ``attrs`` holds region_label, indicator_label, unit_label, ``labels`` by run and
        ``has``: which of the target's lines exist.
    """
    first = next(iter(frames.values()))
    parts = [first.set_index("year")[["schedule", "target", "target_held"]]]
    for run, frame in frames.items():
        lines = frame.set_index("year")[["city", "p05", "p95"]]
        parts.append(lines.rename(columns={"city": "central"}).add_suffix(f":{run}"))
    found = pd.concat(parts, axis=1).sort_index().rename_axis("year").reset_index()
    found.attrs = {**first.attrs, "labels": dict(labels)}
    return found


def _target_lines(verdicts: pd.DataFrame, region: str, indicator: str) -> pd.DataFrame:
    """Return schedule, target (its year only) and target_held (from its year on), by year."""
    verdict = _verdict_by_year(verdicts, region, indicator)
    years, due = verdict.index.to_series(), verdict["target_year"]
    return pd.DataFrame(
        {
            "schedule": verdict["schedule_value"].where(years <= due),
            "target": verdict["target_value"].where(years == due),
            "target_held": verdict["target_value"].where(years >= due),
        }
    )


def _by_statistic(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the rows of one line by statistic, each by year."""
    named = rows["statistic"].to_numpy(object)
    by_year = rows.set_index("year")
    return {name: by_year[named == name] for name in dict.fromkeys(named)}


def _values(rows: pd.DataFrame | None, years: pd.Index) -> NDArray[np.float64]:
    """Return the values of some years, NaN where none was stored. Shape (year,)."""
    if rows is None:
        return np.full(len(years), np.nan)
    return rows["value"].reindex(years).to_numpy(np.float64)


def _verdict_by_year(verdicts: pd.DataFrame, region: str, indicator: str) -> pd.DataFrame:
    """Return the verdict that holds in each year: the nearest target not yet past, else the last.

    Earlier plans keep their target until a later plan replaces it (目标值延用).
    """
    rows = verdicts[
        (verdicts["region"] == region)
        & (verdicts["indicator"] == indicator)
        & (verdicts["statistic"] == "central")
    ]
    ahead = rows["target_year"] >= rows["year"]
    distance = (rows["target_year"] - rows["year"]).abs()
    ordered = rows.assign(ahead=~ahead, distance=distance).sort_values(
        ["year", "ahead", "distance"], kind="stable"
    )
    chosen = ordered.drop_duplicates("year").set_index("year")
    numbers = chosen[["schedule_value", "target_value"]].astype("float64")
    return numbers.assign(target_year=chosen["target_year"].astype("float64"))
