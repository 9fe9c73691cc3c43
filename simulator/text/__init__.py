"""Every sentence and label a person reads, by language, group and key.

``text/<language>/<group>.toml`` holds one group. Both languages hold the same keys with the
same placeholders (a test compares them).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from simulator.errors import Problem, SimulatorError

LANGUAGES = ("zh", "en")


@cache
def group(language: str, name: str) -> Mapping[str, object]:
    """Return one group of texts as nested mappings."""
    file = resources.files("simulator.text") / language / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def say(language: str, name: str, key: str, /, **args: object) -> str:
    """Return the text of dotted ``key`` in group ``name`` with its placeholders filled."""
    found: object = group(language, name)
    for part in key.split("."):
        if not isinstance(found, Mapping) or part not in found:
            raise KeyError(f"{language}/{name}.toml: {key}")
        found = found[part]
    return str(found).format(**args) if args else str(found)


def sentences(problem: Problem, language: str, *, page: bool = False) -> str:
    """Return a problem as design §7 shows it: what, why, fix and the code.

    On a ``page`` nobody can write an option of the command line: there a part speaks by its own
    text ``<part>_page`` where it has one, and a place that is an option is left out.
    """
    colon, why, fix = ("：", "原因：", "改法：") if language == "zh" else (": ", "why: ", "fix: ")
    parts = {part: _part(problem, part, language, page=page) for part in ("what", "why", "fix")}
    place = "" if page and problem.where.key.startswith("--") else str(problem.where)
    head = f"{place}{colon}{parts['what']}" if place else parts["what"]
    return f"{head}\n    {why}{parts['why']}\n    {fix}{parts['fix']}  [{problem.code}]"


def refusal(error: SimulatorError, language: str) -> list[str]:
    """Return what a page says of an error, line by line."""
    told = (sentences(problem, language, page=True) for problem in error.problems)
    return [line for one in told for line in one.splitlines()]


def _part(problem: Problem, part: str, language: str, *, page: bool) -> str:
    own, known = f"{part}_page", group(language, "problems")[problem.code]
    key = own if page and isinstance(known, Mapping) and own in known else part
    return say(language, "problems", f"{problem.code}.{key}", **problem.args)
