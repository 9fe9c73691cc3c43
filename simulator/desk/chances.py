"""How likely the plans of a run are met as a whole."""

from __future__ import annotations

import pandas as pd

from simulator.analysis import chances
from simulator.desk.cases import params_of
from simulator.desk.pictures import catalogue
from simulator.desk.runs import Run


def run_chances(run: Run, year: int | None = None, lang: str = "zh") -> pd.DataFrame:
    """Return for each printed plan how many targets are met and how likely all of them.

    Columns: `simulator.analysis.chances.COLUMNS`; ``attrs["notes"]`` belong under it.
    """
    known = catalogue(lang)
    printed = {
        (plan.id, row.id): row.label for plan in params_of(None).plans.values() for row in plan.rows
    }

    def name_of(plan: str, row: str, indicator: str) -> str:
        """Return the printed name in Chinese, the indicator's in English where there is one."""
        if lang != "zh" and indicator in known.indicators:
            return known.name("indicator", indicator)
        return printed.get((plan, row), indicator or row)

    return chances.chances(run.table("chances"), run.table("verdicts"), known, name_of, year)
