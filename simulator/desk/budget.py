"""A budget file to fill in: the envelopes that a scenario would derive."""

from __future__ import annotations

import pandas as pd

from simulator.analysis.labels import word
from simulator.desk.cases import Source, load_case
from simulator.desk.pictures import catalogue
from simulator.inputs.case import Case
from simulator.inputs.world import build_world
from simulator.model import TOTAL_SEX
from simulator.population.groups import group_totals
from simulator.population.projection import project
from simulator.units import FEN_PER_YUAN

NO_DEFLATION = 1.0


def budget_template(scenario: Source, lang: str = "zh") -> pd.DataFrame:
    """Return the derived money of every region, account and year, ready to be replaced.

    What may be borrowed has no derived limit and no row; a budget may add rows for it.
    Columns as `simulator.inputs.budget.COLUMNS`, with labels; yuan of 2020, so the deflator is 1.
    """
    return budget_rows(load_case(scenario), lang)


def budget_rows(case: Case, lang: str) -> pd.DataFrame:
    """Return the derived money of a case; see `budget_template`."""
    residents = group_totals(project(case.population).member(0).persons)[:, :, TOTAL_SEX]
    world, _ = build_world(case, residents, 0, {})
    names, base = catalogue(lang), case.scenario.horizon.base
    rows = [
        {
            "year": base + year,
            "region": region,
            "tier": account.tier,
            "fund": account.fund,
            "domain": account.domain,
            "yuan": round(world.money.own[year, place, position] / FEN_PER_YUAN, 2),
            "deflator": NO_DEFLATION,
            "region_label": names.name("region", region),
            "domain_label": word(lang, "domain", account.domain),
        }
        for place, region in enumerate(case.cities)
        for position, account in enumerate(case.accounts)
        if world.money.bonds.payer[position] < 0
        for year in range(1, world.n_years + 1)
    ]
    return pd.DataFrame(rows)
