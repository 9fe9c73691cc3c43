"""Everything a projection reads, from ``params/`` and the levers of a scenario."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from simulator.errors import Problem, Where
from simulator.inputs.levers import Levers
from simulator.inputs.parameters import Parameter
from simulator.inputs.population.arrays import PopulationInputs
from simulator.inputs.population.census import read_census, read_counties
from simulator.inputs.population.files import Reader
from simulator.inputs.population.migration import read_in_migrants, read_schedules
from simulator.inputs.population.national import read_national
from simulator.inputs.population.observations import TOTALS, VITALS, beyond_province, read_counts
from simulator.inputs.population.prepare import PARAMETERS, Read, prepare
from simulator.inputs.shipped import ParamsTree

CENSUS = "population/base-census.csv"
COUNTIES = "population/county-census.csv"
SCHEDULES = "population/migration-schedules.csv"
IN_MIGRANTS = "population/in-migrants.csv"
FOLDERS = ("population/", "observations/")
_LATEST: deque[tuple[object, Read]] = deque(maxlen=2)
"""What was last read without a problem, and the state of the files then."""


def load_population(
    tree: ParamsTree,
    regions: Sequence[str],
    base: int,
    end: int,
    *,
    levers: Levers | None = None,
    parameters: Mapping[str, Parameter],
    known_on: str | None = None,
) -> tuple[PopulationInputs | None, list[Problem]]:
    """Return the arrays of a projection from 31 December of ``base`` to that of ``end``.

    Parameters
    ----------
    tree
        The parameter files in force.
    regions
        Ids of the cities in the order of the region axis.
    levers
        ``population.variant``, ``.migration`` and ``.observed_until`` act here; None is their
        defaults.
    parameters
        Parameters by name; those of folder ``population`` are read.
    known_on
        Counts not certainly published by this day (YYYY-MM-DD) are left out; None takes all.

    Returns
    -------
    tuple
        The arrays (None when something is wrong) and all problems.
    """
    reader = Reader(tree)
    read = _read_once(reader, regions, known_on)
    reader.problems += _absent(parameters)
    lever = (levers or Levers()).population
    if read is not None and read.census.day.year != base:
        args = {"base": str(base), "census": str(read.census.day.year)}
        reader.problems.append(Problem("P268", Where(tree.shown(CENSUS)), args))
    if lever.observed_until is not None and lever.observed_until < base:
        args = {"found": str(lever.observed_until), "base": str(base)}
        reader.problems.append(Problem("P269", Where(key="levers.population.observed_until"), args))
    if read is None or reader.problems:
        return None, reader.problems
    return prepare(read, tuple(regions), range(base, end + 1), lever, parameters), []


def population_problems(
    tree: ParamsTree, regions: Sequence[str], parameters: Mapping[str, Parameter]
) -> list[Problem]:
    """Return what is wrong with the files and parameters of a projection."""
    reader = Reader(tree)
    _read(reader, regions)
    return reader.problems + _absent(parameters)


def _absent(parameters: Mapping[str, Parameter]) -> list[Problem]:
    names = [f"{name.replace('.', '/')}.yaml" for name in PARAMETERS if name not in parameters]
    return [Problem("P260", args={"file": name}) for name in names]


def _read_once(reader: Reader, regions: Sequence[str], known_on: str | None) -> Read | None:
    """Return what `_read` does, without reading the same files twice: a slider moves a variant."""
    stated = [
        (str(path), path.stat().st_mtime_ns, path.stat().st_size)
        for name, path in reader.tree.files.items()
        if name.startswith(FOLDERS) and path.is_file()
    ]
    key = tuple(stated), tuple(regions), known_on
    for known, found in tuple(_LATEST):
        if known == key:
            return found
    read = _read(reader, regions, known_on)
    if read is not None and not reader.problems:
        _LATEST.append((key, read))
    return read


def _read(reader: Reader, regions: Sequence[str], known_on: str | None = None) -> Read | None:
    """Return all files; None with problems in the reader."""
    census = read_census(reader, CENSUS, regions)
    counties = read_counties(reader, COUNTIES, regions, census) if census else None
    national = read_national(reader)
    schedules = read_schedules(reader, SCHEDULES)
    in_migrants = read_in_migrants(reader, IN_MIGRANTS, regions)
    counts, vitals = (read_counts(reader, name, regions, known_on) for name in (TOTALS, VITALS))
    for relative, found in ((TOTALS, counts), (VITALS, vitals)):
        reader.problems += beyond_province(found, regions, reader.tree.shown(relative))
    if census is None or counties is None or national is None or reader.problems:
        return None
    return Read(census, counties, national, schedules, in_migrants, counts, vitals)
