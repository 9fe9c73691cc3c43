"""What pydantic finds wrong, told as problems with a code, a line and the name that was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from simulator.errors import Problem
from simulator.inputs.arguments import Kind, Nearest, names, nearest
from simulator.inputs.yaml_nodes import Document, Key

_CODE = re.compile(r"[A-Z]\d{3}")
_LONGEST_FOUND = 40
Model = TypeVar("Model", bound=BaseModel)

NonEmpty = Annotated[str, StringConstraints(strip_whitespace=False, pattern=r"\S")]
"""Text with at least one character that is not a space."""


class Strict(BaseModel):
    """Base of everything read from a file: frozen, no unknown key, no silent conversion."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        validate_default=False,
        hide_input_in_errors=True,
    )


class Bilingual(Strict):
    """A text in both languages."""

    zh: NonEmpty
    en: NonEmpty

    def say(self, language: str) -> str:
        """Return the text in ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes of the mistakes that a model of pydantic can find."""

    unknown_key: str
    missing: str
    wrong_type: str
    not_a_choice: str
    out_of_range: str
    malformed: str


PARAMETER_CODES = Codes("P201", "P202", "P203", "P204", "P205", "P206")
SCENARIO_CODES = Codes("S101", "S102", "S103", "S106", "S107", "S108")

_KINDS = {
    "string": "text",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "dict": "mapping",
    "mapping": "mapping",
    "model": "mapping",
    "list": "list",
    "tuple": "list",
    "finite": "number",
}
_LIMITS = {
    "greater_than": ("gt", ">"),
    "greater_than_equal": ("ge", "≥"),
    "less_than": ("lt", "<"),
    "less_than_equal": ("le", "≤"),
    "too_short": ("min_length", "≥"),
    "too_long": ("max_length", "≤"),
}


def refuse(code: str, **arguments: str) -> PydanticCustomError:
    """Return an error for a validator to raise; `check` tells it under ``code``."""
    return PydanticCustomError(code, "refused", dict(arguments))


def check(
    model: type[Model], document: Document, *keys: Key, codes: Codes = PARAMETER_CODES
) -> tuple[Model | None, list[Problem]]:
    """Return the model of what stands in ``document`` below ``keys``, and all problems.

    The instance is None when there is any problem, or a node that YAML refused is needed.
    """
    try:
        return model.model_validate(document.at(*keys)), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True)
        problems = (_problem(one, model, document, keys, codes) for one in found)
        return None, [problem for problem in problems if problem is not None]


def _problem(
    error: ErrorDetails,
    model: type[BaseModel],
    document: Document,
    keys: tuple[Key, ...],
    codes: Codes,
) -> Problem | None:
    """Return one error of pydantic as a problem, None where YAML itself refused the node."""
    place = tuple(part for part in error["loc"] if not str(part).startswith("("))
    path = (*keys, *place)
    if any(path[:length] in document.refused for length in range(len(path) + 1)):
        return None
    code, arguments = _meaning(error, model, place, codes)
    return Problem(code, document.where(*keys, *place), arguments)


def _meaning(
    error: ErrorDetails, model: type[BaseModel], place: tuple[Key, ...], codes: Codes
) -> tuple[str, Mapping[str, str]]:
    """Return code and arguments of one error."""
    kind, context = error["type"], error.get("ctx", {})
    key = str(place[-1]) if place else ""
    if _CODE.fullmatch(kind):
        return kind, context
    if kind == "extra_forbidden":
        known = known_keys(model, place[:-1])
        return codes.unknown_key, {"entry": key, "nearest": nearest(key, known)}
    if kind == "missing":
        return codes.missing, {"entry": key}
    found = shown(error["input"])
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", str(context["expected"]))
        near = nearest(str(error["input"]), choices)
        return codes.not_a_choice, _choice(key, found, near, choices)
    if kind in _LIMITS:
        limit, sign = _LIMITS[kind]
        bound = f"{sign} {context[limit]}"
        return codes.out_of_range, {"entry": key, "found": found, "limit": bound}
    head, _, tail = kind.rpartition("_")
    if tail in ("type", "parsing", "number") or kind.endswith("_attributes_type"):
        expected = Kind(_KINDS.get(head.split("_")[0], head))
        return codes.wrong_type, {"entry": key, "expected": expected, "found": found}
    return codes.malformed, {"entry": key, "found": found}


def _choice(key: str, found: str, near: Nearest, choices: list[str]) -> dict[str, str]:
    return {"entry": key, "found": found, "nearest": near, "choices": names(choices)}


def shown(value: object) -> str:
    """Return a value of a file as a sentence shows it: short, on one line."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_FOUND else text[: _LONGEST_FOUND - 1] + "…"


def known_keys(model: type[BaseModel], place: tuple[Key, ...]) -> list[str]:
    """Return the keys that ``model`` allows at a place inside it, as they are written."""
    found: list[Any] = [model]
    for key in place:
        found = [below for kind in found for below in _below(kind, key)]
    return [
        field.alias or name
        for kind in found
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for name, field in kind.model_fields.items()
    ]


def _below(annotation: Any, key: Key) -> Iterator[Any]:  # noqa: ANN401  (a type form)
    """Yield the types that may stand below ``key`` in a value of the annotated type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if key in (name, field.alias):
                yield from _members(field.annotation)
        return
    arguments = get_args(annotation)
    if arguments:  # mapping: the type of the values; sequence: the type of the items
        yield from _members(arguments[-1] if arguments[-1] is not Ellipsis else arguments[0])


def _members(annotation: Any) -> Iterator[Any]:  # noqa: ANN401  (a type form)
    """Yield the types of a union, through ``Annotated``."""
    if get_origin(annotation) is Annotated:
        yield from _members(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            yield from _members(member)
    else:
        yield annotation
