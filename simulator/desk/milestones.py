"""The milestones of one line of a run, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from simulator.analysis import milestones as analysis
from simulator.analysis.milestones import CHANGES, Line
from simulator.axes import PROVINCE
from simulator.desk.cases import params_of
from simulator.desk.pictures import catalogue, run_years
from simulator.desk.projects import reserve_names
from simulator.desk.runs import Run

EVENTS = ("commissioned", *CHANGES, "transferred")


def milestones(run: Run, region: str, indicator: str, lang: str = "zh") -> pd.DataFrame:
    """Return one row per year in which something turns for an indicator of a region.

    `simulator.analysis.milestones.milestones` says the columns.
    """
    known = params_of(None)
    about = known.indicators[indicator]
    domains = [known.services[name].domain for name in about.numerator]
    tables = {
        "indicators": run.part(
            "indicators", statistic="central", region=region, indicator=indicator
        ),
        "verdicts": run.part("verdicts", statistic="central", region=region, indicator=indicator),
        "stocks": run.part("stocks", statistic="central", region=region),
        "events": _events(run, region),
    }
    line = Line(
        region,
        indicator,
        about.unit,
        run_years(run)[0],
        tuple(about.numerator),
        domains[0] if domains else "",
        _stages(tables["verdicts"]),
        reserve_names(run, lang),
    )
    return analysis.milestones(tables, line, catalogue(lang))


def _events(run: Run, region: str) -> pd.DataFrame:
    """Return the events of a region that may be milestones, of all cities for the province."""
    where = {} if region == PROVINCE else {"region": region}
    return pd.concat([run.part("events", event=one, **where) for one in EVENTS])


def _stages(verdicts: pd.DataFrame) -> Mapping[int, float]:
    """Return the interim targets printed in the rows by which a line is judged."""
    judged = verdicts[["plan", "row_id"]].drop_duplicates().itertuples(index=False)
    plans = params_of(None).plans
    rows = [
        row
        for plan, row_id in judged
        if plan in plans
        for row in plans[plan].rows
        if row.id == row_id
    ]
    return {year: float(value) for row in rows for year, value in row.target.milestones.items()}
