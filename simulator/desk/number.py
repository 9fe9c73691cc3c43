"""Explaining one number of a run, event by event."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.number import Asked, number_steps, number_story
from simulator.analysis.run_view import RunView
from simulator.desk.cases import params_of
from simulator.desk.evidence import params_evidence
from simulator.desk.pictures import catalogue, hindsight, run_years
from simulator.desk.runs import Run
from simulator.errors import InputError, Problem
from simulator.inputs.arguments import names

EXPLAINED = ("facility", "workforce")
"""Families whose numbers are stocks: what was added and lost explains them."""


def explain_number(
    run: Run, indicator: str, region: str, year: int, lang: str = "zh"
) -> pd.DataFrame:
    """Return one row a year from the base to ``year``; ``attrs["story"]`` says it in sentences.

    Raises
    ------
    InputError
        C134, C135 for names that do not exist, C117 for a year outside the run, C140 for an
        indicator that is no stock.
    """
    printed = [
        row
        for row in params_evidence(indicator, region, lang=lang)
        if row["kind"] == "base" and row["as_printed"]
    ]
    known = params_of(None)
    about, years = known.indicators[indicator], run_years(run)
    problems = []
    if about.family not in EXPLAINED or not about.numerator:
        stocks = [
            i for i, one in known.indicators.items() if one.numerator and one.family in EXPLAINED
        ]
        problems.append(Problem("C140", args={"found": indicator, "known": names(stocks)}))
    if year not in years:
        args = {"year": str(year), "first": str(years[0]), "last": str(years[-1])}
        problems.append(Problem("C117", args=args))
    if problems:
        raise InputError(problems)
    asked = Asked(
        indicator, region, year, about.numerator, about.denominator, about.per, about.unit
    )
    tables = {
        "stocks": run.part("stocks", statistic="central", region=region),
        "population": run.part("population", statistic="central", region=region),
        "events": run.part("events", event="commissioned"),
    }
    seen = RunView(run.id, run.label(lang), years[0], years[-1], hindsight(run), tables)
    steps = number_steps(seen, asked)
    steps.attrs = {"story": number_story(steps, asked, printed, catalogue(lang))}
    return steps
