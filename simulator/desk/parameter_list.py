"""Every parameter with its evidence, those of single regions beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.desk.prints import told_document, told_print
from simulator.inputs.doubts.doubt import Print
from simulator.inputs.parameters import Parameter
from simulator.inputs.params import Params
from simulator.inputs.used import parameters_read
from simulator.text import say

Row = dict[str, Any]
WHOLE_MODEL = "model"
COLUMNS = (
    "label",
    "part",
    "region",
    "value",
    "low",
    "high",
    "unit",
    "date",
    "grade",
    "place",
    "as_printed",
    "reason",
    "formula",
    "used_by",
    "name",
    "file",
)


def parameter_rows(params: Params, lang: str) -> list[Row]:
    """Return every parameter with `COLUMNS`, in the order of the folders.

    ``part`` is the folder, ``region`` null for the value of all places, ``low`` and ``high`` the
    5th and 95th percentile (null: no range), ``place`` where it is printed, else the title of its
    source, else what it is derived from; ``used_by`` names the services that read it, or
    `WHOLE_MODEL`; nothing where nobody reads it.
    """
    users = users_of(params)
    return [
        _row(params, one, region, users.get(parameter.name, []), lang)
        for parameter in params.parameters.values()
        for region, one in _values(parameter)
    ]


def users_of(params: Params) -> Mapping[str, list[str]]:
    """Return which services read each parameter, `WHOLE_MODEL` where it concerns no single one."""
    users: dict[str, list[str]] = defaultdict(list)
    for name, service in params.services.items():
        for used in service.parameters():
            users[used].append(name)
    read = parameters_read(params.services, params.parameters)
    return users | {name: [WHOLE_MODEL] for name in read - users.keys()}


def _values(parameter: Parameter) -> Iterator[tuple[str | None, Parameter]]:
    yield None, parameter
    yield from parameter.regions.items()


def _row(params: Params, one: Parameter, region: str | None, users: list[str], lang: str) -> Row:
    reason = one.reason or one.note
    return {
        "label": one.label.say(lang),
        "part": one.name.split(".", maxsplit=1)[0],
        "region": region,
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "unit": one.unit,
        "date": one.date,
        "grade": one.grade,
        "place": told_place(params, one, lang),
        "as_printed": one.as_printed,
        "reason": reason.say(lang) if reason else None,
        "formula": one.formula,
        "used_by": users,
        "name": one.name,
        "file": str(one.where),
    }


def told_place(params: Params, one: Parameter, lang: str) -> str:
    """Return where a value is printed or published, or what it is derived from; else nothing."""
    if one.place is not None:
        return told_print(params, Print(one.place.document, "", one.place.line), lang)
    if one.source is not None:
        return told_document(params, one.source, lang)
    joint = "、" if lang == "zh" else ", "
    names = joint.join(told_document(params, name, lang) for name in one.derived_from)
    told = {"names": names, "formula": one.formula}
    return say(lang, "evidence", "source.derived", **told) if names else ""
