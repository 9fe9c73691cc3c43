"""Need, demand and use in a stored run, with the costs that the run was made with."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.use import TABLES, Cost, Mix, use_table
from simulator.desk.cases import params_of
from simulator.desk.pictures import catalogue
from simulator.desk.runs import Run
from simulator.inputs.params import Params
from simulator.inputs.scenario import scenario_from_plain


def run_use(
    run: Run, year: int, lang: str = "zh", *, include_imputed: bool = False
) -> pd.DataFrame:
    """Return what is asked for, used, idle and unmet; `simulator.analysis.use` has the columns."""
    tables = {name: run.table(name) for name in TABLES}
    params = params_of_run(run)
    return use_table(
        tables,
        year,
        costs_of(run, params),
        catalogue(lang),
        mixes=mixes_of(params),
        include_imputed=include_imputed,
    )


def params_of_run(run: Run) -> Params:
    """Return the parameters that the run's scenario names, as they stand today."""
    identity = run.manifest["identity"]
    plain = identity["scenario"] if isinstance(identity, dict) else {}
    own = scenario_from_plain(plain).params
    return params_of(str(own) if own is not None else None)


def mixes_of(params: Params) -> dict[tuple[str, str], Mix]:
    """Return the providers by service and region."""
    found = {}
    for name, service in params.services.items():
        for region in params.regions if service.providers else ():
            public, inclusive = (
                params.parameters[used].of(region).value for _, used in service.providers or ()
            )
            found[name, region] = Mix(public, max(inclusive - public, 0.0))
    return found


def costs_of(run: Run, params: Params) -> dict[str, Cost]:
    """Return the costs of a unit by service: central values of the run's own parameters."""
    evidence = run.manifest["evidence"]
    rows = evidence if isinstance(evidence, list) else []
    value = {str(one["name"]): float(str(one["value"])) for one in rows if isinstance(one, dict)}
    return {
        name: Cost(value.get(service.running or ""), value.get(service.capital or ""))
        for name, service in params.services.items()
    }
