"""YAML read strictly: plain values by the YAML 1.2 core schema and the line of every node.

Anchors, aliases, merge keys, tags, duplicate keys, a second document, more than 20 levels
and numbers that are not finite are problems; all of a file are collected, then reading stops.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

import yaml

from simulator.errors import InputError, Problem, Where
from simulator.inputs.document import Document, Key, Keys, Plain, dotted
from simulator.inputs.file_text import read_text
from simulator.inputs.yaml_scalars import Scalar, scalar
from simulator.text.shown import UNSEEN

__all__ = ["Document", "Key", "Plain", "dotted", "parse", "read", "try_read"]

DEEPEST = 20
"""Levels of nesting above which a file is refused."""

_NO_KEY = "\0"
"""Stands for a key that is refused: no text of a YAML file can hold this character."""

_WIDE_COLON = re.compile(r"^[ \t-]*[\w.-]+：", re.MULTILINE)
_TAB = re.compile(r"^ *\t", re.MULTILINE)


def read(path: Path | str, shown: str = "") -> Document:
    """Return the document in a file.

    Raises
    ------
    InputError
        With all problems of the file.
    """
    document, problems = try_read(path, shown)
    if document is None or problems:
        raise InputError(problems)
    return document


def try_read(path: Path | str, shown: str = "") -> tuple[Document | None, list[Problem]]:
    """Return the document in a file and its problems; ``shown`` is the name to print.

    The document is None when the file cannot be understood at all.
    """
    shown = shown or Path(path).as_posix()
    text, problems = read_text(Path(path), shown)
    if text is None:
        return None, problems
    document, more = parse(text, shown)
    told = {one.where.line for one in problems}  # what is unseen is found again in the values
    return document, problems + [one for one in more if one.where.line not in told]


def parse(text: str, shown: str = "") -> tuple[Document | None, list[Problem]]:
    """Return the document in a text whose top level is a mapping, and its problems."""
    builder = _Builder(shown)
    loader = yaml.CSafeLoader(text)
    try:
        while (event := loader.get_event()) is not None and builder.take(event):
            pass
    except yaml.YAMLError as error:
        return None, [*builder.problems, _syntax_problem(error, text, shown)]
    finally:
        loader.dispose()
    problems = sorted(builder.problems, key=lambda problem: problem.where.line)
    if builder.stopped:
        return None, problems
    if not isinstance(builder.data, dict):
        return None, [*problems, _not_a_mapping(builder.data, text, shown)]
    document = Document(builder.data, shown, builder.lines, frozenset(builder.refused))
    return document, problems


def _not_a_mapping(data: Plain, text: str, shown: str) -> Problem:
    """Return why a file has no keys: empty but for comments, a wide colon, or a list."""
    wide = _WIDE_COLON.search(text)
    if data is None:
        return Problem("P102", Where(shown))
    if wide:
        return Problem("P120", Where(shown, _line_of(text, wide.start())))
    return Problem("P117", Where(shown, 1))


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _syntax_problem(error: yaml.YAMLError, text: str, shown: str) -> Problem:
    """Return a syntax error, told as a tab or a wide colon where that is the likely cause."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else _line_of(text, getattr(error, "position", 0))
    before = "\n".join(text.splitlines()[:line])
    for code, pattern in (("P107", _TAB), ("P120", _WIDE_COLON)):
        found = list(pattern.finditer(before))
        if found:
            return Problem(code, Where(shown, _line_of(before, found[-1].end() - 1)))
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return Problem("P106", Where(shown, line), {"reason": str(reason)})


@dataclass(slots=True)
class _Frame:
    """One open list or mapping while events come in."""

    keys: Keys
    items: dict[Key, Plain] | list[Plain]
    key: Key | None = None
    seen: set[str] = field(default_factory=set)


class _Builder:
    """Plain data, lines and problems, built event by event (no recursion, so any depth)."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.data: Plain = None
        self.lines: dict[Keys, int] = {}
        self.refused: set[Keys] = set()
        self.problems: list[Problem] = []
        self.stopped = False
        self._documents = 0
        self._stack: list[_Frame] = []

    def take(self, event: yaml.Event) -> bool:
        """Take one event; return False when the rest of the file is not worth reading."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._refuse("P110", event, given=str(event.anchor))
            self._put(None, event, refused=True)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse("P108", event)
                return False
        return not self.stopped

    def _refuse(self, code: str, event: yaml.Event, **args: str) -> None:
        key = dotted(self._stack[-1].keys) if self._stack else ""
        where = Where(self.shown, _line(event), key)
        self.problems.append(Problem(code, where, args))

    def _check_node(self, event: yaml.NodeEvent, tag: str | None) -> None:
        if event.anchor is not None:
            self._refuse("P109", event, given=event.anchor)
        if tag is not None:
            self._refuse("P112", event, tag=tag)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._check_node(event, event.tag)
        if len(self._stack) >= DEEPEST:
            self._refuse("P114", event, deepest=str(DEEPEST))
            self.stopped = True
            return
        if self._awaits_key():
            self._refuse("P116", event, found="[…]")
            self._stack[-1].key = _NO_KEY
            self._stack.append(_Frame((_NO_KEY,), []))  # read on, aside: it has no place
            return
        items: dict[Key, Plain] | list[Plain]
        items = {} if isinstance(event, yaml.MappingStartEvent) else []
        keys = self._put(items, event, refused=event.tag is not None)
        self._stack.append(_Frame(keys, items))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_node(event, event.tag)
        plain = event.style in (None, "")
        value = scalar(event.value) if plain else event.value
        infinite = isinstance(value, float) and not isfinite(value)
        if infinite:
            self._refuse("P115", event, found=event.value[:20])
        if isinstance(value, str) and (unseen := UNSEEN.search(value)):
            self._refuse("P119", event, character=f"U+{ord(unseen.group()):04X}")
        if self._awaits_key():
            self._key(value, event, plain=plain)
        else:
            self._put(value, event, refused=infinite)

    def _awaits_key(self) -> bool:
        frame = self._stack[-1] if self._stack else None
        return frame is not None and frame.key is None and isinstance(frame.items, dict)

    def _key(self, value: Scalar, event: yaml.ScalarEvent, *, plain: bool) -> None:
        """Make a scalar the key of the next value; the value of a refused key has no place."""
        frame = self._stack[-1]
        frame.key = _NO_KEY
        if plain and value == "<<":
            self._refuse("P111", event)
        elif isinstance(value, bool) or not isinstance(value, str | int):
            self._refuse("P116", event, found=event.value[:20])
        else:
            if str(value) in frame.seen:
                self._refuse("P113", event, entry=str(value))
            frame.seen.add(str(value))
            frame.key = value
            self.lines[(*frame.keys, value)] = _line(event)

    def _put(self, value: Plain, event: yaml.Event, *, refused: bool = False) -> Keys:
        """Put a value into the open container, unless it is refused; return its keys."""
        frame = self._stack[-1] if self._stack else None
        if frame is None:
            keys: Keys = ()
            self.data = value
        elif isinstance(frame.items, dict):
            key = _NO_KEY if frame.key is None else frame.key
            keys = (*frame.keys, key)
            frame.key = None
            if not refused and key is not _NO_KEY:
                frame.items[key] = value
        else:
            keys = (*frame.keys, len(frame.items))
            frame.items.append(None if refused else value)
        self.lines.setdefault(keys, _line(event))
        if refused:
            self.refused.add(keys)
        return keys
