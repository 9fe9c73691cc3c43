"""Need, demand and use in a stored run, with the costs that the run was made with."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.use import TABLES, Cost, use_table
from simulator.desk.cases import params_of
from simulator.desk.pictures import catalogue
from simulator.desk.runs import Run
from simulator.inputs.scenario import scenario_from_plain


def run_use(
    run: Run, year: int, lang: str = "zh", *, include_imputed: bool = False
) -> pd.DataFrame:
    """Return what is asked for, used, idle and unmet; `simulator.analysis.use` has the columns."""
    tables = {name: run.table(name) for name in TABLES}
    costs = costs_of(run)
    return use_table(tables, year, costs, catalogue(lang), include_imputed=include_imputed)


def costs_of(run: Run) -> dict[str, Cost]:
    """Return the costs of a unit by service: central values of the run's own parameters."""
    identity, evidence = run.manifest["identity"], run.manifest["evidence"]
    plain = identity["scenario"] if isinstance(identity, dict) else {}
    own = scenario_from_plain(plain).params
    rows = evidence if isinstance(evidence, list) else []
    value = {str(one["name"]): float(str(one["value"])) for one in rows if isinstance(one, dict)}
    return {
        name: Cost(value.get(service.running or ""), value.get(service.capital or ""))
        for name, service in params_of(str(own) if own is not None else None).services.items()
    }
