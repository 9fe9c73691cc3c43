"""Lists of ``params/`` as a whole: what is assumed, what was read, what nothing measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simulator.desk.cases import readings_of
from simulator.desk.parameter_list import users_of
from simulator.errors import InputError
from simulator.inputs.params import Params, load_params
from simulator.inputs.plan_texts.catalogue import load_catalogue
from simulator.inputs.plan_texts.coverage import coverage
from simulator.inputs.plan_texts.numerals import load_numerals
from simulator.inputs.plan_texts.readings import Reading
from simulator.inputs.plan_texts.statement_file import Printed, Quantity

Row = dict[str, Any]
ASSUMED = ("name", "label", "value", "low", "high", "unit", "reason", "used_by", "file", "effect")


def params_assumed(params: Path | str | None = None, lang: str = "zh") -> list[Row]:
    """Return every assumed value with `ASSUMED`; ``effect`` is null until it is measured.

    ``used_by`` names the services that read it, ``model`` where it concerns no single one; what
    nothing reads yet comes last.
    Cells of plans whose figure is assumed, and tolerances of 左右, stand beside parameters.
    """
    known = load_params(params)
    users = users_of(known)
    rows: list[Row] = []
    for parameter in known.parameters.values():
        for one in (parameter, *parameter.regions.values()):
            if one.grade == "assumed" and one.reason is not None:
                rows.append(
                    {
                        "name": one.name,
                        "label": one.label.say(lang),
                        "value": one.value,
                        "low": one.low,
                        "high": one.high,
                        "unit": one.unit,
                        "reason": one.reason.say(lang),
                        "used_by": users.get(parameter.name, []),
                        "file": str(one.where),
                        "effect": None,
                    }
                )
    rows.sort(key=lambda row: not row["used_by"])
    return [*rows, *_assumed_cells(known, lang)]


def _assumed_cells(params: Params, lang: str) -> Iterator[Row]:
    for plan in params.plans.values():
        for row in plan.rows:
            for side, cell in (("base", row.base), ("target", row.target)):
                name = f"plans.{plan.id}.{row.id}.{side}"
                common: Row = {
                    "label": row.label,
                    "unit": cell.unit,
                    "used_by": ["plans"],
                    "effect": None,
                }
                common["file"] = f"{row.file}:{row.line}"
                if cell.tolerance is not None and cell.tolerance_reason is not None:
                    yield {
                        **common,
                        "name": f"{name}.tolerance",
                        "value": cell.tolerance,
                        "low": None,
                        "high": None,
                        "reason": cell.tolerance_reason.say(lang),
                    }
                if cell.grade == "assumed" and cell.reason is not None:
                    yield {
                        **common,
                        "name": name,
                        "value": cell.value,
                        "low": cell.low,
                        "high": cell.high,
                        "reason": cell.reason.say(lang),
                    }


def params_coverage(params: Path | str | None = None, lang: str = "zh") -> list[Row]:
    """Return what was read in each document: a row per document and domain."""
    known = load_params(params)
    readings = _readings(params)
    ledgers, problems = load_numerals(known.tree)
    if problems:
        raise InputError(problems)
    return [
        {
            **one._asdict(),
            "why": "；".join(reason.say(lang) for reason in one.why) or None,
        }
        for one in coverage(known, readings, ledgers)
    ]


def params_catalogue(params: Path | str | None = None, lang: str = "zh") -> list[Row]:
    """Return the basic services of the catalogues with the indicators that measure them."""
    known = load_params(params)
    services, problems = load_catalogue(known.tree, known.sources, known.indicators)
    if problems:
        raise InputError(problems)
    return [
        {
            "number": one.number,
            "label": one.label.say(lang),
            "domain": one.domain.say(lang),
            "document": one.document,
            "line": one.line,
            "indicators": list(one.indicators),
            "measured": bool(one.indicators),
        }
        for one in services
    ]


def params_statements(params: Path | str | None = None, lang: str = "zh") -> list[Row]:
    """Return every figure and commitment of the plans' texts, in the order of the texts."""
    return [
        {
            "document": reading.document,
            "line": one.line,
            "id": one.id,
            "region": one.region or reading.region,
            "domain": one.domain,
            "kind": one.kind,
            "label": one.what.say(lang),
            "value": one.value,
            "low": one.low,
            "high": one.high,
            "comparator": one.comparator,
            "unit": one.unit,
            **_years(one),
            "scope": one.scope,
            "indicator": one.indicator,
            "treatment": one.treatment,
            "used_by": " ".join(one.used_by),
            "as_printed": one.as_printed,
        }
        for reading in _readings(params).values()
        for one in reading.statements
    ]


def params_projects(params: Path | str | None = None, lang: str = "zh") -> list[Row]:
    """Return every named project of the plans, in the order of the texts."""
    return [
        {
            "document": reading.document,
            "line": one.line,
            "id": one.id,
            "region": reading.region,
            "domain": one.domain,
            "service": one.service,
            "kind": one.kind,
            "label": one.what.say(lang),
            "where": one.where.say(lang) if one.where else None,
            **_counted("count", one.count),
            **_counted("size", one.size),
            **_counted("amount", one.amount),
            **_years(one),
            "treatment": one.treatment,
            "as_printed": one.as_printed,
        }
        for reading in _readings(params).values()
        for one in reading.projects
    ]


def _readings(params: Path | str | None) -> Mapping[str, Reading]:
    return readings_of(str(params) if params is not None else None)


def _years(one: Printed) -> Row:
    first, last = one.years if isinstance(one.years, list) else (one.years, one.years)
    return {"first_year": first, "last_year": last}


def _counted(name: str, quantity: Quantity | None) -> Row:
    """Return a quantity as flat columns; a range has its lower end as value."""
    if quantity is None:
        return dict.fromkeys((name, f"{name}_high", f"{name}_unit", f"{name}_comparator"))
    value = quantity.value if quantity.value is not None else quantity.low
    return {
        name: value,
        f"{name}_high": quantity.high,
        f"{name}_unit": quantity.unit,
        f"{name}_comparator": quantity.comparator,
    }
