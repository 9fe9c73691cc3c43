"""The project reserve as text: the YAML that a run reads, and the rows of the list to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from simulator.inputs.plan_texts.readings import Reading
from simulator.inputs.plan_texts.statement_file import NamedProject
from simulator.inputs.project_list.columns import COLUMNS, GROUP
from simulator.inputs.project_list.reading import YUAN_PER_COST
from simulator.inputs.reserve import Reserve, ReserveProject
from simulator.inputs.services import Service
from simulator.text import say

BUILT = ("construction", "expansion")
"""Kinds of projects of the texts that add capacity."""
Row = dict[str, str | int | float | None]


def reserve_text(projects: Sequence[ReserveProject], source: str) -> str:
    """Return the YAML of a list; ``source`` says who compiled it and when."""
    lines = [
        "---",
        "# 由 equalise projects import 写成 · Written by equalise projects import",
        f"source: {{zh: {_quoted(source)}, en: {_quoted(source)}}}",
        "projects:",
    ]
    return "\n".join([*lines, *(line for one in projects for line in _entry(one))]) + "\n"


def _entry(one: ReserveProject) -> Iterator[str]:
    yield f"  - id: {_quoted(one.id)}"
    yield f"    name: {{zh: {_quoted(one.name.zh)}, en: {_quoted(one.name.en)}}}"
    for key in ("region", "service", "units", "status", "date", "months", "cost_yuan", "priority"):
        value = getattr(one, key)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if value is not None:
            yield f"    {key}: {_quoted(value) if key == 'date' else value}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def list_rows(
    reserve: Reserve, readings: Mapping[str, Reading], services: Mapping[str, Service], lang: str
) -> list[Row]:
    """Return one row per project with `COLUMNS`, ids for cities, services and statuses.

    First the reserve in force, then the projects of the plan texts that add to a service built
    in lots and are not in the reserve: without size, status and date, which no text prints. A
    project of the province's plan has no city.
    """
    rows: list[Row] = [
        {
            **dict.fromkeys(COLUMNS),
            **one.model_dump(include={"id", "region", "service", "units", "status", "date"}),
            "name": one.name.zh,
            "name_en": one.name.en,
            "months": one.months,
            "cost": None if one.cost_yuan is None else one.cost_yuan / YUAN_PER_COST,
            "priority": one.priority,
            "note": None,
        }
        for one in reserve.projects.values()
    ]
    built = [name for name, one in services.items() if one.lot is not None]
    for document, reading in readings.items():
        for one in reading.projects:
            if one.kind in BUILT and one.service in built and one.id not in reserve.projects:
                region = reading.region
                rows.append(_printed(one, document, region, lang))
    return rows


def _printed(one: NamedProject, document: str, region: str, lang: str) -> Row:
    """Return a project of a plan text, with its place and wording as the note."""
    years = one.years if isinstance(one.years, list) else [one.years] if one.years else []
    about = {
        "document": document,
        "line": one.line,
        "years": "—".join(map(str, years)),
        "text": one.as_printed,
    }
    return {
        **dict.fromkeys(COLUMNS),
        "id": one.id,
        "name": one.what.zh,
        "name_en": one.what.en,
        "region": region,
        "service": one.service,
        "note": say(lang, GROUP, "sheet.printed", **about),
    }
