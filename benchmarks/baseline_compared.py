"""What the baseline says beside the feasibility calculation made before the model.

Each function returns the third column of a table of `docs/baseline-*.md`, numbers only, so that
both languages print the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from benchmarks.page_words import plain
from benchmarks.verdicts import CITIES, END, INDICATORS, verdicts
from simulator import api
from simulator.inputs.case import Case
from simulator.model import Experiment, lived

WAN = 1e4


def parameters(_: api.Run, case: Case, rows: list[str]) -> list[str]:
    """Return value and range of the parameters named in the first cells."""
    found = []
    for one in rows:
        names = re.findall(r"`([a-z_]+\.[a-z_0-9.]+)`", one.split("|")[1])
        found.append(" / ".join(value_and_range(case, name) for name in names))
    return found


def value_and_range(case: Case, name: str) -> str:
    """Return ``value (low-high)`` of a parameter."""
    folder, stem, *region = name.split(".")
    one = case.params.parameters[f"{folder}.{stem}"]
    one = one.of(region[0]) if region else one
    spread = "" if one.low is None else f" ({plain(one.low)}–{plain(one.high)})"
    return plain(one.value) + spread


def findings(run: api.Run, case: Case, _: list[str]) -> list[str]:
    """Return what the run says on each finding of the first calculation, in the page's order."""
    people = run.population.set_index(["region", "sex", "age_group", "year"])["value"]
    deaths = run.population_flows.set_index(["region", "year"])["deaths"]
    ratios = run.indicators.set_index(["region", "indicator", "year"])["value"]
    in_2025 = {name: slashed(ratios[(city, name, 2025)] for city in CITIES) for name in INDICATORS}
    beds, physicians, nurses, toddlers = INDICATORS
    health = beds, physicians, nurses
    return [
        f"{people[('henan', 'total', '60_plus', 2022)] / WAN:.0f}",
        slashed((deaths[("henan", year)] / WAN for year in range(2021, 2025)), 1),
        in_2025[beds],
        f"{in_2025[nurses].split(' / ')[-1]}; {more_inflow(run, case)}",
        in_2025[physicians],
        in_2025[toddlers],
        "; ".join(beds_of(name) for name in ("tight", "growth")),
        slashed(opened(run, year) for year in range(2021, 2031)),
        slashed(ratios[("luoyang", name, 2020)] for name in health),
        slashed(ratios[("sanmenxia", name, 2022)] for name in health),
        "—",
    ]


def more_inflow(run: api.Run, case: Case) -> str:
    """Return how much larger the inflow of Xinxiang's nurses had to be in 2021 to 2025.

    As a share of the yearly mean of 2016 to 2020, and of what the run lets in.
    """
    city = "xinxiang"
    gaps = run.gaps.set_index(["region", "indicator", "year", "reference"])["units_to_close"]
    missing = gaps[(city, "nurses_per_1000", 2025, "target")]
    years = run.stocks.set_index(["region", "service", "year"]).sort_index().loc[(city, "nurses")]
    entered = (years["graduated"] + years["recruited"]).loc[2021:2025].sum()
    frame, _ = lived(Experiment(case), 0)
    place = case.cities.index(city), tuple(case.services).index("nurses")
    staff = frame.world.staff
    usual = 5 * (staff.level[place] + staff.recruits[place[1]] * years["standing"].loc[2020])
    return f"{(entered + missing) / usual - 1:+.0%}, {missing / entered:+.0%}"


def beds_of(scenario: str) -> str:
    """Return the beds per 1,000 of the three cities in 2025 in another scenario."""
    found = verdicts(api.load_case(scenario, until=END))
    return slashed(found[(city, INDICATORS[0], 2025)].value for city in CITIES)


def opened(run: api.Run, year: int) -> float:
    """Return the thousands of beds that open in the three cities in a year."""
    stocks = run.stocks.set_index(["region", "service", "year"])["commissioned"]
    return sum(stocks[(city, "hospital_beds", year)] for city in CITIES) / 1000


def slashed(values: Iterable[float], digits: int = 2) -> str:
    """Return numbers with slashes between them."""
    return " / ".join(f"{value:.{digits}f}" for value in values)


COLUMNS: Mapping[str, Callable[[api.Run, Case, list[str]], list[str]]] = {
    "compared-findings": findings,
    "compared-parameters": parameters,
}
