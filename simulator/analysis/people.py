"""Tables and the pyramid's frame of a population."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.labels import Catalogue, word
from simulator.axes import AGE_GROUPS, N_AGES, SEXES
from simulator.population.groups import group_totals
from simulator.population.measures import Dependency, pyramid

Array = NDArray[np.float64]
COLUMNS = (
    "level",
    "region",
    "code",
    "name",
    "sex",
    "age_group",
    "year",
    "value",
    "unit",
    "grade",
)
"""Columns of the table of residents."""
ALL_SEXES = (*SEXES, "total")
DECIMALS = 3
"""A county's residents are no whole numbers; three decimals keep sums within a person."""
FIVE_YEAR_GROUPS = (*(f"{age}_{age + 4}" for age in range(0, N_AGES - 1, 5)), "100_plus")
SINGLE_AGES = (*(str(age) for age in range(N_AGES - 1)), "100_plus")


class Level(NamedTuple):
    """The places of one level and their residents by single age.

    ``region`` is the id of the province or city, of a county its city's; ``code`` is 0 where a
    place has none. ``persons`` has shape (year, place, sex, age).
    """

    name: str
    region: Sequence[str]
    code: Sequence[int]
    names: Sequence[str]
    persons: Array


def long_table(
    levels: Sequence[Level], years: NDArray[np.int64], ages: str, base: int
) -> pd.DataFrame:
    """Return residents with `COLUMNS`: levels, places, sexes, ages, years innermost.

    Parameters
    ----------
    ages
        ``groups``, ``five`` or ``single``.
    base
        Base year; its figures rest on the census (external), later ones are simulated.
    """
    frames = []
    for level in levels:
        labels, counted = grouped(level.persons, ages)
        values = np.moveaxis(counted, 0, -1)
        index = np.indices(values.shape).reshape(4, -1)
        frames.append(
            pd.DataFrame(
                {
                    "level": level.name,
                    "region": np.asarray(level.region, dtype=object)[index[0]],
                    "code": np.asarray(level.code)[index[0]],
                    "name": np.asarray(level.names, dtype=object)[index[0]],
                    "sex": np.asarray(ALL_SEXES, dtype=object)[index[1]],
                    "age_group": np.asarray(labels, dtype=object)[index[2]],
                    "year": years[index[3]],
                    "value": values.reshape(-1).round(DECIMALS),
                }
            )
        )
    table = pd.concat(frames, ignore_index=True)
    grade = np.where(table["year"] == base, "external", "simulated")
    return table.assign(
        code=table["code"].astype("Int64").mask(table["code"] == 0), unit="person", grade=grade
    )


def grouped(persons: Array, ages: str) -> tuple[Sequence[str], Array]:
    """Return the names of the groups and residents in them, both sexes together last.

    Shape (..., sex, age) to (..., sex + 1, group).
    """
    if ages == "groups":
        return tuple(AGE_GROUPS), group_totals(persons)
    names, counted = (
        (FIVE_YEAR_GROUPS, pyramid(persons)) if ages == "five" else (SINGLE_AGES, persons)
    )
    return names, np.concatenate([counted, counted.sum(axis=-2, keepdims=True)], axis=-2)


def overview(
    years: NDArray[np.int64], groups: Array, flows: Mapping[str, Array], ratios: Dependency
) -> pd.DataFrame:
    """Return one row a year: residents by group, flows and dependency ratios [%].

    ``groups`` has shape (year, sex, group) with both sexes last.
    """
    counted = dict(zip(AGE_GROUPS, groups[:, -1].T, strict=True))
    total = counted.pop("total")
    shares = {f"dependency_{name}": 100.0 * one for name, one in ratios._asdict().items()}
    whole = {"total": total, **counted, **flows}
    table = pd.DataFrame({"year": years, **whole, **shares})
    return table.round({**dict.fromkeys(whole, 0), **dict.fromkeys(shares, 1)}).astype(
        dict.fromkeys(whole, "Int64")
    )


def pyramid_frame(
    groups: Array, years: tuple[int, int], region: str, catalogue: Catalogue
) -> pd.DataFrame:
    """Return the frame behind a pyramid: one row per five-year group, the youngest first.

    Parameters
    ----------
    groups
        Residents in the base year and the year shown. Shape (2, sex, group).

    Returns
    -------
    DataFrame
        Columns age_group, age_label, female, male, base_female, base_male [person];
        ``attrs`` holds region_label, year, base_year, title, female_label, male_label.
    """
    language = catalogue.language
    open_age = word(language, "pyramid", "open")
    labels = [name.replace("_", "–") for name in FIVE_YEAR_GROUPS[:-1]]
    frame = pd.DataFrame(
        {
            "age_group": FIVE_YEAR_GROUPS,
            "age_label": [*labels, open_age],
            **{sex: groups[1, place] for place, sex in enumerate(SEXES)},
            **{f"base_{sex}": groups[0, place] for place, sex in enumerate(SEXES)},
        }
    )
    name = catalogue.name("region", region)
    title = word(language, "pyramid", "title").format(region=name, year=years[1], base=years[0])
    frame.attrs = {
        "region_label": name,
        "base_year": years[0],
        "year": years[1],
        "title": title,
        **{f"{sex}_label": word(language, "pyramid", sex) for sex in SEXES},
    }
    return frame
