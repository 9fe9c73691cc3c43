"""The affordability of a stored run."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.affordability import (
    PUBLISHED,
    affordability_table,
    fiscal_outlays,
    unpaid_debt,
)
from simulator.analysis.labels import tell
from simulator.analysis.numbers import money
from simulator.desk.cases import series_of
from simulator.desk.pictures import catalogue
from simulator.desk.runs import Run
from simulator.inputs.scenario import scenario_from_plain


def run_affordability(run: Run, lang: str = "zh") -> pd.DataFrame:
    """Return what services cost public money in each region and year, as shares of its budget.

    Regions without a published budget are named in ``attrs["notes"]``. The ceiling is the
    scenario's lever ``affordability.ceiling``, a share of revenue.
    """
    names, series = catalogue(lang), series_of()
    published: dict[tuple[str, str], dict[int, float]] = {}
    for kind, (indicator, definition) in PUBLISHED.items():
        for region in names.regions:
            rows = [one for one in series.of(region, indicator) if one.definition == definition]
            if rows:
                published[region, kind] = {one.year: one.value for one in rows}
    identity = run.manifest["identity"]
    plain = identity["scenario"] if isinstance(identity, dict) else {}
    scenario = scenario_from_plain(plain)
    ceiling = scenario.levers.affordability.ceiling
    table = affordability_table(
        fiscal_outlays(run.table("ledger")), published, tuple(names.regions), ceiling
    )
    without = [
        label
        for region, label in names.regions.items()
        if not any((region, kind) in published for kind in PUBLISHED)
    ]
    table.insert(1, "region_label", [names.name("region", one) for one in table["region"]])
    notes = [tell(lang, "affordability.how")]
    if ceiling is not None:
        notes.append(tell(lang, "affordability.ceiling", ceiling=f"{100 * ceiling:g}"))
    unpaid = unpaid_debt(run.table("events"), scenario.horizon.base)
    notes += [
        tell(
            lang,
            "affordability.unpaid",
            region=names.name("region", str(row["region"])),
            year=row["year"],
            money=money(float(row["yuan"]), lang),
        )
        for row in unpaid.to_dict("records")
    ]
    if without:
        joint = "、" if lang == "zh" else ", "
        notes.append(tell(lang, "affordability.without", regions=joint.join(without)))
    table.attrs = {"notes": notes, "ceiling": ceiling}
    return table
