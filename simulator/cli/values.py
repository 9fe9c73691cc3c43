"""The kinds of values on the command line; each refuses with a problem of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click


class BadValue(click.BadParameter):
    """A value that its option does not take.

    Parameters
    ----------
    code
        Code of the problem.
    args
        What the problem's texts need; ``near`` is the nearest known value or empty.
    """

    def __init__(self, code: str, param: click.Parameter | None, **details: str) -> None:
        super().__init__(code, param=param)
        self.code = code
        self.details = details


class WholeNumber(click.ParamType[int]):
    """A whole number from ``lowest`` to ``highest``, both included."""

    name = "N"

    def __init__(self, lowest: int, highest: int) -> None:
        self.lowest = lowest
        self.highest = highest

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number; plain digits only."""
        text = str(value).strip()
        is_number = text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()
        if not is_number or not self.lowest <= int(text) <= self.highest:
            bounds = {"lowest": str(self.lowest), "highest": str(self.highest)}
            raise BadValue("C105", param, given=text, **bounds)
        return int(text)


class DecimalNumber(click.ParamType[float]):
    """A decimal number from ``lowest`` to ``highest``, both included."""

    name = "X"

    def __init__(self, lowest: float, highest: float) -> None:
        self.lowest = lowest
        self.highest = highest

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; nan and inf lie between nothing."""
        try:
            number = float(str(value))
        except ValueError:
            number = math.nan
        if not self.lowest <= number <= self.highest:
            bounds = {"lowest": f"{self.lowest:g}", "highest": f"{self.highest:g}"}
            raise BadValue("C151", param, given=str(value), **bounds)
        return number


class Choice(click.ParamType[str]):
    """One of a few words."""

    def __init__(self, known: Sequence[str]) -> None:
        self.known = tuple(known)
        self.name = "|".join(known)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the word."""
        text = str(value)
        if text not in self.known:
            near = next(iter(get_close_matches(text, self.known, n=1)), "")
            raise BadValue("C106", param, given=text, near=near, known=", ".join(self.known))
        return text


class Names(click.ParamType[tuple[str, ...]]):
    """Ids separated by commas, such as ``zhengzhou,kaifeng``."""

    name = "A,B"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the ids in the order written."""
        if isinstance(value, tuple):
            return value
        parts = str(value).replace("，", ",").split(",")
        return tuple(part.strip() for part in parts if part.strip())


class FileName(click.ParamType[Path]):
    """A path; when ``suffixes`` are given it ends with one of them."""

    name = "PATH"

    def __init__(self, suffixes: Sequence[str] = ()) -> None:
        self.suffixes = tuple(suffixes)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Return the path as written."""
        path = Path(str(value))
        named = [one for one in self.suffixes if path.name.lower()[1:].endswith(one)]
        if self.suffixes and not named:
            raise BadValue("C108", param, given=path.suffix, known=", ".join(self.suffixes))
        return path


class Day(click.ParamType[str]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the day as written."""
        text = str(value)
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise BadValue("C194", param, given=text) from None


class Word(click.ParamType[str]):
    """Any text, shown in the help under a name of its own."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the text as written."""
        return str(value)
