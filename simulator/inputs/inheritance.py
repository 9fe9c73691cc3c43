"""A scenario and its parents, found by name, and their values laid over each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from simulator.errors import Problem, Where, place
from simulator.inputs.arguments import names, nearest
from simulator.inputs.document import leaves
from simulator.inputs.scenario_file import ScenarioFile, check_file
from simulator.inputs.shipped import shown_path
from simulator.inputs.yaml_nodes import Document, Key, Plain, dotted, try_read

Source: TypeAlias = "str | Path | Mapping[str, Plain]"
"""A scenario as a name, a path or plain data."""

_ID = re.compile(r"\w[\w-]{0,63}")
_INHERITED = ("horizon", "plans", "params", "levers", "experiment")


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of the chain; ``file`` is None when it has problems."""

    id: str
    document: Document
    file: ScenarioFile | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that is inherited as a whole, and where it stands."""

    document: Document
    keys: tuple[Key, ...]

    @property
    def value(self) -> Plain:
        """Return the plain value."""
        return self.document.at(*self.keys)

    def origins(self, under: str) -> Iterator[tuple[str, Where]]:
        """Yield the place of the value and of every value inside it, by dotted path."""
        yield under, self.document.where(*self.keys)
        for inner, _ in leaves(self.value):
            for length in range(1, len(inner) + 1):
                keys = inner[:length]
                yield f"{under}.{dotted(keys)}", self.document.where(*self.keys, *keys)


def known_scenarios(folders: Sequence[Path]) -> dict[str, Path]:
    """Return the files of all scenarios by id; earlier folders win."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
            found.setdefault(path.stem, path)
    return found


def find_scenario(source: str | Path, folders: Sequence[Path]) -> tuple[Path | None, list[Problem]]:
    """Return the file of a scenario given by path or by name; S116 when there is none."""
    path = Path(source)
    if isinstance(source, Path) or path.suffix or len(path.parts) != 1:
        return path, []
    known = known_scenarios(folders)
    if str(source) in known:
        return known[str(source)], []
    args = {"given": str(source), "nearest": nearest(str(source), known), "known": names(known)}
    return None, [Problem("S116", Where(), args)]


def read_chain(
    source: Source, folders: Sequence[Path], name: str = "scenario"
) -> tuple[list[Layer], list[Problem]]:
    """Return the files from the scenario to its root, and all problems in them.

    A parent is looked for beside its child, then in ``folders``.
    """
    problems: list[Problem] = []
    path: Path | None = None
    layer: Layer | None
    if isinstance(source, Mapping):
        plain: Plain = dict(source.items())
        layer = _layer(name, Document(plain), problems)
    else:
        path, missing = find_scenario(source, folders)
        problems += missing
        layer = _read(path, folders, problems)
    chain: list[Layer] = []
    visited: list[Path] = []
    while layer is not None:
        chain.append(layer)
        path = _parent(layer, path, folders, visited, problems)
        layer = _read(path, folders, problems)
    return chain, problems


def _read(path: Path | None, folders: Sequence[Path], problems: list[Problem]) -> Layer | None:
    """Return the layer in a file; its problems are added to the list."""
    if path is None:
        return None
    shown = shown_path(path, folders)
    document, bad = try_read(path, shown)
    problems += bad
    if not _ID.fullmatch(path.stem):
        problems.append(Problem("S115", place(shown), {"given": path.stem}))
    return None if document is None else _layer(path.stem, document, problems)


def _layer(name: str, document: Document, problems: list[Problem]) -> Layer:
    file, bad = check_file(document)
    problems += bad
    return Layer(name, document, file)


def _parent(
    layer: Layer,
    path: Path | None,
    folders: Sequence[Path],
    visited: list[Path],
    problems: list[Problem],
) -> Path | None:
    """Return the parent's file; S113 when it is missing, S114 when it is its own ancestor."""
    if path is not None:
        visited.append(path.resolve())
    parent = layer.document.at("extends")
    if not isinstance(parent, str):
        return None
    known = known_scenarios((path.parent, *folders) if path is not None else folders)
    where = layer.document.where("extends")
    if parent not in known:
        args = {"parent": parent, "nearest": nearest(parent, known), "known": names(known)}
        problems.append(Problem("S113", where, args))
        return None
    if known[parent].resolve() in visited:
        problems.append(Problem("S114", where, {"parent": parent}))
        return None
    return known[parent]


def merge(chain: Sequence[Layer]) -> dict[tuple[Key, ...], Leaf]:
    """Return every inherited value by its keys; the scenario comes first in ``chain``.

    Mappings are inherited key by key; a list or a series of years as a whole.
    """
    merged: dict[tuple[Key, ...], Leaf] = {}
    for layer in reversed(chain):
        given = layer.document.data
        groups = [group for group in _INHERITED if isinstance(given, dict) and group in given]
        for group in groups:
            for leaf in _leaves(layer.document, (group,)):
                for keys in [keys for keys in merged if _overlap(keys, leaf.keys)]:
                    del merged[keys]
                merged[leaf.keys] = leaf
    return merged


def _overlap(one: tuple[Key, ...], other: tuple[Key, ...]) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _leaves(document: Document, keys: tuple[Key, ...]) -> Iterator[Leaf]:
    """Yield the values of one file that are inherited as a whole."""
    value = document.at(*keys)
    if isinstance(value, dict) and "at" not in value:
        for key in value:
            yield from _leaves(document, (*keys, key))
    else:
        yield Leaf(document, keys)


def nested(merged: Mapping[tuple[Key, ...], Leaf]) -> dict[Key, Plain]:
    """Return merged values as nested plain data."""
    data: dict[Key, Plain] = {}
    for keys, leaf in merged.items():
        level = data
        for key in keys[:-1]:
            below = level.setdefault(key, {})
            if isinstance(below, dict):
                level = below
        level[keys[-1]] = leaf.value
    return data
