"""What a final evaluation adds: what the run suggests of causes, and the lessons."""

from __future__ import annotations

from typing import Any

import pandas as pd

from simulator.analysis.findings import Period, with_findings
from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.lessons import lessons, misleading
from simulator.analysis.observed_verdicts import Watched
from simulator.analysis.outlook import with_outlook
from simulator.analysis.review import review_rows, with_projection
from simulator.desk.runs import Run

TABLES = ("events", "stocks", "ledger", "gaps")


def inferred(table: pd.DataFrame, run: Run, year: int, catalogue: Catalogue) -> pd.DataFrame:
    """Return an evaluation with what a run suggests of money and delay, if it reaches the year."""
    horizon: Any = run.manifest["horizon"]
    if year > int(horizon["end"]):
        return table
    tables = {name: run.table(name) for name in TABLES}
    return with_findings(table, tables, Period(int(horizon["base"]), year), catalogue)


def notes(table: pd.DataFrame, watched: Watched, verdicts: pd.DataFrame, lang: str) -> list[str]:
    """Return what belongs under a final evaluation: how causes were found, and the lessons.

    The mid-term year is the third of five: the first of the plan's second half.
    """
    plan = watched.rows[0].plan
    middle = plan.base_year + (plan.target_year - plan.base_year + 1) // 2
    then = with_projection(review_rows(watched, middle), verdicts, middle)
    outlook = misleading(table, with_outlook(then, watched, middle), middle)
    how = [tell(lang, "finding.how")] if "model_money" in table else []
    return [*how, *lessons(table, outlook, lang)]
