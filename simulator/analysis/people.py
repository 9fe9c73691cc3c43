"""Tables and the pyramid's frame of a population."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.labels import word
from simulator.axes import AGE_GROUPS, N_AGES, SEXES
from simulator.population.groups import group_totals
from simulator.population.measures import WORKING_AGES, dependency, pyramid

Array = NDArray[np.float64]
COLUMNS = (
    "level",
    "place",
    "city",
    "code",
    "name",
    "sex",
    "age_group",
    "year",
    "value",
    "unit",
    "grade",
)
"""Columns of the table of residents; ``place`` is unique in a level, ``city`` a county's city."""
ALL_SEXES = (*SEXES, "total")
DECIMALS = 3
"""A county's residents are no whole numbers; three decimals keep sums within a person."""
FIVE_YEAR_GROUPS = (*(f"{age}_{age + 4}" for age in range(0, N_AGES - 1, 5)), "100_plus")
SINGLE_AGES = (*(str(age) for age in range(N_AGES - 1)), "100_plus")


class Level(NamedTuple):
    """The places of one level and their residents by single age.

    ``place`` is an id of its own, ``city`` the id of the city a place is or belongs to (empty for
    the province), ``code`` that of GB/T 2260 as text, empty where a place has none.
    ``persons`` has shape (year, place, sex, age).
    """

    name: str
    place: Sequence[str]
    city: Sequence[str]
    code: Sequence[str]
    names: Sequence[str]
    persons: Array


def long_table(
    levels: Sequence[Level], years: NDArray[np.int64], ages: str, language: str
) -> pd.DataFrame:
    """Return residents with `COLUMNS` and labels: levels, places, sexes, ages, years innermost.

    Parameters
    ----------
    ages
        ``groups``, ``five`` or ``single``. Groups overlap: they are not to be added up.
    """
    frames = []
    for level in levels:
        labels, counted = grouped(level.persons, ages)
        values = np.moveaxis(counted, 0, -1)
        index = np.indices(values.shape).reshape(4, -1)
        texts = {
            name: np.asarray(getattr(level, name), dtype=object)[index[0]]
            for name in ("place", "city", "code", "names")
        }
        frames.append(
            pd.DataFrame(
                {
                    "level": level.name,
                    **texts,
                    "sex": np.asarray(ALL_SEXES, dtype=object)[index[1]],
                    "age_group": np.asarray(labels, dtype=object)[index[2]],
                    "year": years[index[3]],
                    "value": values.reshape(-1).round(DECIMALS),
                }
            ).rename(columns={"names": "name"})
        )
    table = pd.concat(frames, ignore_index=True)
    # the base year rests on the census, every later age structure on the projection
    grade = np.where(table["year"] == years[0], "external", "simulated")
    table = table.assign(unit="person", grade=grade)
    return table[list(COLUMNS)].assign(
        level_label=_worded(table["level"], "level", language),
        sex_label=_worded(table["sex"], "sex", language),
        age_label=_worded(table["age_group"], "age_group", language),
    )


def _worded(ids: pd.Series, kind: str, language: str) -> pd.Series:
    """Return the words of a closed list; ages that are numbers are read off their id."""
    dash = "—" if language == "zh" else "–"
    words = {one: word(language, kind, one).replace("_", dash) for one in ids.unique()}
    return ids.map(words)


def grouped(persons: Array, ages: str) -> tuple[Sequence[str], Array]:
    """Return the names of the groups and residents in them, both sexes together last.

    Shape (..., sex, age) to (..., sex + 1, group).
    """
    if ages == "groups":
        return tuple(AGE_GROUPS), group_totals(persons)
    names, counted = SINGLE_AGES, persons
    if ages == "five":
        names, counted = FIVE_YEAR_GROUPS, pyramid(persons)
    return names, np.concatenate([counted, counted.sum(axis=-2, keepdims=True)], axis=-2)


def overview(
    years: NDArray[np.int64],
    persons: Array,
    flows: Mapping[str, Array],
    status: Sequence[str],
    said: tuple[str, str],
) -> pd.DataFrame:
    """Return one row a year: residents by group, flows and dependency ratios [%].

    Parameters
    ----------
    persons
        Residents of one place. Shape (year, sex, age).
    flows
        Births, deaths and so on by name. Shape (year,) each.
    status
        What the total of each year is: ``census``, ``official``, ``interpolated`` or
        ``projected``.
    said
        Name of the place, kept in ``attrs``, and language of the words.
    """
    name, language = said
    counted = dict(zip(AGE_GROUPS, group_totals(persons)[:, -1].T, strict=True))
    total = counted.pop("total")
    by_age = persons.sum(axis=-2)
    counted["aged_0_14"] = by_age[:, : WORKING_AGES.start].sum(axis=-1)
    counted["aged_15_64"] = by_age[:, WORKING_AGES].sum(axis=-1)
    ratios = dependency(persons)._asdict()
    shares = {f"dependency_{name}": (100.0 * one).round(2) for name, one in ratios.items()}
    whole = pd.DataFrame({"total": total, **counted, **flows}).round(0).astype("Int64")
    words = [word(language, "total_status", one) for one in status]
    table = pd.concat(
        [
            pd.DataFrame({"year": years, "total_status": status, "total_status_label": words}),
            whole,
            pd.DataFrame(shares),
        ],
        axis=1,
    )
    table.attrs = {"name": name}
    return table


def pyramid_frame(groups: Array, years: tuple[int, int], name: str, language: str) -> pd.DataFrame:
    """Return the frame behind a pyramid: one row per five-year group, the youngest first.

    Parameters
    ----------
    groups
        Residents in the base year and the year shown. Shape (2, sex, group).
    name
        Name of the place.

    Returns
    -------
    DataFrame
        Columns age_group, age_label, female, male, base_female, base_male [person];
        ``attrs`` holds region_label, year, base_year, title, female_label, male_label.
    """
    open_age = word(language, "pyramid", "open")
    dash = "—" if language == "zh" else "–"
    labels = [name.replace("_", dash) for name in FIVE_YEAR_GROUPS[:-1]]
    frame = pd.DataFrame(
        {
            "age_group": FIVE_YEAR_GROUPS,
            "age_label": [*labels, open_age],
            **{sex: groups[1, place] for place, sex in enumerate(SEXES)},
            **{f"base_{sex}": groups[0, place] for place, sex in enumerate(SEXES)},
        }
    )
    kind = "title" if years[0] != years[1] else "title_base"
    title = word(language, "pyramid", kind).format(region=name, year=years[1], base=years[0])
    frame.attrs = {
        "region_label": name,
        "base_year": years[0],
        "year": years[1],
        "title": title,
        **{f"{sex}_label": word(language, "pyramid", sex) for sex in SEXES},
    }
    return frame
