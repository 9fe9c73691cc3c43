"""The lists of ``params/`` as tables a reader sees: words for ids, a heading for each column."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pandas as pd

from simulator.desk.cases import params_of
from simulator.desk.doubts import registered, verdict_changes
from simulator.desk.inventory import params_assumed, params_catalogue, params_coverage
from simulator.desk.parameter_list import WHOLE_MODEL, parameter_rows
from simulator.desk.pictures import catalogue
from simulator.desk.prints import told_document
from simulator.desk.sensitivity import CHECK, sensitivity
from simulator.inputs.doubts.register import register
from simulator.progress import Progress
from simulator.text import say

EVIDENCE_TABLES = ("parameters", "doubts", "assumed", "coverage", "services")
MEASURABLE = ("doubts", "assumed")
"""What has a column that only running the baseline fills."""
BASELINE = "baseline"
JOINTS = {"zh": "、", "en": ", "}
HEADS: Mapping[str, tuple[str, ...]] = {
    "parameters": (
        *("label", "part", "region", "value", "low", "high", "unit", "date", "grade"),
        *("place", "as_printed", "reason", "formula", "used_by", "name", "file"),
    ),
    "doubts": (
        *("severity", "changes_verdict", "region", "indicator", "kind", "text"),
        *("printed_1", "place_1", "printed_2", "place_2", "model_does", "otherwise"),
        *("found_by", "id"),
    ),
    "assumed": ("label", "value", "low", "high", "unit", "used_by", "effect", "reason", "name"),
    "coverage": (
        *("document", "domain", "found", "modelled", "commitment", "left_out", "status", "why"),
    ),
    "services": ("number", "domain", "label", "measured", "indicators", "place"),
}
NUMBERS = (
    *("value", "low", "high", "date", "effect", "number"),
    *("found", "modelled", "commitment", "left_out"),
)
_MEASURED: dict[str, Mapping[str, Any]] = {}
"""What this process has measured, by table: the shipped parameters do not change under it."""


def evidence_table(name: str, lang: str = "zh", *, words: str = "") -> pd.DataFrame:
    """Return one list of the shipped ``params/`` in words.

    Parameters
    ----------
    name
        One of `EVIDENCE_TABLES`: every parameter; doubts; what is assumed; what was read of each
        document; basic services with the indicators that measure them.
    lang
        Language of the words.
    words
        Only rows in which each of these, parted by spaces, stands somewhere.

    Returns
    -------
    DataFrame
        Columns of `HEADS`; numbers are numbers, absent ones NaN, absent texts empty.
        ``attrs["heads"]`` has their headings. Columns that only runs fill are empty until
        `measure_evidence` was called in this process; then the weightiest stand first.
    """
    table = _weighed(name, lang)
    for one in words.casefold().split():
        table = table[_told(table).str.contains(one, regex=False)]
    table = table.reset_index(drop=True)
    heads = {one: say(lang, "evidence", f"head.{one}") for one in HEADS[name]}
    table.attrs = {"heads": heads}
    return table


def _told(table: pd.DataFrame) -> pd.Series:
    """Return everything that stands in each row, in small letters."""
    rows = table.itertuples(index=False)
    texts = [" ".join(map(str, row)).casefold() for row in rows]
    return pd.Series(texts, index=table.index, dtype=str)


def _weighed(name: str, lang: str) -> pd.DataFrame:
    """Return a table with what was measured of it, the weightiest first."""
    table, measured = _table(name, lang).copy(), _MEASURED.get(name)
    if measured is None:
        return table
    if name == "doubts":
        turns = [bool(measured[one]) for one in table["id"]]
        table["changes_verdict"] = [say(lang, "evidence", "yes" if t else "no") for t in turns]
        weight = pd.Series(turns, dtype=float)
    else:
        table["effect"] = [float(measured.get(one, math.nan)) for one in table["name"]]
        weight = table["effect"].fillna(-1.0)
    return table.loc[(-weight).sort_values(kind="stable").index]


def is_measured(name: str) -> bool:
    """Return whether this process has measured what only runs tell of a table."""
    return name in _MEASURED


def measure_evidence(name: str, progress: Progress | None = None) -> None:
    """Run the baseline for what only runs tell of a table: one of `MEASURABLE`.

    Doubts take seconds, assumptions minutes. Raises what stops a run.
    """
    if name == "doubts":
        _MEASURED[name] = verdict_changes(register(params_of(None)), None, progress)
        return
    table = sensitivity(BASELINE, method=CHECK, on_progress=progress)
    _MEASURED[name] = dict(zip(table["input"], table["effect"].astype(float), strict=True))


@cache
def _table(name: str, lang: str) -> pd.DataFrame:
    rows = ROWS[name](lang)
    table = pd.DataFrame(rows, columns=list(HEADS[name]))
    for column in table.columns:
        if column in NUMBERS:
            table[column] = pd.to_numeric(table[column])
        else:
            table[column] = table[column].fillna("").astype(str)
    return table


def _parameters(lang: str) -> list[dict[str, Any]]:
    params, names = params_of(None), catalogue(lang)
    return [
        {
            **row,
            "part": say(lang, "evidence", f"part.{row['part']}"),
            "region": _name(lang, "region", row["region"]),
            "unit": names.name("unit", row["unit"]),
            "grade": names.name("grade", row["grade"]),
            "used_by": _users(lang, row["used_by"]),
        }
        for row in parameter_rows(params, lang)
    ]


def _doubts(lang: str) -> list[dict[str, Any]]:
    params = params_of(None)
    return [
        {
            **row,
            **{
                key: say(lang, "doubts", f"{key}.{row[key]}")
                for key in ("kind", "severity", "found_by")
            },
            "region": _name(lang, "region", row["region"]),
            "indicator": _name(lang, "indicator", row["indicator"]),
        }
        for row in registered(params, register(params), lang)
    ]


def _assumed(lang: str) -> list[dict[str, Any]]:
    names = catalogue(lang)
    return [
        {
            **row,
            "unit": names.name("unit", row["unit"]) if row["unit"] else "",
            "used_by": _users(lang, row["used_by"]),
        }
        for row in params_assumed(lang=lang)
    ]


def _coverage(lang: str) -> list[dict[str, Any]]:
    params = params_of(None)
    return [
        {
            **row,
            "document": told_document(params, row["document"], lang),
            "domain": say(lang, "evidence", f"domain.{row['domain']}"),
            "status": say(lang, "evidence", f"status.{row['status']}"),
        }
        for row in params_coverage(lang=lang)
    ]


def _services(lang: str) -> list[dict[str, Any]]:
    params, names = params_of(None), catalogue(lang)
    return [
        {
            **row,
            "measured": say(lang, "evidence", "yes" if row["measured"] else "no"),
            "indicators": JOINTS[lang].join(
                names.name("indicator", one) for one in row["indicators"]
            ),
            "place": say(
                lang,
                "doubts",
                "place.line",
                title=told_document(params, row["document"], lang),
                line=row["line"],
            ),
        }
        for row in params_catalogue(lang=lang)
    ]


ROWS: Mapping[str, Callable[[str], list[dict[str, Any]]]] = {
    "parameters": _parameters,
    "doubts": _doubts,
    "assumed": _assumed,
    "coverage": _coverage,
    "services": _services,
}


def _name(lang: str, kind: str, identifier: str | None) -> str:
    return catalogue(lang).name(kind, identifier) if identifier else ""


def _users(lang: str, users: list[str]) -> str:
    """Return who reads a value: services, the whole model, the tables of the plans."""
    words = {
        WHOLE_MODEL: say(lang, "evidence", "whole_model"),
        "plans": say(lang, "evidence", "plan_tables"),
    }
    return JOINTS[lang].join(words.get(one) or _name(lang, "service", one) for one in users)
