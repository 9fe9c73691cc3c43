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

    It is the money before the scenario's own level of revenue and shocks, which act on a budget
    too: an unchanged template gives the same run.
    What may be borrowed has no derived limit and no row; a budget may add rows for it.
    Columns as `simulator.inputs.budget.COLUMNS`, with labels; yuan of 2020, so the deflator is 1.
    """
    return budget_rows(load_case(scenario), lang)


def budget_rows(case: Case, lang: str) -> pd.DataFrame:
    """Return the derived money of a case; see `budget_template`."""
    residents = group_totals(project(case.population).member(0).persons)[:, :, TOTAL_SEX]
    world, _ = build_world(case, residents, 0, {})
    names, base = catalogue(lang), case.scenario.horizon.base
    levels = revenue_levels(case)
    rows = [
        {
            "year": base + year,
            "region": region,
            "tier": account.tier,
            "fund": account.fund,
            "domain": account.domain,
            "yuan": round(world.money.own[year, place, position] / levels[year] / FEN_PER_YUAN, 2),
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


def revenue_levels(case: Case) -> list[float]:
    """Return what the levers multiply money by, in the base year (1) and every year after it.

    A year that a shock leaves nothing of has 1: what it had before cannot be told from nothing.
    """
    base, _, end = case.scenario.horizon
    found = [1.0]
    for year in range(base + 1, end + 1):
        levers = case.scenario.levers_in(year)
        found.append(levers.revenue.level_in(year) * levers.shock_in(year) or 1.0)
    return found
