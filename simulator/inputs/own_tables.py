"""CSV files of a planner's own ``params/``: tables at all, before anybody reads a number."""

from __future__ import annotations

from dataclasses import replace

from simulator.errors import Problem, place
from simulator.inputs.population.files import read_table
from simulator.inputs.shipped import PARAMS, ParamsTree, shipped_folder


def with_readable_tables(tree: ParamsTree) -> tuple[ParamsTree, list[Problem]]:
    """Return parameters whose CSV files can all be read as tables, and what is wrong with others.

    Such a file is left out and the shipped one of its name read in its place, so that all other
    problems are told too. Shipped files are not looked at.
    """
    shipped = shipped_folder(PARAMS)
    files, problems = dict(tree.files), []
    for relative, path in tree.files.items():
        if not relative.endswith(".csv") or path.is_relative_to(shipped):
            continue
        table, bad = read_table(tree, relative, ())
        if table is not None and not table.columns:
            bad.append(Problem("P102", place(tree.shown(relative))))
        if bad:
            problems += bad
            del files[relative]
            if (shipped / relative).is_file():
                files[relative] = shipped / relative
    return replace(tree, files=dict(sorted(files.items()))), problems
