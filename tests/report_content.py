"""The content of reports over the example tables."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from simulator.analysis.compare import compare
from simulator.analysis.document import Document, Table
from simulator.analysis.reports.content import Content
from simulator.analysis.reports.variants import document
from simulator.analysis.run_view import Origin, Printed, RunView
from tests import example_tables as example
from tests.example_catalogue import catalogue, run_view

ORIGIN = Origin("会怎样？", 0, 1, "0.1.0", "0123456789abcdef")
PRINTED = {
    ("kaifeng-14", example.PLACES): Printed(0, "幼儿照护", "每千人口托位数（个）", "0.88"),
    ("kaifeng-14", example.BEDS): Printed(1, "卫生健康", "每千人口床位数（张）", "6.66"),
}


def view(scenario: str = "baseline", *, draws: bool = False, lift: float = 0.0) -> RunView:
    """Return an example run as reports see it."""
    tables = example.example_tables(draws=draws, scenario=scenario, lift=lift)
    origin = ORIGIN._replace(draws=100 if draws else 0)
    made = run_view(scenario, lift=lift)
    return replace(made, tables=tables, origin=origin, printed=PRINTED)


def equity(*, draws: bool = False) -> pd.DataFrame:
    """Return the rows of the indices in an example table ``equity``, a hundredth more a year."""
    spread = {"central": 0.0, "p05": -0.02, "p95": 0.02} if draws else {"central": 0.0}
    return pd.DataFrame(
        [
            {
                "scenario": "baseline",
                "indicator": "",
                "year": year,
                "measure": measure,
                "weighted": True,
                "group": "between",
                "statistic": statistic,
                "value": level + 0.01 * (year - 2020) + (year > 2020) * more,
                "n_regions": 3,
                "n_imputed": 0,
            }
            for measure, level in (("attainment_index", 0.8), ("equalisation_index", 0.85))
            for year in example.YEARS
            for statistic, more in spread.items()
        ]
    )


def judged(scenario: str = "baseline", *, draws: bool = False, lift: float = 0.0) -> RunView:
    """Return an example run that also has indices."""
    made = view(scenario, draws=draws, lift=lift)
    return replace(made, tables={**made.tables, "equity": equity(draws=draws)})


def content(*views: RunView, language: str = "zh", **options: object) -> Content:
    """Return what a report is made of; several runs are compared."""
    shown = views or (view(),)
    names = catalogue(language)
    found = compare(shown, 2025, names) if len(shown) > 1 else None
    return Content(shown, names, "2026-11-28", found, **options)


def report(variant: str, *views: RunView, language: str = "zh", **options: object) -> Document:
    """Return the document of a variant."""
    return document(variant, content(*views, language=language, **options))


def table(made: Document, key: str) -> Table:
    """Return the first table whose key begins so."""
    tables = [block for block in made.blocks if isinstance(block, Table)]
    return next(one for one in tables if one.key.startswith(key))
