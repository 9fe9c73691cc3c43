"""Moved levers in words: what, from what, to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.lever_names import input_label, value_label
from simulator.desk.laboratory import Laboratory, moved
from simulator.desk.pictures import catalogue
from simulator.desk.players import Change, Pair, Player
from simulator.desk.runs import Run
from simulator.desk.trial import Trial
from simulator.desk.use import params_of_run
from simulator.inputs.lever_list import lever_list
from simulator.inputs.lever_range import lever_range
from simulator.inputs.parameters import Parameter
from simulator.inputs.scenario import Scenario, scenario_from_plain
from simulator.inputs.services import Service
from simulator.inputs.yaml_nodes import Plain

COLUMNS = ("lever", "label", "before", "after", "before_label", "after_label", "text")
IN_PERCENT = ("share", "per_year")


def changed_levers(
    of: Run | Laboratory, changes: Mapping[str, Plain] | None = None, lang: str = "zh"
) -> pd.DataFrame:
    """Return one row a changed value, in the order of `simulator.desk.levers.levers`.

    Parameters
    ----------
    of
        The run or the laboratory whose levers are moved, or a trial, whose own changes are told
        where none are given.
    changes
        As `Laboratory.tried`.

    Returns
    -------
    Columns `COLUMNS`: the dotted path of the value, its name, both values as they are (None:
    not given) and in words, and the change in one line. Of a list with many changed rows the
    numbers of rows are told.

    Raises
    ------
    InputError
        With all problems of the levers.
    """
    before, after, known = _both(of, changes or {})
    names, pair = catalogue(lang), Pair(before, after)
    found = [one for part in pair.parts for one in pair.changes(Player((part,)))]
    order = [one.path for one in lever_list(known[1], (), "")]
    found.sort(key=lambda one: _place(".".join(one.keys[1:]), order))
    rows = [_row(one, names, known) for one in found]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


Known = tuple[Mapping[str, Parameter], Mapping[str, Service]]


def _both(of: Run | Laboratory, changes: Mapping[str, Plain]) -> tuple[Scenario, Scenario, Known]:
    """Return the scenario before and after, and the parameters behind its levers."""
    if isinstance(of, Trial):
        after = moved(of.case.scenario, changes) if changes else of.case.scenario
        return of.on, after, (of.case.parameters, of.case.services)
    if isinstance(of, Laboratory):
        case = of.case
        return case.scenario, of.moved(changes), (case.parameters, case.services)
    identity: Any = of.manifest["identity"]
    scenario, params = scenario_from_plain(identity["scenario"]), params_of_run(of)
    return scenario, moved(scenario, changes), (params.parameters, params.services)


def _place(path: str, order: Sequence[str]) -> int:
    """Return where a lever stands in a list of levers, the last place for one by name."""
    found = (at for at, lever in enumerate(order) if f"{path}.".startswith(f"{lever}."))
    return next(found, len(order))


def _row(one: Change, names: Catalogue, known: Known) -> tuple[object, ...]:
    label = input_label(one.keys, names)
    path = ".".join(one.keys[1:])
    words = [_words(value, one, names, known) for value in (one.first, one.other)]
    return path, label, one.first, one.other, *words, f"{label} {' → '.join(words)}"


def _words(value: Plain, one: Change, names: Catalogue, known: Known) -> str:
    """Return a value as people write it, that of the parameter where nothing is given."""
    path = ".".join(one.keys[1:])
    span = lever_range(path)
    unit = one.unit or (span.unit if span else "")
    if value is None:
        behind = _behind(path, *known)
        if behind is None:
            return value_label(None, names)
        usual = _words(behind.value, one, names, known)
        return tell(names.language, "laboratory.of_parameter", value=usual)
    if isinstance(value, float) and unit in IN_PERCENT:
        return f"{100 * value:.10g}%"
    return value_label(value, names, unit)


def _behind(
    path: str, parameters: Mapping[str, Parameter], services: Mapping[str, Service]
) -> Parameter | None:
    """Return the parameter that holds where a lever says nothing."""
    known = {one.path: one.parameter for one in lever_list(services, (), "")}
    return parameters.get(known.get(path, ""))
