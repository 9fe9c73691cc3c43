"""Who lives where: residents of province, cities and counties behind a scenario or a run.

A run stores the groups of its regions; counties and single ages are projected again from its
own inputs, which must be the same to the byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis import people
from simulator.analysis.labels import Catalogue
from simulator.axes import PROVINCE
from simulator.desk.cases import load_case, params_of
from simulator.desk.pictures import catalogue
from simulator.desk.runs import Run, open_run
from simulator.errors import InputError, Problem
from simulator.inputs.arguments import nearest
from simulator.inputs.case import Case, build_case
from simulator.inputs.inheritance import known_scenarios
from simulator.inputs.scenario import scenario_from_plain
from simulator.inputs.shipped import scenario_folders
from simulator.population.counties import county_residents
from simulator.population.groups import group_totals
from simulator.population.measures import dependency, person_years, pyramid
from simulator.population.migration import split
from simulator.population.projection import PopulationPath, project
from simulator.results.manifest import run_id

Array = NDArray[np.float64]


@dataclass(frozen=True)
class People:
    """The central residents of a case and what is read off them."""

    case: Case
    path: PopulationPath
    """Without the member axis."""

    @cached_property
    def counties(self) -> Array:
        """Return residents by county. Shape (year, county, sex, age)."""
        return county_residents(self.case.population, self.path.persons)

    def levels(self, lang: str) -> list[people.Level]:
        """Return province, cities and counties with their names and residents by single age."""
        names, county, cities = catalogue(lang), self.case.population.counties, self.case.cities
        persons, province = self.path.persons, self.case.params.regions[PROVINCE]
        of_cities = tuple(names.regions[city] for city in cities)
        of_counties = tuple(cities[place] for place in county.city)
        codes = tuple(int(code) for code in county.code)
        whole = persons.sum(axis=1, keepdims=True)
        return [
            people.Level(
                "province", (PROVINCE,), (province.code,), (names.regions[PROVINCE],), whole
            ),
            people.Level("city", cities, self.case.codes, of_cities, persons),
            people.Level("county", of_counties, codes, county.name, self.counties),
        ]


def people_of(
    name: str,
    runs: Path | str = "runs",
    *,
    until: int | None = None,
    params: Path | str | None = None,
) -> People:
    """Return the residents of a scenario, by name or path, or else of a stored run.

    Raises
    ------
    InputError
        R166 when the files or the program are not those of the run; otherwise what is wrong
        with the scenario or the run.
    """
    if name in known_scenarios(scenario_folders()) or Path(name).suffix in (".yaml", ".yml"):
        return _projected(load_case(name, until=until, params=params))
    return people_of_run(open_run(name, runs))


def people_of_run(run: Run) -> People:
    """Return the residents of a run, projected again from its inputs; see `people_of`."""
    return _of_run(run.id, run.path)


@cache
def _of_run(identifier: str, path: Path) -> People:
    identity = open_run(str(path)).manifest["identity"]
    if not isinstance(identity, Mapping) or not isinstance(identity["scenario"], Mapping):
        raise InputError(Problem("R104", args={"path": str(path)}))
    scenario = scenario_from_plain(identity["scenario"])
    overlay = str(scenario.params) if scenario.params is not None else None
    case = build_case(scenario, params_of(overlay))
    same_files = dict(case.params.tree.digests()) == identity["params"]
    if not same_files or run_id(scenario.id, identity) != identifier:
        raise InputError(Problem("R166", args={"run": identifier}))
    return _projected(case)


def _projected(case: Case) -> People:
    return People(case, project(case.population).member(0))


def population_table(found: People, ages: str = "groups", lang: str = "zh") -> pd.DataFrame:
    """Return residents of all levels with `people.COLUMNS`.

    Parameters
    ----------
    ages
        ``groups`` (design §4.3), ``five`` (five-year groups) or ``single``.
    """
    years, base = found.case.population.years, int(found.case.population.years[0])
    return people.long_table(found.levels(lang), years, ages, base)


def population_overview(found: People, region: str = PROVINCE, lang: str = "zh") -> pd.DataFrame:
    """Return one row a year for a region: groups, flows and dependency ratios.

    Raises
    ------
    InputError
        C135 for a region that does not exist.
    """
    place = _place(found, region)
    persons, path = found.path.persons, found.path
    parts = split(path.net_migration)
    own = persons[:, place].sum(axis=1)
    flows = {
        name: values[:, place].sum(axis=1)
        for name, values in (
            ("births", path.births),
            ("deaths", path.deaths),
            ("net_migration", path.net_migration),
            ("within_province", parts.within),
            ("outside_province", parts.outside),
        )
    }
    lived = person_years(own.sum(axis=(1, 2)))
    flows["person_years"] = np.concatenate([[np.nan], lived])
    return people.overview(
        found.case.population.years, group_totals(own[:, None])[:, 0], flows, dependency(own)
    )


def population_pyramid(found: People, region: str, year: int, lang: str = "zh") -> pd.DataFrame:
    """Return the pyramid of a region: one row per five-year group, base year beside the year.

    Raises
    ------
    InputError
        C135 for a region that does not exist, C117 for a year outside the projection.
    """
    place = _place(found, region)
    years = [int(one) for one in found.case.population.years]
    if year not in years:
        args = {"year": str(year), "first": str(years[0]), "last": str(years[-1])}
        raise InputError(Problem("C117", args=args))
    groups = pyramid(found.path.persons[:, place].sum(axis=1))
    names: Catalogue = catalogue(lang)
    shown = (years[0], year)
    return people.pyramid_frame(groups[[0, years.index(year)]], shown, region, names)


def _place(found: People, region: str) -> list[int]:
    """Return the positions of a region's cities."""
    cities = found.case.cities
    if region == PROVINCE:
        return list(range(len(cities)))
    if region not in cities:
        known = (PROVINCE, *cities)
        args = {"found": region, "nearest": nearest(region, known)}
        raise InputError(Problem("C135", args=args))
    return [cities.index(region)]
