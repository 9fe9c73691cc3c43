"""Every sentence and label a person reads, by language, group and key.

``text/<language>/<group>.toml`` holds one group. Both languages hold the same keys with the
same placeholders (a test compares them).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from simulator.errors import Problem

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


def sentences(problem: Problem, language: str) -> str:
    """Return a problem as design §7 shows it: what, why, fix and the code."""
    colon, why, fix = ("：", "原因：", "改法：") if language == "zh" else (": ", "why: ", "fix: ")
    parts = {
        part: say(language, "problems", f"{problem.code}.{part}", **problem.args)
        for part in ("what", "why", "fix")
    }
    place = str(problem.where)
    head = f"{place}{colon}{parts['what']}" if place else parts["what"]
    return f"{head}\n    {why}{parts['why']}\n    {fix}{parts['fix']}  [{problem.code}]"
