"""What is not as it was in an earlier run: inputs, targets' classes, sides of gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.references import DEFAULT, central_year, imputed, measured_against
from simulator.analysis.reports.findings import ROW, of_own_plan
from simulator.analysis.reports.texts import joined
from simulator.analysis.run_inputs import VERSION, input_differences
from simulator.analysis.run_view import RunView
from simulator.analysis.target_classes import target_classes
from simulator.axes import PROVINCE

NAMED = 3
"""So many of a kind are named, the others counted."""
CELL = ["region", "indicator"]


class Changed(NamedTuple):
    """What differs between a run and one before it."""

    before: str
    """Id of the run before, empty where there is none."""
    inputs: pd.DataFrame
    """As `simulator.analysis.run_inputs.input_differences`."""
    targets: pd.DataFrame
    """Targets of own plans of another class: region, indicator, first, other."""
    cells: pd.DataFrame
    """Gaps of real cities of another side: region, indicator, first, other (-1, 0 or 1)."""
    lines: list[str]


def changed(
    before: RunView, view: RunView, year: int, catalogue: Catalogue, *, same_scenario: bool
) -> Changed:
    """Return what has changed from one run to another in a year.

    Parameters
    ----------
    before, view
        Runs with their inputs and the tables ``verdicts`` and ``gaps`` of that year.
    year
        31 December of this year.
    catalogue
        Names in the language of the reader.
    same_scenario
        Whether ``before`` is an earlier run of the same scenario; else it is the baseline.
    """
    language = catalogue.language
    inputs = input_differences({before.id: before.inputs, view.id: view.inputs}, catalogue)
    targets = _targets(before, view, year)
    cells = _cells(before, view, year)
    key = "changed.before" if same_scenario else "changed.baseline"
    head = tell(language, key, label=before.label, id=before.id)
    lines = [head + _inputs_line(inputs, language)]
    if year > before.end:
        lines.append(tell(language, "changed.no_year", year=year))
    else:
        lines += [_targets_line(targets, year, catalogue), _cells_line(cells, year, catalogue)]
    end = tell(language, "changed.end")
    return Changed(before.id, inputs, targets, cells, [line + end for line in lines])


def _targets(before: RunView, view: RunView, year: int) -> pd.DataFrame:
    """Return the targets whose class is not the same in both runs."""
    sides = []
    for one in (before, view):
        rows = central_year(one.tables["verdicts"], year)
        rows = rows[of_own_plan(rows)]
        sides.append(rows[[*ROW, "indicator"]].assign(side=target_classes(rows)))
    return _differing(sides, [*ROW, "indicator"])


def _cells(before: RunView, view: RunView, year: int) -> pd.DataFrame:
    """Return the cells of cities with figures of their own that changed side."""
    sides = []
    for one in (before, view):
        rows = measured_against(one.tables["gaps"], year, DEFAULT)
        rows = rows[(rows["region"] != PROVINCE) & ~imputed(rows["flags"])]
        rows = rows[rows["favourable"].notna()]
        sides.append(rows[CELL].assign(side=np.sign(rows["favourable"]).astype(int)))
    return _differing(sides, CELL)


def _differing(sides: Sequence[pd.DataFrame], keys: list[str]) -> pd.DataFrame:
    both = sides[0].merge(sides[1], on=keys, suffixes=("_first", "_other"))
    both = both[both["side_first"] != both["side_other"]]
    found = both.rename(columns={"side_first": "first", "side_other": "other"})
    return found[[*CELL, "first", "other"]].reset_index(drop=True)


def _inputs_line(inputs: pd.DataFrame, language: str) -> str:
    own = inputs[inputs["kind"] != VERSION]
    said = tell(language, "changed.no_inputs")
    if len(own):
        named = _named(own["input_label"].tolist(), language)
        said = tell(language, "changed.inputs", n=len(own), names=named)
    return said + (tell(language, "changed.version") if len(own) < len(inputs) else "")


def _targets_line(targets: pd.DataFrame, year: int, catalogue: Catalogue) -> str:
    language = catalogue.language
    if targets.empty:
        return tell(language, "changed.no_targets", year=year)
    parts = [
        tell(
            language,
            "changed.target",
            **_names(region, indicator, catalogue),
            first=tell(language, f"overview.class_{first}"),
            other=tell(language, f"overview.class_{other}"),
        )
        for region, indicator, first, other in targets.head(NAMED + 1).itertuples(index=False)
    ]
    named = _named(parts, language)
    return tell(language, "changed.targets", year=year, n=len(targets), named=named)


def _cells_line(cells: pd.DataFrame, year: int, catalogue: Catalogue) -> str:
    language = catalogue.language
    if cells.empty:
        return tell(language, "changed.no_cells", year=year)
    parts = [
        tell(
            language,
            "changed.behind" if other < 0 else "changed.ahead",
            **_names(region, indicator, catalogue),
        )
        for region, indicator, _, other in cells.head(NAMED + 1).itertuples(index=False)
    ]
    named = _named(parts, language)
    return tell(language, "changed.cells", year=year, n=len(cells), named=named)


def _names(region: str, indicator: str, catalogue: Catalogue) -> dict[str, str]:
    return {
        "region": catalogue.name("region", region),
        "indicator": catalogue.name("indicator", indicator),
    }


def _named(parts: list[str], language: str) -> str:
    """Return the first of a list as one enumeration that says where there are more."""
    said = joined(language, parts[:NAMED])
    return tell(language, "changed.and_more", named=said) if len(parts) > NAMED else said
