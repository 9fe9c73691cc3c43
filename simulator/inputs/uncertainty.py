"""How a parameter varies in draws: its distribution and the group it moves with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from simulator.distributions.discrete import faults
from simulator.distributions.spread import Family, Outcome
from simulator.errors import Problem
from simulator.inputs.arguments import nearest
from simulator.inputs.validation import NonEmpty, Strict
from simulator.inputs.yaml_nodes import Document, Key

if TYPE_CHECKING:
    from simulator.inputs.evidence import Valued
    from simulator.inputs.parameters import Parameter

CORRELATION = "correlation"
"""Unit of the correlations of `FOLDER`."""
BY_PROJECT = "_months"
"""Project times are drawn project by project, not once a draw."""
FIXED_FOLDERS = ("population", "uncertainty")
"""Read once a case: a draw's residents come from the error model, correlations hold in all."""
MIGRATION = "population.migration_error_province"
"""The error of the population that may belong to a group (`population.errors`)."""


class OutcomeFile(Strict):
    """One outcome of a discrete parameter."""

    value: float
    probability: Annotated[float, Field(gt=0.0, le=1.0)]


class Group(Strict):
    """Parameters that move together: a name, and the parameter that says how closely."""

    name: NonEmpty
    correlation: NonEmpty


def drawn_once(name: str) -> bool:
    """Return whether a parameter takes one value in a draw."""
    return name.partition(".")[0] not in FIXED_FOLDERS and not drawn_by_project(name)


def drawn_by_project(name: str) -> bool:
    """Return whether every project draws its own value of a parameter."""
    return name.endswith(BY_PROJECT)


def outcomes_of(one: Valued) -> tuple[Outcome, ...]:
    """Return the outcomes of a discrete value, none of others."""
    return tuple(Outcome(each.value, each.probability) for each in one.outcomes or ())


def family_problems(
    one: Valued, family: Family, document: Document, *keys: Key
) -> Iterator[Problem]:
    """Yield what is wrong with the distribution of one value; ``family`` may be the file's.

    P218 outcomes without ``discrete`` or the other way round, P219 their order or sum,
    P226 a distribution without a range, P227 ``bounds`` of a lognormal, P228 a value that is not
    the most probable outcome or a range that is not that of the outcomes.
    """
    named = one.distribution is not None
    if one.outcomes is not None and family != "discrete":
        yield Problem("P218", document.where(*keys, "outcomes"))
    elif one.outcomes is None and family == "discrete" and (named or one.low is not None):
        yield Problem("P218", document.where(*keys, "distribution"))
    elif one.outcomes is not None:
        yield from _outcome_problems(one, document, *keys)
    elif named and one.low is None:
        yield Problem("P226", document.where(*keys, "distribution"), {"key": "distribution"})
    elif family == "lognormal" and one.bounds:
        yield Problem("P227", document.where(*keys, "bounds"))


def _outcome_problems(one: Valued, document: Document, *keys: Key) -> Iterator[Problem]:
    outcomes = outcomes_of(one)
    wrong = faults(outcomes)
    likely = max(outcome.probability for outcome in outcomes)
    ends = (outcomes[0].value, outcomes[-1].value)
    if wrong:
        yield Problem("P219", document.where(*keys, "outcomes"), {"found": wrong})
    elif Outcome(one.value, likely) not in outcomes or ends != (one.low, one.high):
        yield Problem("P228", document.where(*keys, "outcomes"))


def group_problems(
    parameters: Mapping[str, Parameter], documents: Mapping[str, Document]
) -> list[Problem]:
    """Return what is wrong with the groups: P224 an unknown correlation, P225 no correlation.

    P226 where there is no range to draw from, P229 where a parameter is not drawn once a draw.
    """
    problems = []
    for name, parameter in parameters.items():
        group = parameter.group
        if group is None:
            continue
        where = documents[name].where("group", "correlation")
        found = parameters.get(group.correlation)
        if found is None:
            near = nearest(group.correlation, parameters)
            problems.append(Problem("P224", where, {"found": group.correlation, "nearest": near}))
        elif found.unit != CORRELATION:
            problems.append(Problem("P225", where, {"found": found.name, "unit": found.unit}))
        above = documents[name].where("group")
        if name == MIGRATION:
            continue
        if not drawn_once(name):
            problems.append(Problem("P229", above, {"found": name}))
        elif parameter.low is None and not any(
            one.low is not None for one in parameter.regions.values()
        ):
            problems.append(Problem("P226", above, {"key": "group"}))
    return problems
