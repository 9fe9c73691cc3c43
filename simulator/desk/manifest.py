"""What a reader of a run needs to know: labels, levers, and all that is assumed or doubted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.analysis.labels import tell
from simulator.desk.doubts import letter
from simulator.desk.figures import figures
from simulator.inputs.case import Case
from simulator.inputs.doubts.register import register
from simulator.inputs.parameters import Parameter
from simulator.inputs.used import parameters_read
from simulator.inputs.vintage import vintage
from simulator.results.manifest import Json


def about(case: Case) -> dict[str, Json]:
    """Return label, question, horizon, experiment, levers, inputs, their evidence and doubts."""
    scenario = case.scenario
    plain = scenario.to_plain()
    return {
        **_known_on(case),
        **_prices(case),
        "label": _label(case),
        "question": plain["question"],
        "horizon": plain["horizon"],
        "experiment": plain["experiment"],
        "levers": plain["levers"],
        "inputs": dict(case.params.tree.digests()),
        "projects": [
            {"id": one.id, "name": one.name.model_dump()} for one in case.reserve.projects.values()
        ],
        "evidence": [_evidence(one) for one in _parameters(case)],
        "figures": list(figures(case)),
        "doubts": [
            {"id": doubt.id, **letter(case.params, doubt).model_dump()}
            for doubt in register(case.params).values()
            if doubt.region in case.evidence.plans
        ],
    }


def _label(case: Case) -> dict[str, Json]:
    """Return the scenario's name, that it is restated, and the day of what it read."""
    names, taken, day = case.scenario.label.model_dump(), case.taken_over, case.params.known_on
    if taken is not None:
        names = _told(names, "review.restated_label", year=taken.year)
    return names if day is None else _told(names, "known_on.label", day=day)


def _told(names: Mapping[str, Json], key: str, **args: object) -> dict[str, Json]:
    """Return a name in every language with something told of it."""
    return {lang: tell(lang, key, label=name, **args) for lang, name in names.items()}


def _known_on(case: Case) -> dict[str, Json]:
    """Return what the day leaves out and lets stand; nothing where no day is asked for."""
    found = vintage(case.params, case.evidence.plans, _parameters(case))
    return {} if found is None else {"known_on": found._asdict()}


def _prices(case: Case) -> dict[str, Json]:
    """Return the price level by year of the planner's own money; nothing where it has none."""
    prices = case.budget.prices if case.budget is not None else {}
    return {"prices": {str(year): level for year, level in prices.items()}} if prices else {}


def _parameters(case: Case) -> Iterator[Parameter]:
    """Yield every parameter and regional value that the run reads, the assumed ones first."""
    read = parameters_read(case.services, case.parameters)
    every = [
        one
        for parameter in case.parameters.values()
        if parameter.name in read
        for one in (parameter, *parameter.regions.values())
    ]
    yield from (one for one in every if one.grade == "assumed")
    yield from (one for one in every if one.grade != "assumed")


def _evidence(one: Parameter) -> dict[str, Json]:
    """Return one parameter with its range, grade, source and reason, or else its note."""
    reason = one.reason or one.note
    place = f"{one.place.document}:{one.place.line}" if one.place else None
    return {
        "name": one.name,
        "label": {"zh": one.label.zh, "en": one.label.en},
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "unit": one.unit,
        "grade": one.grade,
        "source": one.source or place,
        "from": list(one.derived_from),
        "formula": one.formula,
        "as_printed": one.as_printed,
        "reason": {"zh": reason.zh, "en": reason.en} if reason else None,
    }
