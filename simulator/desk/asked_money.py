"""The planner's own money for a question to a scenario: a workbook down, a changed one up.

The optimum asks a scenario, not a run: nothing is stored, so that a read-only server takes it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from simulator.desk.budget import budget_rows
from simulator.desk.cases import Source, load_case
from simulator.desk.optimise import held
from simulator.desk.own_budget import read_budget_sheet, write_budget_sheet
from simulator.desk.own_case import told_of
from simulator.desk.uploads import uploaded
from simulator.errors import InputError
from simulator.inputs.case import Case
from simulator.inputs.scenarios import load_scenario


class AskedMoney(NamedTuple):
    """Money of an uploaded file, as a question takes it."""

    name: str
    """Name of the file as the person has it, cut where it is very long."""
    csv: str
    """As `simulator.inputs.budget` reads it."""
    shift: int
    """Rows by which the file's rows stand below those of the CSV."""


class Years(NamedTuple):
    """Years of a question, as `api.optimise` takes them."""

    until: int | None = None
    by: int | None = None
    as_of: int | None = None


def asked_money_book(
    scenario: Source, years: Years, regions: Sequence[str] = (), lang: str = "zh"
) -> bytes:
    """Return a workbook with the money of a question, to be changed and uploaded.

    ``regions`` are the cities it lists, without any all; years in which the baseline holds are
    left out.

    Raises
    ------
    InputError
        What is wrong with the scenario or the years.
    """
    case = _case(scenario, years, None)
    frame = budget_rows(case, lang)
    chosen = [one for one in regions if one in case.cities] or case.cities
    frame = frame[frame["region"].isin(chosen) & (frame["year"] > case.scenario.horizon.as_of)]
    label = case.scenario.label.say(lang)
    with TemporaryDirectory(prefix="equalise-") as folder:
        path = Path(folder) / "budget.xlsx"
        return write_budget_sheet(frame.reset_index(drop=True), label, path, lang).read_bytes()


def take_asked_money(scenario: Source, years: Years, name: str, raw: bytes) -> AskedMoney:
    """Return the money of an uploaded workbook or CSV, checked against a question.

    Raises
    ------
    InputError
        C243 too large, C244 neither a workbook nor a CSV; all problems of the file.
    """
    overlay = load_scenario(scenario).params
    with uploaded(name, raw) as (file, shown):
        try:
            sheet = read_budget_sheet(file, None if overlay is None else str(overlay))
        except InputError as error:
            raise InputError(told_of(error, shown)) from error
    taken = AskedMoney(shown, sheet.text, sheet.head - 1)
    with asked_money_file(taken) as budget:
        _case(scenario, years, budget)
    return taken


@contextmanager
def asked_money_file(money: AskedMoney | None) -> Iterator[Path | None]:
    """Yield the budget that a question takes, None for the scenario's own money.

    Problems of it that are raised within are told at the rows of the person's file.
    """
    if money is None:
        yield None
        return
    with TemporaryDirectory(prefix="equalise-") as folder:
        path = Path(folder) / "budget.csv"
        path.write_text(money.csv, encoding="utf-8")
        try:
            yield path
        except InputError as error:
            told = list(told_of(error, money.name, money.shift))
            apart = zip(error.problems, told, strict=True)
            ours = [new if old.where.file == str(path) else old for old, new in apart]
            raise InputError(ours) from error


def _case(scenario: Source, years: Years, budget: Path | None) -> Case:
    read = partial(load_case, scenario, as_of=years.as_of, budget=budget)
    return held(read, years.until, years.by)
