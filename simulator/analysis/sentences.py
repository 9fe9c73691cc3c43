"""What ``equalise gaps --sentences`` prints: a sentence for each city and key indicator."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from simulator.analysis.clauses import Cell, Row, Teller
from simulator.analysis.hindsight import Hindsight
from simulator.analysis.intervals import with_intervals
from simulator.analysis.labels import Catalogue, flag_ids
from simulator.analysis.references import DEFAULT, IMPUTED, central_year, measured_against
from simulator.axes import PROVINCE
from simulator.text import say

TABLES = ("gaps", "verdicts")
"""What is read of a run."""
COLUMNS = (
    "region",
    "region_label",
    "indicator",
    "indicator_label",
    "year",
    "imputed",
    "sentence",
)
KEY = (
    ("hospital_beds_per_1000",),
    ("physicians_per_1000",),
    ("nurses_per_1000",),
    ("toddler_places_per_1000",),
    ("elderly_institution_beds", "elderly_service_beds"),
    ("elderly_service_beds_per_1000_aged_60",),
)
"""The indicators told; of several on one line a city's plan names one."""

Cells = Mapping[tuple[str, str], Cell]
Rows = Mapping[tuple[str, str], Row]


def gap_sentences(
    tables: Mapping[str, pd.DataFrame],
    year: int,
    catalogue: Catalogue,
    scenario: str,
    *,
    include_imputed: bool = False,
    hindsight: Hindsight | None = None,
) -> pd.DataFrame:
    """Return one sentence for each city and key indicator, cities in the order of params.

    Parameters
    ----------
    tables
        The run's `TABLES`.
    year
        31 December of this year.
    catalogue
        Names in the language of the sentences.
    scenario
        Name of the scenario in that language.
    include_imputed
        Whether cities without a plan are told where they have no figure of their own.
    hindsight
        Adds the note 回顾（反事实） or 展望 for the year.

    Returns
    -------
    DataFrame
        `COLUMNS`; ``attrs["notes"]`` holds what must stand under the sentences. A city with a
        plan has a sentence for every key indicator, saying so where its figure is imputed.
    """
    cells = _cells(tables, year)
    planned = {
        region
        for (region, _), cell in cells.items()
        if cell.verdict and not _of_province(cell.verdict["plan"])
    }
    told: list[Row] = []
    silent = 0
    for region in catalogue.regions:
        rows = [
            _told(cell, catalogue, scenario)
            for cell in _chosen(region, cells)
            if include_imputed or region in planned or not _is_imputed(cell)
        ]
        silent += region != PROVINCE and not rows
        told += rows
    table = pd.DataFrame(told, columns=list(COLUMNS))
    table.attrs["notes"] = _notes(cells, catalogue.language, silent, hindsight)
    return table


def _cells(tables: Mapping[str, pd.DataFrame], year: int) -> dict[tuple[str, str], Cell]:
    """Return the cells of the key indicators by region and indicator."""
    gaps = tables["gaps"]
    gaps = gaps[gaps["indicator"].isin([name for line in KEY for name in line])]
    target, reference = (
        _by_cell(with_intervals(measured_against(gaps, year, asked), gaps, year))
        for asked in ("target", DEFAULT)
    )
    verdicts, base = _verdicts(tables["verdicts"], year), int(tables["gaps"]["year"].min())
    return {key: Cell(target[key], reference[key], verdicts.get(key, {}), base) for key in target}


def _chosen(region: str, cells: Cells) -> Iterator[Cell]:
    """Yield a city's cells: on each line of `KEY` the first with a figure and a target."""
    if region == PROVINCE:
        return
    for line in KEY:
        found = [cells[region, name] for name in line if (region, name) in cells]
        found.sort(key=lambda cell: (_is_imputed(cell), math.isnan(cell.target["gap"])))
        yield from found[:1]


def _told(cell: Cell, catalogue: Catalogue, scenario: str) -> Row:
    """Return the row of one cell."""
    row, teller = cell.target, Teller(cell, catalogue)
    clauses = [
        teller.level(scenario),
        teller.against_target(),
        teller.closing_target(),
        teller.against_province(),
        teller.change(),
        teller.warning(),
    ]
    if _is_imputed(cell):
        clauses = [teller.imputed()]
    joint = teller.tell("joint.clause")
    return {
        "region": row["region"],
        "region_label": catalogue.name("region", str(row["region"])),
        "indicator": row["indicator"],
        "indicator_label": catalogue.name("indicator", str(row["indicator"])),
        "year": row["year"],
        "imputed": _is_imputed(cell),
        "sentence": joint.join(clause for clause in clauses if clause) + teller.tell("joint.end"),
    }


def _notes(cells: Cells, language: str, silent: int, hindsight: Hindsight | None) -> list[str]:
    """Return what must stand under the sentences."""
    rows = [cell.target for cell in cells.values()]
    drawn = any(not math.isnan(row["value_p05"]) for row in rows)
    keys = ["rounding", *(["interval"] if drawn else []), "effects"]
    notes = [hindsight.note(rows[0]["year"], language)] if hindsight and rows else []
    notes += [say(language, "sentences", f"notes.{key}") for key in keys]
    if silent:
        notes.append(say(language, "sentences", "notes.left_out", n=silent))
    return [note for note in notes if note]


def _by_cell(rows: pd.DataFrame) -> Rows:
    """Return rows by region and indicator."""
    return {
        (str(row["region"]), str(row["indicator"])): {str(k): v for k, v in row.items()}
        for row in rows.to_dict("records")
    }


def _verdicts(verdicts: pd.DataFrame, year: int) -> Rows:
    """Return the central verdict of each cell; of several the one due last."""
    rows = central_year(verdicts, year)
    rows = rows[rows["comparator"] != "none"].sort_values("target_year", kind="stable")
    return _by_cell(rows)


def _of_province(plan: str) -> bool:
    """Return whether a target is the province's, which holds where a city has no plan."""
    return plan.startswith(f"{PROVINCE}-")


def _is_imputed(cell: Cell) -> bool:
    return IMPUTED in flag_ids(cell.target["flags"])
