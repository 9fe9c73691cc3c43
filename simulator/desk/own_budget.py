"""The planner's own money as a workbook: written to be filled in, read back and checked."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from simulator.analysis.labels import tell, word
from simulator.axes import DOMAINS, FUNDS, TIERS
from simulator.desk.budget import NO_DEFLATION, budget_rows, revenue_levels
from simulator.desk.cases import params_of
from simulator.desk.money_picture import run_prices
from simulator.desk.own_case import DIGEST_LETTERS, OwnCase, case_with, overlay_of, told_of, uploads
from simulator.desk.runs import Run
from simulator.errors import InputError
from simulator.inputs.budget import COLUMNS
from simulator.inputs.budget_sheet import BudgetSheet, Names, budget_csv
from simulator.inputs.project_list.columns import plain
from simulator.inputs.regions import cities
from simulator.reporting.book import write_book
from simulator.reporting.sheet import AS_IS, Column, Sheet
from simulator.reporting.whole_file import whole_file
from simulator.text import LANGUAGES

CLOSED = {"tier": TIERS, "fund": FUNDS, "domain": DOMAINS}
"""Columns of names that no file decides."""
OWN = "own"


def write_own_budget(run: Run, path: Path | str, lang: str = "zh") -> Path:
    """Write the money a run had as a workbook that `take_budget` reads, in the reader's words.

    Where the run had a budget of its own with one price level a year, amounts are in the prices of
    their year; else in those of 2020, with the deflator 1.

    Raises
    ------
    InputError
        R166 when the run's inputs have changed since.
    """
    case = case_with(run, overlay_of(run), None).case
    frame = _as_run(budget_rows(case, lang), run, revenue_levels(case))
    return write_budget_sheet(frame, run.label(lang), path, lang)


def write_budget_sheet(frame: pd.DataFrame, label: str, path: Path | str, lang: str) -> Path:
    """Write rows of `budget_rows` as a workbook under the label of their scenario."""
    own = cities(dict(params_of(None).regions))
    frame["region"] = [
        params_of(None).regions[one].label.say(lang) if one in own else one
        for one in frame["region"]
    ]
    for column in CLOSED:
        frame[column] = [word(lang, column, one) for one in frame[column]]
    digits = {"yuan": 2}
    columns = [
        Column(name, tell(lang, f"own_budget.{name}"), digits.get(name, AS_IS)) for name in COLUMNS
    ]
    title = tell(lang, "own_budget.title", label=label)
    notes = [tell(lang, f"own_budget.note_{key}") for key in ("fill", "rows", "numbers")]
    sheet = Sheet(tell(lang, "own_budget.sheet"), title, frame, columns, notes, frozen=2)
    return write_book([sheet], Path(path), title)


def _as_run(frame: pd.DataFrame, run: Run, levels: Sequence[float]) -> pd.DataFrame:
    """Return the rows with the money that the run had: the derived one, or its own.

    ``levels`` is what the run's levers multiplied it by, base year first.
    """
    rows = run.table("ledger")
    rows = rows[(rows["statistic"] == "central") & (rows["category"] == OWN)]
    keys = ["year", "region", "tier", "fund", "domain"]
    had = rows.groupby(keys)["yuan"].sum()
    index = pd.MultiIndex.from_frame(frame[keys])
    prices = run_prices(run) or {}
    level = frame["year"].map(prices).fillna(NO_DEFLATION)
    # the levers act on an uploaded budget again
    acted = frame["year"].map(dict(enumerate(levels, run.horizon["base"]))).to_numpy()
    had = had.reindex(index) / acted
    yuan = had.fillna(pd.Series(frame["yuan"].to_numpy(), index=index))
    return frame.assign(yuan=(yuan.to_numpy() * level).round(2), deflator=level)


def take_budget(run: Run, file: Path, name: str) -> OwnCase:
    """Return the case of a run's scenario with the money of an uploaded file, kept by its content.

    Parameters
    ----------
    file
        Workbook or CSV; nothing is kept of one with problems.
    name
        What the person calls the file: problems say it.

    Raises
    ------
    InputError
        With all problems of the file, at the rows of its sheet.
    """
    overlay = overlay_of(run)
    sheet = BudgetSheet("", 1)
    try:
        sheet = read_budget_sheet(file, overlay)
        raw = sheet.text.encode()
        with TemporaryDirectory(prefix="equalise-") as folder:
            tried = Path(folder) / "budget.csv"
            tried.write_bytes(raw)
            case_with(run, overlay, tried)
    except InputError as error:
        raise InputError(told_of(error, name, sheet.head - 1)) from error
    kept = uploads(run) / f"{sha256(raw).hexdigest()[:DIGEST_LETTERS]}.csv"
    with whole_file(kept) as made:
        made.write_bytes(raw)
    return case_with(run, overlay, kept)


def read_budget_sheet(file: Path, overlay: str | None) -> BudgetSheet:
    """Return the CSV of a workbook or CSV in a person's words; unchecked but for its headings.

    Raises
    ------
    InputError
        C245 when no sheet has the headings, and what makes a file unreadable.
    """
    return budget_csv(file, _headings(), _words(overlay))


def _headings() -> Names:
    """Return the columns by their ids and their names in every language."""
    told = {plain(tell(lang, f"own_budget.{one}")): one for lang in LANGUAGES for one in COLUMNS}
    return {one: one for one in COLUMNS} | told


def _words(overlay: str | None) -> dict[str, Names]:
    """Return the ids by their names in every language, for columns that hold names."""
    regions = params_of(overlay).regions
    found: dict[str, Names] = {
        column: {plain(word(lang, column, one)): one for lang in LANGUAGES for one in known}
        for column, known in CLOSED.items()
    }
    own = cities(dict(regions))
    found["region"] = {
        plain(text): one for one in own for text in (regions[one].label.zh, regions[one].label.en)
    }
    return found
