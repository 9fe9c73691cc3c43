"""What an outcome hangs on: five ways to vary the inputs of a scenario."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.analysis.failure_rule import failure_rule
from simulator.analysis.labels import tell, word
from simulator.analysis.one_at_a_time import effect_on_verdicts, swing, weakness
from simulator.analysis.screening import elementary_effects
from simulator.analysis.shares_of_spread import points, shares_of_spread
from simulator.axes import PROVINCE
from simulator.desk.cases import Source, load_case
from simulator.desk.engines import ENOUGH_DRAWS, engine_for
from simulator.desk.pictures import catalogue
from simulator.desk.study import ALL, Asked, Study, asked_of, due
from simulator.desk.uncertainty import samples
from simulator.desk.varied import (
    CHANCE,
    POPULATION,
    Input,
    futures_at,
    group_of,
    inputs_of,
    varied_parameters,
)
from simulator.ensemble.futures import Answer, Future, answers
from simulator.errors import InputError, Problem, Where
from simulator.model import Member
from simulator.progress import Progress

Floats = NDArray[np.float64]
TORNADO, SOBOL, MORRIS, RULE, CHECK = "tornado", "sobol", "morris", "rule", "check"
METHODS: Mapping[str, int] = {TORNADO: 0, SOBOL: 64, MORRIS: 10, RULE: 256, CHECK: 0}
"""Usual number of points: Sobol' points, paths, draws; none where inputs vary one at a time."""
RESIDENTS = "residents.total"
INTERVAL = (0.05, 0.95)


def sensitivity(
    scenario: Source,
    *,
    outcome: str = ALL,
    region: str = PROVINCE,
    year: int | None = None,
    method: str = TORNADO,
    n_points: int | None = None,
    seed: int | None = None,
    until: int | None = None,
    params: Path | str | None = None,
    jobs: int = 1,
    lang: str = "zh",
    on_progress: Progress | None = None,
) -> pd.DataFrame:
    """Return what an outcome hangs on, strongest first; ``attrs["notes"]`` belong under it.

    Parameters
    ----------
    scenario
        Name, path or content.
    outcome, region, year
        The cell: an indicator; for the method ``rule`` also ``binding`` or ``all``. ``check``
        looks at the verdicts of all printed plans instead.
    method
        ``tornado``: each input at its ends. ``sobol``: share of the spread by group of inputs.
        ``morris``: elementary effects. ``rule``: when the target or plan is missed. ``check``:
        which input to check next.
    n_points
        See `METHODS`; a power of two for ``sobol``.
    seed
        Of points and draws; None takes the scenario's.

    Raises
    ------
    InputError
        As `asked_of`; C157 where ``n_points`` is no power of two, C158 where the target or plan
        cannot be missed because none is modelled.
    MachineError
        C153 when a package is missing.
    """
    case = load_case(scenario, until=until, params=params)
    asked = (
        Asked(ALL, PROVINCE, case.scenario.horizon.end)
        if method == CHECK
        else asked_of(case, outcome, region, year, whole_plans=method == RULE)
    )
    study = Study(
        case=case,
        asked=asked,
        evaluate=partial(
            answers, case, live=engine_for(ENOUGH_DRAWS), jobs=jobs, on_progress=on_progress
        ),
        seed=case.scenario.experiment.seed if seed is None else seed,
        points=METHODS[method] if n_points is None else n_points,
        lang=lang,
    )
    return WAYS[method](study)


def tornado(study: Study) -> pd.DataFrame:
    """Return the outcome with each input at its ends, all others central."""
    inputs, central, ends = _one_at_a_time(study)
    at_ends = np.array([study.outcomes(pair) for pair in ends])
    (usual,) = study.outcomes([central])
    missed, missed_ends = study.missed([central]), np.array([study.missed(p) for p in ends])
    table = _described(study, inputs)
    table["at_low"], table["at_high"] = at_ends.T
    table["swing"] = swing(at_ends, float(usual))
    if np.isfinite(missed).all():
        table["turns"] = (missed_ends != missed).any(axis=1)
    told = {"value": f"{usual:.6g}", **_named(study)}
    return _sorted(table, "swing", tell(study.lang, "sensitivity.tornado", **told))


def check(study: Study) -> pd.DataFrame:
    """Return which input to check next: effect on the verdicts times weakness of evidence."""
    inputs, central, ends = _one_at_a_time(study)
    rows, years = due(study.case)
    table = _described(study, inputs)
    table["effect"] = effect_on_verdicts(central, ends, rows, years)
    table["weakness"] = [weakness(one.grade) for one in inputs]
    table["priority"] = table["effect"] * table["weakness"]
    return _sorted(table, "priority", tell(study.lang, "sensitivity.check", n=len(rows)))


def sobol(study: Study) -> pd.DataFrame:
    """Return the share of the outcome's spread that each group of inputs causes."""
    n = study.points
    if n & (n - 1) or n < 2:
        raise InputError(Problem("C157", Where(key="--points"), {"given": str(n)}))
    owners = [group_of(one.name) for one in varied_parameters(study.case)]
    groups = [*dict.fromkeys(owners), POPULATION, CHANCE]
    column = np.array([groups.index(name) for name in [*owners, POPULATION, CHANCE]])
    first, second = points(n, len(owners), study.seed)
    numbers = np.arange(1, 2 * n + 1, dtype=np.float64).reshape(2, n, 1).repeat(2, axis=2)
    pair = (np.hstack([first, numbers[0]]), np.hstack([second, numbers[1]]))

    def outcome(rows: Floats) -> Floats:
        people, chance = rows[:, -2:].astype(np.int64).T
        futures = futures_at(study.case, rows[:, :-2], (people, chance))
        return study.outcomes(study.evaluate(futures))

    found = shares_of_spread(outcome, pair, column, study.seed)
    table = pd.DataFrame(
        {
            "kind": groups,
            "kind_label": [word(study.lang, "uncertainty_group", name) for name in groups],
            "n_inputs": [max(owners.count(name), 1) for name in groups],
            "alone": found.alone,
            "with_interactions": found.total,
            "interval_low": found.total_low,
            "interval_high": found.total_high,
        }
    )
    low, high = np.quantile(found.outcomes, INTERVAL)
    told = {"low": f"{low:.6g}", "high": f"{high:.6g}", "n": n * (len(groups) + 2)}
    return _sorted(
        table, "with_interactions", tell(study.lang, "sensitivity.sobol", **told, **_named(study))
    )


def morris(study: Study) -> pd.DataFrame:
    """Return the elementary effects of the parameters; residents and chance stay central."""
    inputs = [one for one in inputs_of(study.case) if one.group != POPULATION]

    def outcome(rows: Floats) -> Floats:
        return study.outcomes(study.evaluate(futures_at(study.case, rows)))

    found = elementary_effects(outcome, len(inputs), study.points, study.seed)
    table = _described(study, inputs)
    table["strength"], table["error"], table["bend"] = found
    told = tell(study.lang, "sensitivity.morris", n=study.points, **_named(study))
    return _sorted(table, "strength", told)


def rule(study: Study) -> pd.DataFrame:
    """Return the limits of the box of inputs in which most failures lie; none may be found."""
    case, draws = study.case, study.points
    drawn = samples(case, draws, study.seed)
    names = list(drawn)
    values = np.array([drawn[name][1:] for name in names]).reshape(len(names), draws).T
    members = [
        Member(dict(zip(names, row, strict=True)), draw, draw)
        for draw, row in enumerate(values.tolist(), start=1)
    ]
    found = study.evaluate([Future(member) for member in members])
    failed = study.missed(found)
    if np.isnan(failed).any():
        raise InputError(Problem("C158", Where(key="--outcome"), {"given": study.asked.outcome}))
    people = np.array([one.residents[study.area, study.year] for one in found])
    told = {"n": draws, "failed": f"{failed.mean():.0%}", **_named(study)}
    best = failure_rule(np.column_stack([values, people]), failed == 1.0)
    if best is None:
        table = pd.DataFrame(columns=["input", "label", "unit", "at_least", "at_most"])
        table.attrs["notes"] = [tell(study.lang, "sensitivity.no_rule", **told)]
        return table
    known = {one.name: one.unit for one in inputs_of(case)}
    limited = [[*names, RESIDENTS][column] for column in best.box.limited]
    table = pd.DataFrame(
        {
            "input": limited,
            "label": [_label(study.lang, name) for name in limited],
            "unit": [known.get(name, "person") for name in limited],
            "at_least": _limits(best.box.low[best.box.limited]),
            "at_most": _limits(best.box.high[best.box.limited]),
        }
    )
    told |= {"coverage": f"{best.coverage:.0%}", "density": f"{best.density:.0%}"}
    table.attrs["notes"] = [tell(study.lang, "sensitivity.rule", **told)]
    return table


WAYS: Mapping[str, Callable[[Study], pd.DataFrame]] = {
    TORNADO: tornado,
    SOBOL: sobol,
    MORRIS: morris,
    RULE: rule,
    CHECK: check,
}


def _limits(values: Floats) -> Floats:
    """Return limits with NaN where there is none."""
    return np.where(np.isfinite(values), values, np.nan)


def _one_at_a_time(study: Study) -> tuple[list[Input], Answer, list[tuple[Answer, Answer]]]:
    """Return the inputs, the central answer, and the answers at both ends of each input."""
    inputs = inputs_of(study.case)
    ends = [end for one in inputs for end in one.ends]
    central, *found = study.evaluate([Future(), *ends])
    return inputs, central, list(zip(found[::2], found[1::2], strict=True))


def _described(study: Study, inputs: list[Input]) -> pd.DataFrame:
    """Return one row per input with names, evidence and range."""
    lang = study.lang
    return pd.DataFrame(
        {
            "input": [one.name for one in inputs],
            "label": [_label(lang, one.name) for one in inputs],
            "kind": [one.group for one in inputs],
            "kind_label": [word(lang, "uncertainty_group", one.group) for one in inputs],
            "grade": [one.grade for one in inputs],
            "grade_label": [word(lang, "grade", one.grade) for one in inputs],
            "input_unit": [one.unit for one in inputs],
            "low": [one.low for one in inputs],
            "high": [one.high for one in inputs],
        }
    )


def _label(lang: str, name: str) -> str:
    """Return the name of an input; a region's own value carries the region's name."""
    known = catalogue(lang)
    if name in known.parameters:
        return known.parameters[name]
    general, _, region = name.rpartition(".")
    if general in known.parameters:
        return f"{known.parameters[general]}（{known.name('region', region)}）"
    return word(lang, "uncertain_input", name.replace(".", "_"))


def _named(study: Study) -> dict[str, object]:
    """Return the cell asked for, in words."""
    known, asked = catalogue(study.lang), study.asked
    plan = word(study.lang, "whole_plan", asked.outcome)
    name = plan if plan != asked.outcome else known.name("indicator", asked.outcome)
    return {"region": known.name("region", asked.region), "outcome": name, "year": asked.year}


def _sorted(table: pd.DataFrame, column: str, note: str) -> pd.DataFrame:
    """Return a table, strongest first, with the note that belongs under it."""
    found = table.sort_values(column, ascending=False, kind="stable").reset_index(drop=True)
    found.attrs |= {"notes": [note], "by": column}
    return found
