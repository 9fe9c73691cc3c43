"""A trial as a scenario file: its parent, and the levers that were moved."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from simulator.desk.laboratory import Laboratory
from simulator.errors import InputError, Problem, Where, place
from simulator.inputs.arguments import names
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenarios import load_scenario
from simulator.inputs.shipped import scenario_folders
from simulator.inputs.yaml_nodes import Plain
from simulator.reporting.whole_file import whole_file
from simulator.results.manifest import SCENARIO_ID
from simulator.text import LANGUAGES, say

SAME = ("levers", "baseline_levers", "overrides", "plans", "horizon")
"""What a written scenario must say as the trial does."""
NOTHING: Mapping[str, str] = MappingProxyType({})


def save_trial(
    laboratory: Laboratory,
    changes: Mapping[str, Plain],
    name: str,
    *,
    label: Mapping[str, str] = NOTHING,
    question: Mapping[str, str] = NOTHING,
    folder: Path | str = "scenarios",
    replace: bool = False,
) -> Path:
    """Write moved levers as a scenario that extends that of the run, and return its path.

    Parameters
    ----------
    changes
        As `Laboratory.tried`.
    name
        The new scenario's id and the file's name.
    label, question
        By language; a language that is not given names the parent.
    replace
        Whether a file of that name may be replaced.

    Raises
    ------
    InputError
        C230 for a name that no run could bear, C133 where a file exists, C231 where the parent's
        file is not what the run was made of; otherwise what is wrong with the levers or texts.
    """
    target = Path(folder) / f"{name}.yaml"
    parent, scenario = laboratory.case.scenario, laboratory.moved(changes)
    if not SCENARIO_ID.fullmatch(name) or name == parent.id:
        raise InputError(Problem("C230", Where(), {"given": name}))
    if target.exists() and not replace:
        raise InputError(Problem("C133", place(target)))
    laboratory.checked(changes)
    content = _content(parent, scenario, {"label": label, "question": question})
    folders = (Path(folder), *scenario_folders())
    _refuse_other(scenario, load_scenario(content, folders, name), parent)
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    heads = [
        say(one, "plan", "trial.head", name=name, scenario=getattr(parent.label, one))
        for one in LANGUAGES
    ]
    with whole_file(target) as file:
        file.write_text("".join(f"# {one}\n" for one in heads) + text, encoding="utf-8")
    return target


def _content(
    parent: Scenario, scenario: Scenario, texts: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """Return the scenario as its file says it."""
    told = {
        key: {
            one: given.get(one)
            or say(one, "plan", f"trial.{key}", scenario=getattr(parent.label, one))
            for one in LANGUAGES
        }
        for key, given in texts.items()
    }
    horizon = scenario.horizon._asdict()
    levers = _differing(*(one.levers.model_dump() for one in (parent, scenario)))
    return {**told, "extends": parent.id, "horizon": horizon, "levers": levers}


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the second that the first has otherwise; lists and series as a whole."""
    found: dict[str, Any] = {}
    for key, value in after.items():
        known = before.get(key)
        if value == known:
            continue
        if isinstance(value, Mapping) and isinstance(known, Mapping) and "at" not in value:
            found[key] = _differing(known, value)
        else:
            found[key] = _plain(value)
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401  (plain data)
    """Return a value with lists as YAML has them."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _refuse_other(scenario: Scenario, written: Scenario, parent: Scenario) -> None:
    """Raise C231 where the file would say something else than the trial."""
    ours, read = scenario.to_plain(), written.to_plain()
    other = [group for group in SAME if ours[group] != read[group]]
    if other:
        args = {"parent": parent.id, "what": names(other)}
        raise InputError(Problem("C231", Where(), args))
