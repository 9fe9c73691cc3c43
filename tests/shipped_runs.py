"""Scenarios on the shipped parameters, lived once a session: tables of draw 0 as frames."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd
import yaml

from simulator.desk.cases import load_case
from simulator.engine.clock import Books
from simulator.inputs.case import Case
from simulator.model import Experiment, begin, lived

LABEL = {"zh": "试算", "en": "Trial"}


def content(change: Mapping[str, object]) -> dict[str, object]:
    """Return a scenario file that changes ``change`` (levers, overrides, horizon) of baseline."""
    return {"label": LABEL, "question": LABEL, "extends": "baseline", **change}


def case_of(change: Mapping[str, object] | None = None, *, until: int | None = None) -> Case:
    """Return the case of baseline with a change."""
    return load_case(content(change or {}), until=until)


def tables_of(
    change: Mapping[str, object] | str | None = None, until: int = 2030
) -> dict[str, pd.DataFrame]:
    """Return the central tables of a shipped scenario by name, or of baseline with a change."""
    return _tables(yaml.safe_dump(change or {}), until)


@cache
def _tables(change: str, until: int) -> dict[str, pd.DataFrame]:
    asked = yaml.safe_load(change)
    source = asked if isinstance(asked, str) else content(asked)
    made, keys = begin(Experiment(load_case(source, until=until)))
    values = made.central[0]
    found = {name: frame.assign(**values[name]) for name, frame in keys.items()}
    return {**found, "events": pd.DataFrame(dict(made.central.events))}


@cache
def baseline_books() -> tuple[Case, Books]:
    """Return the shipped baseline and its books."""
    case = load_case("baseline")
    return case, lived(Experiment(case), 0)[1].books
