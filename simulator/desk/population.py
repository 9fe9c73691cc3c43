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
from simulator.axes import PROVINCE
from simulator.desk.cases import load_case, params_of
from simulator.desk.pictures import catalogue
from simulator.desk.runs import Run, open_run
from simulator.desk.trial import Trial
from simulator.errors import InputError, Problem
from simulator.inputs.case import Case, build_case
from simulator.inputs.inheritance import known_scenarios
from simulator.inputs.regions import nearest_region
from simulator.inputs.scenario import scenario_from_plain
from simulator.inputs.shipped import scenario_folders
from simulator.population.counties import county_residents
from simulator.population.measures import person_years, pyramid
from simulator.population.migration import split
from simulator.population.projection import PopulationPath, project
from simulator.results.manifest import run_id

Array = NDArray[np.float64]
LEVELS = ("province", "city", "county")


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
        city_codes = tuple(str(code) for code in self.case.codes)
        own_cities = tuple(cities[place] for place in county.city)
        codes = tuple(str(code) if code else "" for code in county.code.tolist())
        places = tuple(
            code or f"{city}-{name}"
            for code, city, name in zip(codes, own_cities, county.name, strict=True)
        )
        labels = tuple(names.regions[city] for city in cities)
        whole, code = persons.sum(axis=1, keepdims=True), (str(province.code),)
        return [
            people.Level("province", (PROVINCE,), ("",), code, (names.regions[PROVINCE],), whole),
            people.Level("city", cities, cities, city_codes, labels, persons),
            people.Level("county", places, own_cities, codes, county.name, self.counties),
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
    run = open_run(name, runs)
    if until is not None:
        raise InputError(Problem("C138", args={"run": run.id}))
    return people_of_run(run, params)


def people_of_run(run: Run, params: Path | str | None = None) -> People:
    """Return the residents of a run, projected again from its inputs; see `people_of`."""
    if isinstance(run, Trial):
        return People(run.case, run.people)
    return _of_run(run.id, run.path, str(params) if params is not None else None)


@cache
def _of_run(identifier: str, path: Path, params: str | None) -> People:
    identity = open_run(str(path)).manifest["identity"]
    if not isinstance(identity, Mapping) or not isinstance(identity["scenario"], Mapping):
        raise InputError(Problem("R104", args={"path": str(path)}))
    scenario = scenario_from_plain(identity["scenario"])
    own = str(scenario.params) if scenario.params is not None else None
    known_on = identity.get("known_on")
    case = build_case(scenario, params_of(params or own, str(known_on) if known_on else None))
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
    return people.long_table(found.levels(lang), found.case.population.years, ages, lang)


def population_overview(found: People, place: str = PROVINCE, lang: str = "zh") -> pd.DataFrame:
    """Return one row a year for the province, a city or a county: groups, flows, ratios.

    A county has no flows: where its people move is not known.

    Raises
    ------
    InputError
        C135 for a place that does not exist.
    """
    inputs, path = found.case.population, found.path
    level, number = _find(found, place, lang)
    of_level = found.levels(lang)[LEVELS.index(level)]
    persons, name = of_level.persons[:, number], of_level.names[number]
    if level == "county":
        status = ["census", *["projected"] * (len(inputs.years) - 1)]
        return people.overview(inputs.years, persons, {}, status, (name, lang))
    cities = slice(None) if level == "province" else slice(number, number + 1)
    parts = split(path.net_migration)
    flows = {
        name: values[:, cities].sum(axis=1)
        for name, values in (
            ("births", path.births),
            ("deaths", path.deaths),
            ("net_migration", path.net_migration),
            ("within_province", parts.within),
            ("outside_province", parts.outside),
        )
    }
    lived = person_years(persons.sum(axis=(1, 2)))
    flows["person_years"] = np.concatenate([[np.nan], lived])
    return people.overview(
        inputs.years, persons, flows, _status(found, level, number), (name, lang)
    )


def _status(found: People, level: str, number: int) -> list[str]:
    """Return what the total of each year is: official, interpolated or projected."""
    inputs = found.case.population
    met = np.concatenate([[True], ~np.isnan(inputs.observed.total).any(axis=1)])
    own = met if level == "province" else inputs.official_total[:, number]
    words = np.where(own, "official", np.where(met, "interpolated", "projected")).tolist()
    return words if own[0] else ["census", *words[1:]]


def population_pyramid(found: People, region: str, year: int, lang: str = "zh") -> pd.DataFrame:
    """Return the pyramid of a region: one row per five-year group, base year beside the year.

    Raises
    ------
    InputError
        C135 for a region that does not exist, C117 for a year outside the projection.
    """
    level, number = _find(found, region, lang)
    years = [int(one) for one in found.case.population.years]
    if year not in years:
        args = {"year": str(year), "first": str(years[0]), "last": str(years[-1])}
        raise InputError(Problem("C117", args=args))
    of_level = found.levels(lang)[LEVELS.index(level)]
    groups = pyramid(of_level.persons[[0, years.index(year)], number])
    return people.pyramid_frame(groups, (years[0], year), of_level.names[number], lang)


def _find(found: People, asked: str, lang: str) -> tuple[str, int]:
    """Return the level and position of a place given by id, code or name (开封市, 410200)."""
    short = asked.removesuffix("市")
    for level in found.levels(lang):
        for number in range(len(level.place)):
            known = (level.place[number], level.code[number], level.names[number])
            if asked in known or (short and short == level.names[number].removesuffix("市")):
                return level.name, number
    regions = found.case.params.regions
    for number, city in enumerate(found.case.cities):
        if asked in (regions[city].label.zh, regions[city].label.en):
            return "city", number
    args = {
        "found": asked,
        "nearest": nearest_region(asked, regions, (PROVINCE, *found.case.cities)),
    }
    raise InputError(Problem("C135", args=args))
