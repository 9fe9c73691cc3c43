"""What a reader of a run needs to know: labels, levers, and all that is assumed or doubted."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.analysis.labels import tell
from simulator.desk.doubts import letter
from simulator.inputs.case import Case
from simulator.inputs.doubts.register import register
from simulator.inputs.parameters import Parameter
from simulator.inputs.used import parameters_read
from simulator.results.manifest import Json


def about(case: Case) -> dict[str, Json]:
    """Return label, question, horizon, experiment, levers, inputs, assumed and doubts."""
    scenario = case.scenario
    plain = scenario.to_plain()
    return {
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
        "doubts": [
            {"id": doubt.id, **letter(case.params, doubt).model_dump()}
            for doubt in register(case.params).values()
            if doubt.region in case.evidence.plans
        ],
    }


def _label(case: Case) -> dict[str, Json]:
    """Return the scenario's name; that of a restated run says so."""
    names, taken = case.scenario.label, case.taken_over
    if taken is None:
        return names.model_dump()
    return {
        language: tell(language, "review.restated_label", label=name, year=taken.year)
        for language, name in names.model_dump().items()
    }


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
    """Return one parameter with its range, grade, source and reason."""
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
        "reason": {"zh": one.reason.zh, "en": one.reason.en} if one.reason else None,
    }
