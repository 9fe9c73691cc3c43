"""Everything that decides a stored run, read from its manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.analysis.labels import Catalogue, word
from simulator.analysis.lever_names import AT, chosen_name
from simulator.analysis.numbers import ABSENT
from simulator.analysis.run_inputs import Keys
from simulator.desk.players import OVERRIDES, UNIT, values_of
from simulator.desk.runs import Run
from simulator.inputs.scenario import Scenario, scenario_from_plain

SHOWN_OF_DIGEST = 8
"""Characters of a checksum that are shown."""


def inputs_of(run: Run, names: Catalogue) -> dict[Keys, str]:
    """Return everything that decides a run (`simulator.analysis.run_inputs.Inputs`)."""
    lang = names.language
    identity: Any = run.manifest["identity"]
    found: dict[Keys, str] = {
        **dict(_versions(run.manifest)),
        **dict(_scenario(scenario_from_plain(identity["scenario"]), names)),
        **dict(_parameters(run.manifest, lang)),
    }
    if run.taken_over is not None:
        for one in run.taken_over.stocks:
            keys = "taken_over", one.region, one.service, str(one.year)
            found[keys] = _text(one.value)
    if identity.get("known_on"):
        found["known_on",] = identity["known_on"]
    if identity.get("budget"):
        found["budget",] = _short(identity["budget"])
    for name, digest in identity["params"].items():
        found["files", name] = _short(digest)
    regions = identity["regions"]
    found["stored", "regions"] = ", ".join(regions) if regions else ABSENT
    for name in ("keep_draws", "keep_events"):
        found["stored", name] = word(lang, "yes_no", "yes" if identity[name] else "no")
    return found


def _versions(manifest: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    yield ("version", "program"), str(manifest["model"]["version"])
    yield ("version", "digest"), _short(manifest["model"]["digest"])
    for library, version in manifest["libraries"].items():
        yield ("version", library), str(version)


def _scenario(scenario: Scenario, names: Catalogue) -> Iterator[tuple[Keys, str]]:
    """Yield years, draws, plans, levers and overrides; not what only names a scenario.

    Numbers stand in full, so that no rounding hides a difference; rules by their names.
    """
    for name, year in scenario.horizon._asdict().items():
        yield ("horizon", name), str(year)
    for name, value in scenario.experiment.to_plain().items():
        yield ("experiment", name), str(value)
    values = values_of(scenario)
    units = {keys[:-1]: str(unit) for keys, unit in values.items() if keys[-1] == UNIT}
    for keys, value in values.items():
        if keys[0] in (OVERRIDES, "horizon") or keys[-1] == UNIT:
            continue
        if isinstance(value, str):
            yield keys, chosen_name(value, names)
        else:
            unit = units.get(keys[:-2], "") if AT in keys[-2:-1] else ""
            yield keys, f"{_text(value)} {names.name('unit', unit) if unit else ''}".rstrip()
    for one in scenario.overrides:
        yield (OVERRIDES, one.parameter), _text(one.value)


def _parameters(manifest: Mapping[str, Any], lang: str) -> Iterator[tuple[Keys, str]]:
    """Yield every parameter the run reads: value, range where it has one, grade."""
    for one in manifest["evidence"]:
        low, high = one["low"], one["high"]
        spread = f" [{_text(low)}, {_text(high)}]" if low is not None else ""
        grade = word(lang, "grade", one["grade"])
        yield ("parameters", one["name"]), f"{_text(one['value'])}{spread} {grade}"


def _short(digest: str) -> str:
    return digest[:SHOWN_OF_DIGEST]


def _text(value: object) -> str:
    """Return a value as it is, the shortest decimal that gives it back."""
    if value is None:
        return ABSENT
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
