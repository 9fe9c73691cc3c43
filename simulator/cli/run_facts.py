"""What a planner wants to know of a stored run, out of its manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from simulator.text import group, say

SHORT = 12
"""Digits of the digest of the program that are shown."""


def run_facts(manifest: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    """Return what a run is of, what it rests on and what it holds, as names and texts.

    What a manifest of an earlier program does not say has no line.
    """
    parts = _question(manifest, language), _basis(manifest), _program(manifest)
    told = [(key, args) for part in parts for key, args in part]
    said = [(_say(language, key), _say(language, f"{key}_is", **args)) for key, args in told]
    return [*said, *_tables(manifest, language)]


def _say(language: str, key: str, **args: object) -> str:
    return say(language, "cli", f"facts.{key}", **args)


Told = Iterator[tuple[str, dict[str, object]]]


def _question(manifest: Mapping[str, Any], language: str) -> Told:
    """Yield scenario, question, years and draws."""
    label, question = (manifest.get(key) or {} for key in ("label", "question"))
    if label:
        yield "scenario", {"label": label[language], "id": manifest.get("scenario")}
    if question:
        yield "question", {"question": question[language]}
    if horizon := manifest.get("horizon"):
        yield "years", {"first": horizon["base"], "last": horizon["end"]}
        yield "as_of", {"year": horizon["as_of"]}
    if experiment := manifest.get("experiment"):
        key = "draws" if experiment["draws"] else "no_draws"
        yield key, {"n": experiment["draws"], "seed": experiment["seed"]}
    if regions := manifest.get("identity", {}).get("regions"):
        yield "regions", {"n": len(regions)}


def _basis(manifest: Mapping[str, Any]) -> Told:
    """Yield how many inputs there are, and how many are assumed or in doubt."""
    if evidence := manifest.get("evidence"):
        assumed = sum(one["grade"] == "assumed" for one in evidence)
        yield "evidence", {"n": len(evidence), "assumed": assumed}
    for key in ("inputs", "figures", "doubts", "projects"):
        if manifest.get(key):
            yield key, {"n": len(manifest[key])}


def _program(manifest: Mapping[str, Any]) -> Told:
    """Yield what made the run and in which form it is stored."""
    if model := manifest.get("model"):
        yield "model", {"version": model["version"], "digest": model["digest"][:SHORT]}
    if libraries := manifest.get("libraries"):
        listed = ", ".join(f"{name} {version}" for name, version in libraries.items())
        yield "libraries", {"listed": listed}
    for key in ("format", "checksum"):
        if manifest.get(key):
            yield key, {"value": manifest[key]}


def _tables(manifest: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """Yield every table with its rows."""
    names: Any = group(language, "tables")["table"]
    for file, about in manifest.get("files", {}).items():
        if "rows" in about:
            name = PurePath(file).stem
            shown = _say(language, "table", name=names.get(name, name))
            yield shown, _say(language, "table_is", rows=f"{about['rows']:,}")
