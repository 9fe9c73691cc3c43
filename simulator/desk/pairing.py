"""Which differences of two runs are of the scenarios alone, and the check that they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.analysis.labels import tell
from simulator.analysis.pairing import check_identical
from simulator.axes import STATISTICS
from simulator.desk.runs import Run
from simulator.errors import Problem, place
from simulator.inputs.first_read import first_read
from simulator.inputs.scenario import Scenario, scenario_from_plain
from simulator.results.contracts import SUMMARY_TABLES

DRAWS = "draws"
BETWEEN = {"zh": "”“", "en": "', '"}
"""What parts names that stand within one pair of quotation marks."""


def drawn_alike(first: Run, other: Run) -> bool:
    """Return whether draw k of both runs is the same future: as many draws, the same seed."""
    experiment = first.manifest["experiment"]
    return isinstance(experiment, Mapping) and experiment == other.manifest["experiment"]


def kept_draws(first: Run, other: Run) -> bool:
    """Return whether the runs can be compared draw by draw."""
    kept = all(DRAWS in run.folder.tables() for run in (first, other))
    alike = drawn_alike(first, other) and not unlike_problems(first, other)
    return kept and alike and first.table(DRAWS)["draw"].max() > 0


def unlike_problems(first: Run, other: Run) -> list[Problem]:
    """Return why two runs are unlike: R238 another base year, R239 another version of the model."""
    problems = []
    bases = [str(_horizon(run)["base"]) for run in (first, other)]
    models: Any = [run.manifest["model"] for run in (first, other)]
    names = {"first": first.id, "other": other.id}
    if bases[0] != bases[1]:
        args = {**names, "base": bases[0], "other_base": bases[1]}
        problems.append(Problem("R238", place(other.path), args))
    if models[0] != models[1]:
        told = [f"{one['version']} ({one['digest'][:8]})" for one in models]
        args = {**names, "model": told[0], "other_model": told[1]}
        problems.append(Problem("R239", place(other.path), args))
    return problems


def _horizon(run: Run) -> Mapping[str, Any]:
    found: Any = run.manifest["horizon"]
    return dict(found)


def pairing_notes(first: Run, others: Sequence[Run], lang: str) -> list[str]:
    """Return what a reader should know of the pairs, after checking what must be identical.

    Runs of which the same is said share a sentence.

    Raises
    ------
    ModelError
        M191 when the runs differ before the first year in which a differing input is read.
    """
    said: dict[tuple[str, int | None], list[str]] = {}
    for other in others:
        name, since = other.label(lang), same_until(first, other)
        if since is not None:
            said.setdefault(("identical", since), []).append(name)
        if all(draws_of(run) for run in (first, other)) and not kept_draws(first, other):
            why = "not_paired_unlike" if unlike_problems(first, other) else "not_paired"
            said.setdefault((why, None), []).append(name)
    mark = BETWEEN[lang]
    return [
        tell(lang, f"compare.{key}", run=mark.join(names), year=year)
        for (key, year), names in said.items()
    ]


def same_until(first: Run, other: Run) -> int | None:
    """Return the last year in which both runs must be the same, checked; None where none must.

    Runs of another version of the model, of other parameters or of a planner's own money need
    not agree in anything.
    """
    if not _same_ground(first, other):
        return None
    one, two = _scenario(first), _scenario(other)
    differing = first_read(one, two)
    base, _, end = one.horizon
    last = min(end, two.horizon.end) if differing is None else differing - 1
    last = min([last, *(year - 1 for year in _years_restated(first, other))])
    if last < base:
        return None
    statistics = STATISTICS if drawn_alike(first, other) else STATISTICS[:1]
    tables = [
        {name: run.table(name) for name in (*SUMMARY_TABLES, "events")} for run in (first, other)
    ]
    years = range(base, last + 1)
    check_identical((first.id, other.id), (tables[0], tables[1]), years, statistics)
    return last


def draws_of(run: Run) -> int:
    """Return the number of draws of a run besides the central one."""
    experiment: Any = run.manifest["experiment"]
    return int(experiment["draws"])


def _same_ground(first: Run, other: Run) -> bool:
    """Return whether model, parameters and own money are the same."""
    same_model = first.manifest["model"] == other.manifest["model"]
    one, two = first.manifest["identity"], other.manifest["identity"]
    if not same_model or not isinstance(one, Mapping) or not isinstance(two, Mapping):
        return False
    return all(one.get(key) == two.get(key) for key in ("params", "budget", "known_on"))


def _years_restated(first: Run, other: Run) -> set[int]:
    """Return the years in which only one of two runs takes an observed stock over."""
    one, two = (set(run.taken_over.stocks if run.taken_over else ()) for run in (first, other))
    return {stock.year for stock in one ^ two}


def _scenario(run: Run) -> Scenario:
    identity: Any = run.manifest["identity"]
    return scenario_from_plain(identity["scenario"])
