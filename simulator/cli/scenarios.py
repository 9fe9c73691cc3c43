"""``equalise scenarios``: list, write, show and check scenario files."""

from __future__ import annotations

from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import argument, flag, option, overlay
from simulator.cli.saving import save_table
from simulator.cli.values import FileName, Word
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, place

LIST_COLUMNS = ("id", "label", "question", "extends", "file")
VALUE_COLUMNS = ("key", "value", "unit", "origin")
OWN_FOLDER = Path("scenarios")


def make_list(language: str) -> click.Command:
    """Return ``scenarios list``."""
    return command(language, "list", list_scenarios, [overlay(language)])


def make_new(language: str) -> click.Command:
    """Return ``scenarios new``."""
    parameters = [
        argument(language, "new_scenario"),
        option(language, "parent", Word("SCENARIO"), default="baseline"),
        option(language, "to", FileName(), text="to_folder", default=OWN_FOLDER),
    ]
    return command(language, "new", new, parameters)


def make_new_city(language: str) -> click.Command:
    """Return ``scenarios new-city``."""
    parameters = [
        argument(language, "new_city"),
        option(language, "to", FileName(), text="to_plans"),
        overlay(language),
    ]
    return command(language, "new-city", new_city, parameters)


def make_show(language: str) -> click.Command:
    """Return ``scenarios show``."""
    parameters = [argument(language, "scenario"), flag(language, "resolved"), overlay(language)]
    return command(language, "show", show, parameters)


def make_check(language: str) -> click.Command:
    """Return ``scenarios check``."""
    parameters = [argument(language, "scenarios", many=True), overlay(language)]
    return command(language, "check", check, parameters)


def make_budget_template(language: str) -> click.Command:
    """Return ``scenarios budget-template``."""
    parameters = [
        argument(language, "scenario"),
        option(language, "to", FileName((".csv",)), text="to_budget"),
    ]
    return command(language, "budget-template", budget_template, parameters)


def make_schema(language: str) -> click.Command:
    """Return ``scenarios schema``."""
    return command(language, "schema", schema, [])


MAKERS = {
    "list": make_list,
    "new": make_new,
    "new-city": make_new_city,
    "show": make_show,
    "check": make_check,
    "budget-template": make_budget_template,
    "schema": make_schema,
}


def list_scenarios(writer: Writer, *, params: Path | None) -> int:
    """Write the scenarios at hand with the question each one asks."""
    rows = [in_language(row, writer.language) for row in api.scenario_list(params)]
    writer.records(rows, [c for c in LIST_COLUMNS if any(c in row for row in rows)])
    return 0


def in_language(row: dict[str, object], language: str) -> dict[str, object]:
    """Return a row whose texts in two languages are texts in one."""
    return {k: v.get(language) if isinstance(v, dict) else v for k, v in row.items()}


def new(writer: Writer, *, new_scenario: str, parent: str, to: Path) -> int:
    """Write a scenario file that extends another."""
    writer.wrote(api.scenario_new(new_scenario, parent, to))
    return 0


def new_city(writer: Writer, *, new_city: str, to: Path | None, params: Path | None) -> int:
    """Write a plan file to be filled in."""
    writer.wrote(api.new_city(new_city, to, params, writer.language))
    writer.say("new_city_next")
    return 0


def budget_template(writer: Writer, *, scenario: str, to: Path | None) -> int:
    """Write the derived money of every city, account and year as a file to be edited."""
    target = to if to is not None else Path(f"{Path(scenario).stem}-budget.csv")
    if target.exists():
        raise InputError(Problem("C133", place(target)))
    frame = api.budget_template(scenario, writer.language)
    save_table(writer, frame, target)
    writer.say("budget_next", path=target)
    return 0


def show(writer: Writer, *, scenario: str, resolved: bool, params: Path | None) -> int:
    """Write the values of a scenario and where each comes from."""
    rows = api.scenario_show(scenario, resolved, params=params)
    title = writer.text("scenario_title", scenario=scenario)
    writer.records(rows, VALUE_COLUMNS, title=title)
    return 0


def check(writer: Writer, *, scenarios: tuple[str, ...], params: Path | None) -> int:
    """Raise every problem of every file, or say that there is none."""
    problems: list[Problem] = []
    for scenario in scenarios:
        found = api.scenario_check(scenario, params=params)
        problems += [problem for problem in found if problem not in problems]
    if problems:
        raise InputError(problems)
    if writer.as_json:
        writer.json([])
    for scenario in scenarios:
        writer.say("scenario_fine", scenario=scenario)
    return 0


def schema(writer: Writer) -> int:
    """Write the JSON Schema of scenario files."""
    writer.json(api.scenario_schema())
    return 0
