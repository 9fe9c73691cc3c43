"""``equalise compare``: runs side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import pandas as pd

from simulator import api
from simulator.cli.commands import command
from simulator.cli.folded import folded
from simulator.cli.options import YEARS, argument, flag, option, refuse_year, store
from simulator.cli.saving import save
from simulator.cli.values import Choice, FileName
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, Where
from simulator.text.cells import guarded, money_unit

FORMATS = ("table", "csv", "json", "xlsx")
SUFFIXES = (".csv", ".xlsx")
UNLIKE = "unlike"
"""Column that says of unlike runs what a screen says in the notes."""


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "runs", many=True),
        option(language, "year", YEARS),
        option(language, "format", Choice(FORMATS), variable="form"),
        option(language, "to", FileName(SUFFIXES), text="to_comparison"),
        flag(language, "unlike"),
        store(language),
    ]
    return command(language, "compare", compare, parameters)


def compare(
    writer: Writer,
    *,
    runs: tuple[str, ...],
    store: Path,
    year: int | None,
    form: str | None,
    to: Path | None,
    unlike: bool,
) -> int:
    """Write what differs between runs: inputs, money in total, outcomes."""
    refuse_unclear(runs, form, to)
    found = list({run.id: run for run in (api.open_run(ref, store) for ref in runs)}.values())
    if len(found) < 2:
        raise InputError(Problem("C110", Where(), {"given": str(len(found))}))
    refuse_year(year, found)
    comparison = api.compare_runs(found, year=year, lang=writer.language, unlike=unlike)
    if to is not None:
        args = (comparison, found, to, writer.language)
        save(writer, to, lambda bar: api.write_comparison(*args, on_progress=bar))
    elif form == "csv":
        csv = guarded(comparison.to_frame()).to_csv(index=False, lineterminator="\n")
        writer.line(csv.rstrip("\n"))
    elif form == "json" or writer.as_json:
        writer.json(comparison.to_frame().to_dict("records"))
    else:
        tell(writer, comparison, found)
        writer.say("run_id", ids=", ".join(one.id for one in found))
    return 0


def tell(writer: Writer, comparison: api.Comparison, runs: Sequence[api.Run]) -> None:
    """Write the three tables, the money before the outcomes."""
    for name in ("inputs", "totals", "outcomes"):
        table = getattr(comparison, name)
        frame = readable(folded(table, writer) if name == "inputs" else table, runs, writer)
        if len(frame):
            columns = [str(c) for c in frame if c != "unit" or "unit_label" not in frame]
            writer.frame(frame, title=f"\n{writer.text(name)}", shown=columns)
        else:
            writer.remark(f"\n{writer.text(name)}")
            writer.say("no_difference")
        writer.notes(frame.attrs.get("notes", ()))


def readable(frame: pd.DataFrame, runs: Sequence[api.Run], writer: Writer) -> pd.DataFrame:
    """Return a table as a screen shows it: names for ids, what differs, money in 亿元.

    The files and ``--json`` hold all of it.
    """
    notes = list(frame.attrs.get("notes", ()))
    shown = frame.drop(columns=UNLIKE, errors="ignore")
    if "imputed" in shown:
        hidden = int(shown["imputed"].sum())
        shown = shown[~shown["imputed"]].drop(columns="imputed")
        notes += [writer.text("imputed_hidden", n=hidden)] if hidden else []
        shown, same = differing(shown)
        notes += [writer.text("same_hidden", n=same)] if same else []
    named = {column for column in shown if f"{column}_label" in shown}
    shown = shown.drop(columns=[*(named - {"unit"}), *(["category"] if "label" in shown else [])])
    if "category" in frame:
        money, yuan = shown.select_dtypes("number").columns, money_unit(writer.language)
        shown = shown.assign(**{str(column): shown[column] / yuan for column in money})
        notes.insert(0, writer.text("money_unit"))
    shown = titled(shown, runs, writer)
    shown.attrs["notes"] = notes
    return shown


def differing(outcomes: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return the outcomes that are not the same in all runs, and how many are."""
    moves = [column for column in outcomes if str(column).startswith("difference")]
    numbers = outcomes[moves].select_dtypes("number")
    same = ((numbers == 0) | numbers.isna()).all(axis=1) & bool(len(numbers.columns))
    return outcomes[~same], int(same.sum())


def titled(frame: pd.DataFrame, runs: Sequence[api.Run], writer: Writer) -> pd.DataFrame:
    """Return a table whose columns bear the names of the runs, with one column an interval."""
    labels = {run.id: run.label(writer.language) for run in runs}
    if len(set(labels.values())) < len(labels):
        labels = {run: f"{at} {label}" for at, (run, label) in enumerate(labels.items(), start=1)}
    change, interval = writer.text("change"), writer.text("interval")
    columns = dict(labels)
    for run, label in labels.items():
        columns[f"difference:{run}"] = f"{change}{label}"
        columns[f"difference_interval_label:{run}"] = f"{change}{label}{interval}"
    left = [column for column in frame if not str(column).startswith("difference")]
    moved = [column for column in columns if column in frame and column not in left]
    return frame[[*left, *moved]].rename(columns=columns)


def refuse_unclear(runs: tuple[str, ...], form: str | None, to: Path | None) -> None:
    """Raise all that is contradictory in what was asked for."""
    problems = []
    if len(runs) < 2:
        problems.append(Problem("C110", Where(), {"given": str(len(runs))}))
    if form == "xlsx" and to is None:
        problems.append(Problem("C114", Where(key="--format")))
    if to is not None and form and to.suffix.lower() != f".{form}":
        args = {"given": str(to), "format": form}
        problems.append(Problem("C115", Where(key="--to"), args))
    if problems:
        raise InputError(problems)
