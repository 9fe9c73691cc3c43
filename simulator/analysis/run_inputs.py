"""What runs were made of, by kind and name, and where that is not the same in all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.lever_names import input_label
from simulator.analysis.numbers import ABSENT

Keys = tuple[str, ...]
Inputs = Mapping[Keys, str]
"""Everything that decides a run, as text. The first key is its kind, one of `KINDS`; a value of a
scenario has its path in the resolved scenario."""

KINDS = (
    *("version", "horizon", "experiment", "plans", "levers", "baseline_levers", "overrides"),
    *("known_on", "taken_over", "budget", "parameters", "files", "stored"),
)
"""Kinds of inputs in the order in which a reader is told of them."""
VERSION = "version"
PROGRAM, DIGEST = (VERSION, "program"), (VERSION, "digest")


def input_differences(inputs: Mapping[str, Inputs], catalogue: Catalogue) -> pd.DataFrame:
    """Return the inputs whose value is not the same in all runs.

    Parameters
    ----------
    inputs
        Inputs by run id.
    catalogue
        Names in the language of the table.

    Returns
    -------
    Columns kind and input (dotted path), their labels, and one per run.
    """
    paths = dict.fromkeys(keys for one in inputs.values() for keys in one)
    rows = []
    for keys in sorted(paths, key=_place):
        values = [one.get(keys, ABSENT) for one in inputs.values()]
        if len(set(values)) > 1:
            kind = word(catalogue.language, "input_kind", keys[0])
            rows.append([keys[0], kind, ".".join(keys), input_name(keys, catalogue), *values])
    columns = ["kind", "kind_label", "input", "input_label", *inputs]
    return pd.DataFrame(rows, columns=columns)


def _place(keys: Keys) -> tuple[int, list[str]]:
    """Return where an input stands: by kind, then by path, the rows of a list in their order."""
    return KINDS.index(keys[0]), [key.zfill(9) if key.isdigit() else key for key in keys]


def input_name(keys: Keys, catalogue: Catalogue) -> str:
    """Return what a planner calls an input."""
    made = NAMES.get(keys[0])
    return made(keys[1:] or keys, catalogue) if made else input_label(keys, catalogue)


def _parameter(names: Sequence[str], catalogue: Catalogue) -> str:
    name = names[0]
    found = catalogue.parameters.get(name)
    if found is None and "." in name:  # the value of one region
        whole, _, region = name.rpartition(".")
        found = f"{catalogue.name('parameter', whole)} · {catalogue.name('region', region)}"
    return found or name


def _stock(names: Sequence[str], catalogue: Catalogue) -> str:
    region, service, year = names
    parts = catalogue.name("region", region), catalogue.name("service", service), year
    return " · ".join(parts)


def _inherited(names: Sequence[str], catalogue: Catalogue) -> str:
    return input_label(("levers", *names), catalogue)


def _own_word(names: Sequence[str], catalogue: Catalogue) -> str:
    return word(catalogue.language, "input_word", names[-1])


def _as_it_is(names: Sequence[str], _: Catalogue) -> str:
    return ".".join(names)


NAMES: Mapping[str, Callable[[Sequence[str], Catalogue], str]] = {
    "version": _own_word,
    "stored": _own_word,
    "budget": _own_word,
    "known_on": _own_word,
    "parameters": _parameter,
    "taken_over": _stock,
    "baseline_levers": _inherited,
    "files": _as_it_is,
}


def unlike_notes(
    bases: Mapping[str, int], inputs: Mapping[str, Inputs], language: str
) -> list[str]:
    """Return what makes runs unlike: another base year, another version of the model.

    Parameters
    ----------
    bases, inputs
        Base years and inputs by run id.
    """
    notes = []
    if len(set(bases.values())) > 1:
        listed = _listed({run: str(year) for run, year in bases.items()}, language)
        notes.append(tell(language, "compare.unlike_base", runs=listed))
    versions = {run: version_of(one) for run, one in inputs.items()}
    if len(set(versions.values())) > 1:
        notes.append(tell(language, "compare.unlike_model", runs=_listed(versions, language)))
    return notes


def version_of(inputs: Inputs) -> str:
    """Return the version of the program that made a run, with the digest of its sources."""
    return f"{inputs.get(PROGRAM, ABSENT)} ({inputs.get(DIGEST, ABSENT)})"


def _listed(values: Mapping[str, str], language: str) -> str:
    joint, colon = ("；", "：") if language == "zh" else ("; ", ": ")
    return joint.join(f"{run}{colon}{value}" for run, value in values.items())
