"""``equalise compare``: runs side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import pandas as pd

from simulator import api
from simulator.cli.cells import ABSENT, guarded, money_unit
from simulator.cli.commands import command
from simulator.cli.options import YEARS, argument, option, refuse_year, store
from simulator.cli.values import Choice, FileName
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, Where

FORMATS = ("table", "csv", "json", "xlsx")
SUFFIXES = (".csv", ".xlsx")
MOST_ROWS = 12
"""Rows of a table of inputs that a screen shows one by one."""


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "runs", many=True),
        option(language, "year", YEARS),
        option(language, "format", Choice(FORMATS), variable="form"),
        option(language, "to", FileName(SUFFIXES), text="to_table"),
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
) -> int:
    """Write what differs between runs: inputs, money in total, outcomes."""
    refuse_unclear(runs, form, to)
    found = [api.open_run(ref, store) for ref in runs]
    refuse_year(year, found)
    comparison = api.compare_runs(found, year=year, lang=writer.language)
    if to is not None:
        writer.wrote(api.write_table(comparison.to_frame(), to, lang=writer.language))
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
            writer.notes(frame.attrs.get("notes", ()))
        else:
            writer.remark(f"\n{writer.text(name)}")
            writer.say("no_difference")


def folded(inputs: pd.DataFrame, writer: Writer) -> pd.DataFrame:
    """Return the inputs that differ, long tables such as starts as how many rows they have."""
    if inputs.empty:
        return inputs
    tables = inputs["input"].str.extract(r"^([^\[]*)\[(\d+)\]")
    n_rows = tables.groupby(0)[1].nunique()
    long = list(n_rows[n_rows > MOST_ROWS].index)
    if not long:
        return inputs
    rows = [
        {"input": name}
        | {
            run: writer.text("rows_differ", n=tables[1][mine & (inputs[run] != ABSENT)].nunique())
            for run in inputs.columns[1:]
        }
        for name in long
        for mine in [tables[0] == name]
    ]
    shown = inputs[~tables[0].isin(long) & ~inputs["input"].isin(long)]
    return pd.concat([shown, pd.DataFrame(rows, columns=inputs.columns)], ignore_index=True)


def readable(frame: pd.DataFrame, runs: Sequence[api.Run], writer: Writer) -> pd.DataFrame:
    """Return a table as a screen shows it: names for ids, real cities only, money in 亿元.

    The files and ``--json`` hold all of it.
    """
    notes = list(frame.attrs.get("notes", ()))
    shown = frame
    if "imputed" in shown:
        hidden = int(shown["imputed"].sum())
        shown = shown[~shown["imputed"]].drop(columns="imputed")
        notes += [writer.text("imputed_hidden", n=hidden)] if hidden else []
    named = {column for column in shown if f"{column}_label" in shown}
    shown = shown.drop(columns=[*(named - {"unit"}), *(["category"] if "label" in shown else [])])
    if "category" in frame:
        money, yuan = shown.select_dtypes("number").columns, money_unit(writer.language)
        shown = shown.assign(**{str(column): shown[column] / yuan for column in money})
        notes.insert(0, writer.text("money_unit"))
    titles = {run.id: run.label(writer.language) for run in runs}
    if len(set(titles.values())) == len(titles):
        change = writer.text("change")
        shown = shown.rename(columns=titles)
        shown = shown.rename(columns={f"difference:{k}": f"{change}{v}" for k, v in titles.items()})
        intervals = {
            f"difference_{name}:{k}": f"{change}{v} {name.upper()}"
            for name in ("p05", "p50", "p95")
            for k, v in titles.items()
        }
        shown = shown.rename(columns=intervals)
    shown.attrs["notes"] = notes
    return shown


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
