"""What the page of fairness draws: Lorenz curves, measures and indices over the years."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

import pandas as pd

from simulator.analysis.domain_attainment import domain_table
from simulator.analysis.index_parts import index_weights_table
from simulator.analysis.labels import tell
from simulator.analysis.lorenz import lorenz_table, with_gini
from simulator.analysis.measure_paths import (
    index_path,
    known_indices,
    known_measures,
    measure_path,
)
from simulator.analysis.stored_series import Stored
from simulator.desk.equity import run_equity, stored_of
from simulator.desk.pictures import catalogue, hindsight, label
from simulator.desk.runs import Run
from simulator.results.folder import RunFolder

ALL_INDICATORS = ""
_STORED: WeakKeyDictionary[RunFolder, Stored] = WeakKeyDictionary()
"""Arrays of runs that somebody still holds open: several pictures read the same."""

__all__ = [
    "Asked",
    "index_choices",
    "measure_choices",
    "run_attainment",
    "run_index_parts",
    "run_index_path",
    "run_lorenz",
    "run_measure_path",
]


class Asked(NamedTuple):
    """What is asked of a picture of fairness."""

    indicator: str
    year: int
    include_imputed: bool = True


def measure_choices(lang: str = "zh") -> dict[str, str]:
    """Return the measures of a single indicator by name."""
    return known_measures(lang)


def index_choices(lang: str = "zh") -> dict[str, str]:
    """Return the indices by name."""
    return known_indices(lang)


def run_lorenz(run: Run, asked: Asked, lang: str = "zh") -> pd.DataFrame:
    """Return the curves of base and chosen year; `simulator.analysis.lorenz` has the columns.

    ``attrs`` also hold ``title`` and ``unit_label``.

    Raises
    ------
    InputError
        C182 where the run holds some cities only.
    """
    stored = _stored(run)
    years = [run.horizon["base"], asked.year]
    curves = lorenz_table(
        stored, asked.indicator, years, catalogue(lang), include_imputed=asked.include_imputed
    )
    found = with_gini(curves, _measures(run, asked, years, lang), lang)
    found.attrs |= {"title": _title("lorenz.title", run, asked, lang), "years": years}
    return found


def _measures(run: Run, asked: Asked, years: list[int], lang: str) -> pd.DataFrame:
    """Return the measures of the variant asked for; nothing for a count, which has none."""
    part = run.part("equity", indicator=asked.indicator)
    if not len(part):
        return run_equity(run, years, lang, indicator=None).iloc[:0]
    whole = run_equity(
        run, years, lang, indicator=asked.indicator, include_imputed=asked.include_imputed
    )
    most = whole["n_imputed"].max() if asked.include_imputed else 0
    part_of_whole = (whole["n_imputed"] > 0) & whole["group"].isin(["between", "within"])
    return whole[(whole["n_imputed"] == most) & ~part_of_whole]


def run_measure_path(run: Run, asked: Asked, measure: str, lang: str = "zh") -> pd.DataFrame:
    """Return one measure over the years; `simulator.analysis.measure_paths` has the columns."""
    found = measure_path(
        run.part("equity", indicator=asked.indicator),
        measure,
        catalogue(lang),
        include_imputed=asked.include_imputed,
    )
    found.attrs["title"] = tell(
        lang,
        "paths.title",
        measure=found.attrs["label"],
        indicator=label("indicator", asked.indicator, lang),
    )
    return found


def run_index_path(run: Run, asked: Asked, index: str, lang: str = "zh") -> pd.DataFrame:
    """Return one index over the years under three weightings."""
    found = index_path(
        run.part("equity", indicator=ALL_INDICATORS),
        index,
        catalogue(lang),
        include_imputed=asked.include_imputed,
    )
    found.attrs["title"] = tell(lang, "paths.index_title", index=found.attrs["label"])
    return found


def run_index_parts(run: Run, asked: Asked, lang: str = "zh") -> pd.DataFrame:
    """Return indices, weights and scores; as `api.run_index_weights`, of arrays kept with the run.

    Raises
    ------
    InputError
        C182 where the run holds some cities only.
    """
    return index_weights_table(
        _stored(run),
        run.part("equity", indicator=ALL_INDICATORS),
        asked.year,
        catalogue(lang),
        include_imputed=asked.include_imputed,
    )


def run_attainment(
    run: Run, asked: Asked, regions: tuple[str, ...], lang: str = "zh"
) -> pd.DataFrame:
    """Return attainment by domain of some regions, as the radar draws it.

    Raises
    ------
    InputError
        C182 where the run holds some cities only.
    """
    table = domain_table(
        _stored(run), asked.year, catalogue(lang), include_imputed=asked.include_imputed
    )
    found = table[table["region"].isin(regions)].reset_index(drop=True)
    found.attrs = {**table.attrs, "title": _title("domains.title", run, asked, lang)}
    return found


def _title(key: str, run: Run, asked: Asked, lang: str) -> str:
    """Return a title that says whether its year looks back."""
    name = label("indicator", asked.indicator, lang)
    told = tell(lang, key, year=asked.year, base=run.horizon["base"], indicator=name)
    mark = hindsight(run).mark(asked.year, lang)
    return f"{told} {mark}" if mark else told


def _stored(run: Run) -> Stored:
    found = _STORED.get(run.folder)
    if found is None:
        found = _STORED[run.folder] = stored_of(run)
    return found
