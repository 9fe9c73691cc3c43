"""The text of a new scenario file: its parent's values, each with what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from simulator.inputs.scenario_schema import TEXTS
from simulator.inputs.scenarios import load_scenario
from simulator.text import say

_COLUMN = 44
_GROUPS = frozenset(text for text in TEXTS.values() if text.count(".") == 1)


def new_scenario_text(
    name: str,
    parent: str = "baseline",
    folders: Sequence[Path] | None = None,
    language: str = "zh",
) -> str:
    """Return a commented YAML text that changes nothing yet and is ready to be edited.

    Raises
    ------
    InputError
        If the parent is missing or wrong.
    """
    scenario = load_scenario(parent, folders)
    head = {"scenario": name, "parent": parent}
    label = _inline({"zh": name, "en": name})
    question = {each: say(each, "scenario", "template.question.title") for each in ("zh", "en")}
    lines = [
        f"# {say(language, 'scenario', f'template.head.{part}', **head)}"
        for part in ("title", "about")
    ]
    lines += [
        f"label: {label}",
        "question:",
        *(f"  {each}: {_inline(text)}" for each, text in question.items()),
        f"extends: {_inline(parent)}",
        _line("horizon", scenario.horizon._asdict(), "horizon", language),
        "levers:",
        *_group(scenario.levers.model_dump(), "levers", 1, language),
        _line("experiment", scenario.experiment._asdict(), "experiment", language),
    ]
    return "\n".join(lines) + "\n"


def _group(values: Mapping[str, Any], path: str, depth: int, language: str) -> Iterator[str]:
    """Yield the lines of a group; a group in which nothing is set is a comment as a whole."""
    indent = "  " * depth
    for key, value in values.items():
        below = f"{path}.{key}"
        if below not in _GROUPS or not isinstance(value, Mapping):
            yield indent + _line(key, value, below, language, off=_unset(value))
            continue
        lines = list(_group(value, below, depth + 1, language))
        title = say(language, "scenario", f"{below}.title")
        off = all(line.lstrip().startswith("#") for line in lines)
        if lines:
            yield f"{indent}{'# ' if off else ''}{key}:  # {title}"
            yield from lines


def _unset(value: object) -> bool:
    return value is None or (isinstance(value, Mapping | Sequence) and not value)


def _line(key: str, value: object, path: str, language: str, *, off: bool = False) -> str:
    """Return ``key: value  # title: meaning``; ``off`` makes it a comment."""
    text = f"{'# ' if off else ''}{key}: {_inline(value)}"
    title, about = (say(language, "scenario", f"{path}.{part}") for part in ("title", "about"))
    colon = "：" if language == "zh" else ": "
    return f"{text:<{_COLUMN}}  # {title}{colon}{about}"


def _inline(value: object) -> str:
    """Return a value as YAML on one line."""
    plain = list(value) if isinstance(value, tuple) else value
    text = yaml.safe_dump(
        plain, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10_000
    )
    return text.removesuffix("\n").removesuffix("\n...").strip()
