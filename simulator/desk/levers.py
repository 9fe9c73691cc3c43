"""The levers a planner moves, each with its bounds, its present value and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.lever_names import chosen_name, input_label
from simulator.axes import PROVINCE
from simulator.desk.doubts import letter
from simulator.desk.laboratory import Laboratory
from simulator.desk.pictures import catalogue
from simulator.desk.prints import told_document
from simulator.desk.runs import Run
from simulator.desk.trial import Trial
from simulator.desk.use import params_of_run
from simulator.inputs.case import Case
from simulator.inputs.doubts.register import register
from simulator.inputs.lever_list import Kind, LeverPlace, lever_list
from simulator.inputs.lever_range import NAME, LeverRange, lever_range
from simulator.inputs.parameters import Parameter
from simulator.inputs.params import Params
from simulator.inputs.regions import cities
from simulator.inputs.reserve import ReserveProject
from simulator.inputs.scenario import Scenario, scenario_from_plain
from simulator.inputs.series import Series, number_in
from simulator.inputs.yaml_nodes import Plain
from simulator.text import group, say
from simulator.text.shown import shown

STATES = ("on", "off")


@dataclass(frozen=True)
class Lever:
    """One lever as a page shows it; texts are in the reader's language."""

    path: str
    """Dotted path: what `Laboratory.tried` is given. A lever by city has the city below it."""
    label: str
    about: str
    group: str
    group_label: str
    kind: Kind
    """See `simulator.inputs.lever_list.Kind`."""
    unit: str
    """Id of the unit; "" for counts and for what is no number."""
    unit_label: str
    value: Plain
    """As the scenario has it: a number, a series of years, a word, rows, a project's changes, or
    numbers by city. None where the scenario leaves it to the parameter."""
    now: float | None
    """What acts in the first year the lever acts in: the value, else the parameter, else what
    holds where nobody moves it. None where that is no single number."""
    parent: Plain
    """The value of the scenario that is being changed."""
    low: float | None
    high: float | None
    step: float | None
    """Hard bounds, and how finely the lever is meant; None where it is no number."""
    usual_low: float | None
    usual_high: float | None
    """The range of the parameter behind it; without one the hard bounds."""
    parameter: str
    parameter_value: float | None
    grade: str
    grade_label: str
    source: str
    reason: str
    """Why the range is what it is; without evidence the sentence that it is a planner's choice."""
    cities: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    """Id and name of what may be chosen."""


class _Ground(NamedTuple):
    """What the levers are read from."""

    scenario: Scenario
    parent: Scenario
    params: Params
    parameters: Mapping[str, Parameter]
    plans: frozenset[str]
    """Regions whose plans are in force."""
    names: Catalogue


def levers(of: Run | Laboratory, lang: str = "zh") -> list[Lever]:
    """Return every lever of a run, in groups in the order of a scenario file.

    Parameters
    ----------
    of
        A stored run or a laboratory, whose values are their own parents'; or a trial, whose
        parent is the run it was tried on.
    """
    ground = _ground(of, lang)
    params = ground.params
    doubts = [one.id for one in register(params).values() if one.region in ground.plans]
    found = lever_list(
        params.services,
        cities(dict(params.regions)),
        PROVINCE,
        tuple(params.reserve.projects),
        tuple(doubts),
    )
    return [_lever(one, ground) for one in found]


def _ground(of: Run | Laboratory, lang: str) -> _Ground:
    names = catalogue(lang)
    if isinstance(of, Trial):
        return _of_case(of.case, of.on, names)
    if isinstance(of, Laboratory):
        return _of_case(of.case, of.case.scenario, names)
    identity: Any = of.manifest["identity"]
    scenario, params = scenario_from_plain(identity["scenario"]), params_of_run(of)
    plans = frozenset(one.region for one in params.plans.values())
    return _Ground(scenario, scenario, params, params.parameters, plans, names)


def _of_case(case: Case, parent: Scenario, names: Catalogue) -> _Ground:
    plans = frozenset(case.evidence.plans)
    return _Ground(case.scenario, parent, case.params, case.parameters, plans, names)


def _lever(one: LeverPlace, ground: _Ground) -> Lever:
    span = lever_range(f"{one.path}.{NAME}" if one.kind == "by_city" else one.path)
    behind = ground.parameters.get(one.parameter)
    lang = ground.names.language
    label, about = _words(one, ground)
    return Lever(
        path=one.path,
        label=label,
        about=about,
        group=one.group,
        group_label=say(lang, "scenario", f"levers.{one.group}.title"),
        kind=one.kind,
        unit=span.unit if span else "",
        unit_label=ground.names.name("unit", span.unit) if span and span.unit else "",
        value=value_at(ground.scenario, one.path),
        now=_now(one, behind, ground),
        parent=value_at(ground.parent, one.path),
        low=span.low if span else None,
        high=span.high if span else None,
        step=span.step if span else None,
        **_evidence(behind, span, ground),
        cities=one.cities,
        choices=_choices(one, ground),
    )


def value_at(scenario: Scenario, path: str) -> Plain:
    """Return the value of a lever as plain data, None where the scenario gives none.

    What stands below a name that nobody wrote is empty: a project without changes.
    """
    keys = keys_of(path)
    if keys[:2] == ("population", "variant") and len(keys) > 2:
        return scenario.levers.population.variant_of(keys[2])  # type: ignore[arg-type]
    here: Any = scenario.levers.model_dump(mode="json")
    for key in keys:
        here = here.get(key) if isinstance(here, Mapping) else None
    found: Plain = here
    return found


def keys_of(path: str) -> tuple[str, ...]:
    """Return the keys of a lever's path; the id of a doubt has points in it.

    >>> keys_of("doubts.kaifeng.beds.base")
    ('doubts', 'kaifeng.beds.base')
    """
    first, _, rest = path.partition(".")
    return (first, rest) if first == "doubts" else tuple(path.split("."))


def _words(one: LeverPlace, ground: _Ground) -> tuple[str, str]:
    """Return the name of a lever and what a reader should know of it."""
    keys, names = keys_of(one.path), ground.names
    if one.kind == "project":
        project = ground.params.reserve.projects[keys[1]]
        return shown(project.name.say(names.language)), _project(project, names)
    if keys[0] == "doubts":
        return _doubt(keys[1], ground)
    known: Any = group(names.language, "scenario")["levers"]
    about = ""
    for key in keys:
        known = known.get(key) if isinstance(known, Mapping) else None
        if isinstance(known, Mapping) and "about" in known:
            about = str(known["about"])
    return input_label(("levers", *keys), names), about


def _project(one: ReserveProject, names: Catalogue) -> str:
    unit = names.service_units.get(one.service, "none")
    return tell(
        names.language,
        "laboratory.project",
        region=names.name("region", one.region),
        service=names.name("service", one.service),
        units=f"{one.units:,}",
        unit=names.name("unit", unit),
        status=say(names.language, "projects", f"status.{one.status}"),
        date=one.date,
    )


def _doubt(name: str, ground: _Ground) -> tuple[str, str]:
    """Return of which figure a doubt is, and the doubt in words."""
    one, names = register(ground.params)[name], ground.names
    of = [names.name("region", one.region)]
    of += [names.name("indicator", one.indicator)] if one.indicator else []
    return " · ".join(of), letter(ground.params, one).say(names.language)


def _now(one: LeverPlace, behind: Parameter | None, ground: _Ground) -> float | None:
    """Return what acts in the first year after ``as_of``, None where that is no single number."""
    if one.kind not in ("number", "yearly"):
        return None
    otherwise = behind.value if behind else one.usual
    here: Any = ground.scenario.levers
    for key in keys_of(one.path):
        here = here.get(key) if isinstance(here, Mapping) else getattr(here, key)
    if isinstance(here, Series):
        year = ground.scenario.horizon.as_of + 1
        found = number_in(here, year, float("nan") if otherwise is None else otherwise)
        return None if found != found else found
    return otherwise if here is None else float(here)


def _evidence(
    behind: Parameter | None, span: LeverRange | None, ground: _Ground
) -> Mapping[str, Any]:
    """Return the range in which a value makes sense, and what says so."""
    lang = ground.names.language
    if behind is None or behind.low is None:
        return {
            "usual_low": span.low if span else None,
            "usual_high": span.high if span else None,
            "parameter": behind.name if behind else "",
            "parameter_value": behind.value if behind else None,
            "grade": behind.grade if behind else "",
            "grade_label": word(lang, "grade", behind.grade if behind else "none"),
            "source": _source(behind, ground) if behind else "",
            "reason": tell(lang, f"laboratory.{'own_choice' if span else 'chosen'}"),
        }
    told = behind.reason or behind.note
    return {
        "usual_low": behind.low,
        "usual_high": behind.high,
        "parameter": behind.name,
        "parameter_value": behind.value,
        "grade": behind.grade,
        "grade_label": word(lang, "grade", behind.grade),
        "source": _source(behind, ground),
        "reason": told.say(lang) if told else "",
    }


def _source(behind: Parameter, ground: _Ground) -> str:
    """Return the title of what a parameter rests on."""
    name = behind.place.document if behind.place else behind.source
    return told_document(ground.params, name, ground.names.language) if name else ""


def _choices(one: LeverPlace, ground: _Ground) -> tuple[tuple[str, str], ...]:
    known: Iterator[str] = iter(STATES if one.kind == "project" else one.choices)
    return tuple((name, chosen_name(name, ground.names)) for name in known)
