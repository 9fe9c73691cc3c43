"""Scenarios: read, inherited, checked and frozen, with the place of every value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from simulator.errors import InputError, Problem, Where
from simulator.inputs.document import leaves
from simulator.inputs.inheritance import (
    Layer,
    Leaf,
    Source,
    known_scenarios,
    merge,
    nested,
    read_chain,
)
from simulator.inputs.levers import Levers
from simulator.inputs.scenario import Experiment, Horizon, Scenario
from simulator.inputs.scenario_file import ExperimentFile, HorizonFile, check_file
from simulator.inputs.served_in import served_in_problems
from simulator.inputs.shipped import other_root, scenario_folders, shown_path
from simulator.inputs.validation import SCENARIO_CODES, Bilingual, check
from simulator.inputs.yaml_nodes import Document, Key, Plain, dotted, try_read


def load_scenario(
    source: Source, folders: Sequence[Path] | None = None, name: str = "scenario"
) -> Scenario:
    """Return a scenario by name, by path or from plain data.

    Parameters
    ----------
    source
        ``level-up``, ``my/level-up.yaml`` or the plain content of a scenario file.
    folders
        Where names are looked for; None is ``./scenarios``, then the shipped ones.
    name
        Id of a scenario given as plain data.

    Raises
    ------
    InputError
        With all problems of the file and its parents.
    """
    scenario, problems = try_load_scenario(source, folders, name)
    if scenario is None or problems:
        raise InputError(problems)
    return scenario


def try_load_scenario(
    source: Source, folders: Sequence[Path] | None = None, name: str = "scenario"
) -> tuple[Scenario | None, list[Problem]]:
    """Return a scenario, or None, and all problems; see `load_scenario`."""
    places = scenario_folders() if folders is None else tuple(folders)
    chain, problems = read_chain(source, places, name)
    if problems or not chain:
        return None, problems
    return _resolve(chain)


def _resolve(chain: Sequence[Layer]) -> tuple[Scenario | None, list[Problem]]:
    """Return the scenario that a chain of checked files describes."""
    own, root = chain[0], chain[-1]
    merged = merge(chain)
    plain = Document(nested(merged))
    horizon, problems = _horizon(merged, own.document)
    levers, bad = check(Levers, _or_empty(plain, "levers"), codes=SCENARIO_CODES)
    problems += bad
    if own.file is None or root.file is None or horizon is None or levers is None:
        return None, problems
    experiment = ExperimentFile.model_validate(plain.at("experiment") or {})
    overrides = [
        (layer.document.where("overrides", index), override)
        for layer in reversed(chain)
        for index, override in enumerate(layer.file.overrides if layer.file else ())
    ]
    plans = plain.at("plans")
    params = plain.at("params")
    scenario = Scenario(
        id=own.id,
        label=own.file.label,
        question=own.file.question,
        chain=tuple(layer.id for layer in reversed(chain)),
        horizon=horizon,
        plans=tuple(map(str, plans)) if isinstance(plans, list) else None,
        params=params if isinstance(params, str) else None,
        levers=levers,
        baseline_levers=root.file.levers,
        overrides=tuple(override for _, override in overrides),
        experiment=Experiment(**experiment.model_dump(exclude_none=True)),
        origins=_origins(own, merged, [where for where, _ in overrides]),
    )
    return scenario, problems + _params_problems(scenario) + lever_problems(scenario)


def _params_problems(scenario: Scenario) -> list[Problem]:
    """Return ``params`` where it names neither a whole root nor a folder of own parameters."""
    named = scenario.params
    if named is None or other_root(named) is not None or Path(named).is_dir():
        return []
    return [Problem("S140", scenario.where("params"), {"found": named})]


def _or_empty(document: Document, key: str) -> Document:
    return Document(document.at(key) or {}, document.file)


def _origins(
    own: Layer, merged: Mapping[tuple[Key, ...], Leaf], overrides: Sequence[Where]
) -> dict[str, Where]:
    """Return the place of every value that some file gives, by dotted path."""
    origins = {
        dotted(keys): own.document.where(*keys)
        for group in ("label", "question")
        for keys in ((group, "zh"), (group, "en"))
    }
    for keys, leaf in merged.items():
        origins.update(leaf.origins(dotted(keys)))
    origins.update({f"overrides.{index}": where for index, where in enumerate(overrides)})
    return origins


def _horizon(
    merged: Mapping[tuple[Key, ...], Leaf], own: Document
) -> tuple[Horizon | None, list[Problem]]:
    """Return the years; the end follows the base (S111), ``as_of`` lies between (S112)."""
    years = HorizonFile.model_validate(nested(merged).get("horizon") or {})
    if years.base is None or years.end is None:
        lost = [name for name in ("base", "end") if getattr(years, name) is None]
        return None, [Problem("S102", own.where("horizon", name), {"entry": name}) for name in lost]
    as_of = years.base if years.as_of is None else years.as_of

    def where(*names: str) -> Where:
        """Return the place in the scenario's own file, else in the parent that says it."""
        found = [merged["horizon", name] for name in names if ("horizon", name) in merged]
        mine = [leaf for leaf in found if leaf.document is own] or found
        return mine[0].document.where(*mine[0].keys)

    args = {"base": str(years.base), "as_of": str(as_of), "end": str(years.end)}
    if years.end <= years.base:
        return None, [Problem("S111", where("end", "base"), args)]
    if not years.base <= as_of < years.end:
        return None, [Problem("S112", where("as_of", "end", "base"), args)]
    return Horizon(years.base, as_of, years.end), []


def lever_problems(scenario: Scenario) -> list[Problem]:
    """Return levers that need another: fixed tables (S117), a pool (S118) and its rule (S119)."""
    levers, problems = scenario.levers, []
    tables = {"fixed_shares": levers.allocation.shares, "fixed_starts": levers.allocation.starts}
    rule = levers.allocation.rule
    # no starts at all are a plan too, where somebody wrote them: starts: []
    nothing = rule == "fixed_starts" and "starts" in levers.allocation.model_fields_set
    if rule in tables and not tables[rule] and not nothing:
        args = {"rule": rule, "table": rule.removeprefix("fixed_")}
        problems.append(Problem("S117", scenario.where("levers.allocation.rule"), args))
    if levers.transfers.rule != "none" and levers.transfers.pool is None:
        args = {"rule": levers.transfers.rule}
        problems.append(Problem("S118", scenario.where("levers.transfers.rule"), args))
    if levers.transfers.rule == "none" and levers.transfers.pool is not None:
        problems.append(Problem("S119", scenario.where("levers.transfers.pool")))
    problems += served_in_problems(scenario)
    return problems + _late_series(scenario) + _missed_shocks(scenario)


def _missed_shocks(scenario: Scenario) -> list[Problem]:
    """Return shocks that are over by the base year or begin after the run ends (S137)."""
    base, _, end = scenario.horizon
    return [
        Problem(
            "S137",
            scenario.where(f"levers.shocks.{number}"),
            {"first": str(shock.year), "base": str(base), "end": str(end)},
        )
        for number, shock in enumerate(scenario.levers.shocks)
        if not any(shock.hits(year) for year in range(base + 1, end + 1))
    ]


def _late_series(scenario: Scenario) -> list[Problem]:
    """Return series of years that start after the run ends (S128)."""
    first: dict[str, int] = {}
    for keys, _ in leaves(scenario.to_plain()["levers"], ("levers",)):
        if len(keys) > 1 and keys[-2] == "at":  # years are text here, as JSON holds them
            path, year = dotted(keys[:-1]), int(keys[-1])
            first[path] = min(first.get(path, year), year)
    end = scenario.horizon.end
    return [
        Problem("S128", scenario.where(path), {"first": str(year), "end": str(end)})
        for path, year in first.items()
        if year > end
    ]


def with_levers(scenario: Scenario, changes: Mapping[str, Plain]) -> Scenario:
    """Return the scenario with some levers changed; only the levers are checked again.

    Parameters
    ----------
    changes
        By dotted path, ``{"transfers.pool": 2e9}``, or nested as in a file.

    Raises
    ------
    InputError
        If a lever is unknown or its value is not allowed.
    """
    levers: dict[Key, Plain] = {}
    for path, value in changes.items():
        level = levers
        *groups, last = path.split(".")
        for group in groups:
            below = level.setdefault(group, {})
            level = below if isinstance(below, dict) else level
        level[last] = value
    words: Plain = {"zh": "-", "en": "-"}
    document = Document({"label": words, "question": words, "levers": levers})
    file, problems = check_file(document)
    if file is None or problems:
        raise InputError(problems)
    before = Document({"levers": dict(scenario.levers.model_dump(exclude_unset=True).items())})
    merged = merge([Layer("", document, file), Layer("", before, None)])
    changed, problems = check(Levers, _or_empty(Document(nested(merged)), "levers"))
    if changed is None:
        raise InputError(problems)
    result = replace(scenario, levers=changed)
    problems = lever_problems(result)
    if problems:
        raise InputError(problems)
    return result


class Resolved(NamedTuple):
    """One value of a resolved scenario; without a file it is the default of the schema."""

    path: str
    value: object
    origin: Where


def resolved_values(scenario: Scenario) -> Iterator[Resolved]:
    """Yield every value with the place that gives it, in the order of a scenario file."""
    groups = ("label", "question", "horizon", "plans", "levers", "overrides", "experiment")
    plain = {**scenario.to_plain(), "experiment": scenario.experiment._asdict()}
    for group in groups:
        for keys, value in leaves(plain[group], (group,)):
            yield Resolved(dotted(keys), value, scenario.where(dotted(keys)))


class Listed(NamedTuple):
    """A known scenario; label and question are None where the file cannot be used."""

    id: str
    label: Bilingual | None
    question: Bilingual | None
    extends: str | None
    file: str


def list_scenarios(folders: Sequence[Path] | None = None) -> list[Listed]:
    """Return all known scenarios, sorted by id; own ones hide shipped ones of the same name."""
    places = scenario_folders() if folders is None else tuple(folders)
    listed = []
    for name, path in sorted(known_scenarios(places).items()):
        shown = shown_path(path, places)
        document, _ = try_read(path, shown)
        file = None if document is None else check_file(document)[0]
        if file is None:
            listed.append(Listed(name, None, None, None, shown))
        else:
            listed.append(Listed(name, file.label, file.question, file.extends, shown))
    return listed
