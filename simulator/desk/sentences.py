"""The sentences on the gaps of a stored run."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.sentences import TABLES, gap_sentences
from simulator.desk.pictures import catalogue, hindsight
from simulator.desk.runs import Run


def run_sentences(
    run: Run, year: int, lang: str = "zh", *, include_imputed: bool = False
) -> pd.DataFrame:
    """Return a sentence for each city and key indicator; `simulator.analysis.sentences`."""
    return gap_sentences(
        {name: run.table(name) for name in TABLES},
        year,
        catalogue(lang),
        run.label(lang),
        include_imputed=include_imputed,
        hindsight=hindsight(run),
    )
