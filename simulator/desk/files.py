"""Writing tables and new scenarios; showing parameters and scenarios."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from simulator.desk.cases import Source, load_case
from simulator.desk.inventory import params_catalogue, params_projects, params_statements
from simulator.desk.uncertainty import range_problems
from simulator.errors import InputError, Problem, SimulatorError, place
from simulator.inputs.arguments import nearest
from simulator.inputs.parameters import Parameter
from simulator.inputs.params import load_params, try_load_params
from simulator.inputs.plan_export import export_frame
from simulator.inputs.plan_template import PERIOD, new_plan_text
from simulator.inputs.population.load import population_problems
from simulator.inputs.regions import cities, nearest_region
from simulator.inputs.scenario_schema import scenario_schema
from simulator.inputs.scenario_template import new_scenario_text
from simulator.inputs.scenarios import list_scenarios, load_scenario, resolved_values
from simulator.progress import Progress
from simulator.reporting.table_csv import write_csv
from simulator.reporting.whole_file import whole_file
from simulator.reporting.workbook import write_table_book

FORMATS = (".csv", ".xlsx")
SHEET_ROWS = 1_048_570
"""Rows that fit on one sheet of a workbook below its headings."""


def write_table(
    frame: pd.DataFrame,
    path: Path | str,
    lang: str = "zh",
    *,
    on_progress: Progress | None = None,
) -> Path:
    """Write one table as CSV or XLSX; ``on_progress`` is told of lots of rows, or of columns.

    Raises
    ------
    InputError
        C131 for a suffix that is no table, C139 for more rows than a sheet holds.
    """
    target = _known_format(Path(path))
    if target.suffix.lower() == ".csv":
        return write_csv(frame, target, on_progress=on_progress)
    if len(frame) > SHEET_ROWS:
        args = {"rows": f"{len(frame):,}", "most": f"{SHEET_ROWS:,}"}
        raise InputError(Problem("C139", place(target), args))
    return write_table_book(frame, target, on_progress=on_progress)


def write_page(page: str, path: Path | str) -> Path:
    """Write an HTML page, whole or not at all, and return its path."""
    target = Path(path)
    with whole_file(target) as made:
        made.write_text(page, encoding="utf-8")
    return target


def _known_format(path: Path) -> Path:
    if path.suffix.lower() not in FORMATS:
        args = {"found": path.suffix or path.name, "known": " ".join(FORMATS)}
        raise InputError(Problem("C131", place(path), args))
    return path


def params_check(params: Path | str | None = None) -> list[Problem]:
    """Return all problems of all parameter files."""
    try:
        known, problems = try_load_params(params)
    except SimulatorError as error:
        return list(error.problems)
    problems += population_problems(known.tree, cities(dict(known.regions)), known.parameters)
    return problems or range_problems(known.services, known.parameters)


def params_show(name: str, params: Path | str | None = None) -> dict[str, Any]:
    """Return one parameter with its evidence.

    Raises
    ------
    InputError
        P232 when there is none of that name.
    """
    known = load_params(params).parameters
    if name not in known:
        args = {"found": name, "nearest": nearest(name, known)}
        raise InputError(Problem("P232", args=args))
    one = known[name]
    shown: dict[str, Any] = {
        "name": one.name,
        "label": one.label.model_dump(),
        "value": one.value,
        "low": one.low,
        "high": one.high,
        **_varies(one),
        "unit": one.unit,
        "date": one.date,
        "grade": one.grade,
        "source": one.source,
        "place": f"{one.place.document}:{one.place.line}" if one.place else None,
        "as_printed": one.as_printed,
        "from": list(one.derived_from) or None,
        "formula": one.formula,
        "note": one.note.model_dump() if one.note else None,
        "reason": one.reason.model_dump() if one.reason else None,
        "file": str(one.where),
    }
    for region, own in one.regions.items():
        shown[f"value.{region}"] = own.value
        shown[f"grade.{region}"] = own.grade
    return shown


def _varies(one: Parameter) -> dict[str, Any]:
    """Return how a parameter varies in draws; nothing where it has neither range nor group."""
    told: dict[str, Any] = {}
    if one.low is not None:
        told = {"bounds": one.bounds or None, "distribution": one.distribution}
    if one.outcomes:
        told["outcomes"] = [f"{each.value:g} ({each.probability:g})" for each in one.outcomes]
    if one.group:
        told["group"] = f"{one.group.name} ({one.group.correlation})"
    return told


def _plans(params: Path | str | None, _: str) -> list[dict[str, Any]]:
    return export_frame(load_params(params).plans)


EXPORTS: dict[str, Callable[[Path | str | None, str], list[dict[str, Any]]]] = {
    "plans": _plans,
    "statements": params_statements,
    "projects": params_projects,
    "catalogue": params_catalogue,
}
"""Lists of ``params/`` that can be written as a table."""


def params_export(
    what: str, path: Path | str, params: Path | str | None = None, lang: str = "zh"
) -> Path:
    """Write one list of ``params/`` as CSV or XLSX; ``what`` is a key of `EXPORTS`.

    Raises
    ------
    InputError
        C132 for a list that does not exist.
    """
    if what not in EXPORTS:
        raise InputError(Problem("C132", args={"found": what, "known": ", ".join(EXPORTS)}))
    frame = pd.DataFrame(EXPORTS[what](params, lang))
    lists = frame.map(lambda value: " ".join(value) if isinstance(value, list) else value)
    return write_table(lists.convert_dtypes(), path)


def scenario_list(params: Path | str | None = None) -> list[dict[str, Any]]:
    """Return one row per known scenario."""
    return [
        {
            "id": one.id,
            "label": one.label.model_dump() if one.label else None,
            "question": one.question.model_dump() if one.question else None,
            "extends": one.extends,
            "file": one.file,
        }
        for one in list_scenarios()
    ]


def scenario_show(
    name: str,
    resolved: bool = False,
    params: Path | str | None = None,
) -> list[dict[str, Any]]:
    """Return the values of a scenario with their origin.

    Unless ``resolved``, only what a scenario file says; else the defaults too.
    """
    rows = []
    for one in resolved_values(load_scenario(name)):
        given = bool(one.origin.file)
        if resolved or given:
            origin = f"{one.origin.file}:{one.origin.line}" if given else None
            rows.append({"key": one.path, "value": one.value, "origin": origin})
    return rows


def scenario_check(scenario: Source, params: Path | str | None = None) -> list[Problem]:
    """Return all problems of a scenario, its parents and the names it uses."""
    try:
        load_case(scenario, params=params)
    except SimulatorError as error:
        return list(error.problems)
    return []


def scenario_new(name: str, parent: str = "baseline", to: Path | str = "scenarios") -> Path:
    """Write a commented scenario that changes nothing yet; an existing file is never replaced.

    Raises
    ------
    InputError
        C133 when the file exists.
    """
    target = Path(to) / f"{name}.yaml"
    if target.exists():
        raise InputError(Problem("C133", place(target)))
    text = new_scenario_text(name, parent)
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(target) as file:
        file.write_text(text, encoding="utf-8")
    return target


def new_city(
    region: str, to: Path | str | None = None, params: Path | str | None = None, lang: str = "zh"
) -> Path:
    """Write a commented plan file for a city; an existing file is never replaced.

    Parameters
    ----------
    region
        Id of the city.
    to
        Folder of the new file; None is ``plans`` below the folder of own parameters.

    Raises
    ------
    InputError
        C135 when there is no such region, C133 when the file exists.
    """
    known = load_params(params)
    if region not in known.regions:
        args = {"found": region, "nearest": nearest_region(region, known.regions)}
        raise InputError(Problem("C135", args=args))
    folder = Path(to) if to is not None else Path(params or "params") / "plans"
    target = folder / f"{region}-{PERIOD}.yaml"
    if target.exists():
        raise InputError(Problem("C133", place(target)))
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(target) as file:
        file.write_text(new_plan_text(known, region, lang), encoding="utf-8")
    return target


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a scenario file."""
    return scenario_schema()
