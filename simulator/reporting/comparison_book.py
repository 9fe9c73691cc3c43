"""Runs side by side as a workbook: what differs in the inputs, the money, the outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from simulator.analysis.compare import Comparison
from simulator.analysis.labels import word
from simulator.analysis.numbers import YUAN_PER_YI
from simulator.progress import Progress
from simulator.reporting.book import write_book
from simulator.reporting.sheet import AS_IS, Column, Sheet
from simulator.text import say

OWN_TITLES = {"kind_label": "input_kind", "input": "input_path"}
INTERVAL = ("p05", "p50", "p95")


def write_comparison_book(
    found: Comparison,
    labels: Mapping[str, str],
    path: Path,
    language: str,
    *,
    on_progress: Progress | None = None,
) -> Path:
    """Write a comparison, whole or not at all, and return its path; same runs, same bytes.

    Parameters
    ----------
    labels
        Names of the runs by id, the first run first.
    """
    return write_book(comparison_sheets(found, labels, language), path, on_progress=on_progress)


def comparison_sheets(
    found: Comparison, labels: Mapping[str, str], language: str
) -> Iterator[Sheet]:
    """Yield the three tables in the order in which they should be read: inputs first."""
    names = {run: f"{at} {label}" for at, (run, label) in enumerate(labels.items(), start=1)}
    listed = [f"{name}: {run}" for run, name in names.items()]
    money, outcomes = found.totals.copy(), found.outcomes.copy()
    numbers = money.select_dtypes("number").columns
    money[numbers] = money[numbers] / YUAN_PER_YI
    imputed = word(language, "flag", "imputed")
    outcomes["imputed"] = [imputed if one else "" for one in outcomes["imputed"]]
    inputs = [_titled(language, one) for one in ("input_kind", "input_label", "input_path")]
    for kind, frame, columns, digits in (
        ("inputs", found.inputs.rename(columns=OWN_TITLES), inputs, AS_IS),
        ("totals", money, [Column("label", _text(language, "column.category_label"))], 2),
        ("outcomes", outcomes, _outcome_columns(language), None),
    ):
        name, title = _text(language, f"sheet.{kind}"), _text(language, f"title.{kind}")
        columns = [*columns, *_numbers(frame, names, digits, language)]
        notes = [*frame.attrs.get("notes", ()), *listed]
        yield Sheet(name, title, frame, columns, notes, frozen=1 if kind == "totals" else 3)


def _outcome_columns(language: str) -> list[Column]:
    named = ("region_label", "indicator_label", "unit_label", "imputed")
    return [_titled(language, one) for one in named]


def _titled(language: str, name: str) -> Column:
    return Column(name, _text(language, f"column.{name}"))


def _text(language: str, key: str, **args: object) -> str:
    return say(language, "report", key, **args)


def _numbers(
    frame: pd.DataFrame, names: Mapping[str, str], digits: int | None, language: str
) -> Iterator[Column]:
    """Yield the columns of the runs, of their differences to the first and of the intervals."""
    for run, name in names.items():
        yield Column(run, name, digits)
    for run, name in names.items():
        title = _text(language, "column.difference", run=name)
        for key, ending in (
            (f"difference:{run}", ""),
            *((f"difference_{one}:{run}", f" P{int(one[1:])}") for one in INTERVAL),
        ):
            if key in frame:
                yield Column(key, f"{title}{ending}", digits)
