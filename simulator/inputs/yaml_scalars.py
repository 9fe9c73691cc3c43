"""Plain YAML scalars by the YAML 1.2 core schema: ``no`` is text, ``2e9`` is a number."""

from __future__ import annotations

import re

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEAN = {word: word.lower() == "true" for word in ("true", "True", "TRUE")} | dict.fromkeys(
    ("false", "False", "FALSE"), False
)
_NUMBER_STARTS = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LONGEST_INTEGER = 30

Scalar = str | int | float | bool | None


def scalar(text: str) -> Scalar:
    """Return the value of a plain scalar; numbers that are not finite become inf or nan.

    >>> [scalar(word) for word in ("no", "0o17", "010", "2e9", "~", "2020-01-01")]
    ['no', 15, 10, 2000000000.0, None, '2020-01-01']
    """
    if not text or text[0] not in _NUMBER_STARTS:
        if text in _NULL:
            return None
        return _BOOLEAN.get(text, text)
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= _LONGEST_INTEGER else float("inf")
    if _FLOAT.fullmatch(text):
        return float(text)
    if _OTHER_BASE.fullmatch(text):
        return int(text, 0) if len(text) <= _LONGEST_INTEGER else float("inf")
    if _NOT_FINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return text
