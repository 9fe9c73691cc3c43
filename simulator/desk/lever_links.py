"""Moved levers as a text that stands in an address, and back."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, NoReturn

from simulator.desk.laboratory import Laboratory
from simulator.errors import InputError, Problem
from simulator.inputs.scenario import integer_years
from simulator.inputs.yaml_nodes import Plain
from simulator.results.manifest import canonical_json

LONGEST = 8_000
"""Characters of a link that every browser and server passes on."""


def changes_to_link(changes: Mapping[str, Plain]) -> str:
    """Return changes of levers as letters, digits, ``-`` and ``_``; the same give the same.

    Raises
    ------
    InputError
        C232 for more than a link can hold.

    >>> changes_to_link({"fungible": 0.2})
    'eyJmdW5naWJsZSI6MC4yfQ'
    """
    text = urlsafe_b64encode(canonical_json(_text_keys(changes)).encode()).decode().rstrip("=")
    if len(text) > LONGEST:
        _refuse()
    return text


def changes_from_link(text: str, laboratory: Laboratory) -> Mapping[str, Plain]:
    """Return the changes of a link, which the laboratory can try.

    Raises
    ------
    InputError
        C232 for a text that is no link; for levers what `Laboratory.tried` says of them.
    """
    try:
        if len(text) > LONGEST:
            _refuse()
        padded = text + "=" * (-len(text) % 4)
        found = json.loads(urlsafe_b64decode(padded.encode("ascii")), parse_constant=_refuse)
        json.dumps(found, ensure_ascii=False).encode()  # half a letter can be told to nobody
        changes = integer_years(found)
    except (ValueError, RecursionError):
        _refuse()
    if not isinstance(changes, dict):
        _refuse()
    return laboratory.checked(changes)


def _text_keys(value: Any) -> Any:  # noqa: ANN401  (plain data)
    """Return plain data with the years of series as text: JSON knows no other keys."""
    if isinstance(value, Mapping):
        return {str(key): _text_keys(one) for key, one in value.items()}
    return [_text_keys(one) for one in value] if isinstance(value, list | tuple) else value


def _refuse(_: str = "") -> NoReturn:
    raise InputError(Problem("C232"))
