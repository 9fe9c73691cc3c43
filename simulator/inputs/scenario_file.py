"""What a scenario file may hold; each file alone, before it inherits anything."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from pydantic import Strict as StrictTypes

from simulator.errors import Problem
from simulator.inputs.levers import Levers
from simulator.inputs.series import Year
from simulator.inputs.validation import SCENARIO_CODES, Bilingual, NonEmpty, Strict, check
from simulator.inputs.yaml_nodes import Document

Draws = Annotated[int, Field(ge=0, le=1_000_000)]
Seed = Annotated[int, Field(ge=0, lt=2**63)]
Uncertainty = Literal["all", "parameters", "chance"]


class HorizonFile(Strict):
    """Years as written; what a file leaves out it inherits."""

    base: Year | None = None
    as_of: Year | None = None
    end: Year | None = None


class ExperimentFile(Strict):
    """Draws, seed and what varies, as written."""

    draws: Draws | None = None
    seed: Seed | None = None
    uncertainty: Uncertainty | None = None


class Override(Strict):
    """One value of ``params/`` replaced by a scenario.

    ``parameter`` is ``folder.name``, ``folder.name.region`` or
    ``plans.<plan>.<row id>.<base|target>``; ``was`` must equal the value it replaces.
    """

    parameter: NonEmpty
    value: float
    was: float
    why: Bilingual


class ScenarioFile(Strict):
    """A scenario file."""

    label: Bilingual
    question: Bilingual
    extends: NonEmpty | None = None
    horizon: HorizonFile = Field(default_factory=HorizonFile)
    plans: (
        Annotated[tuple[NonEmpty, ...], StrictTypes(strict=False), Field(min_length=1)] | None
    ) = None
    params: NonEmpty | None = None
    levers: Levers = Field(default_factory=Levers)
    overrides: Annotated[tuple[Override, ...], StrictTypes(strict=False)] = ()
    experiment: ExperimentFile = Field(default_factory=ExperimentFile)


_RULE_CODES = {"levers.transfers.rule": "S104", "levers.allocation.rule": "S105"}


def check_file(document: Document) -> tuple[ScenarioFile | None, list[Problem]]:
    """Return the checked file, or all its problems."""
    file, found = check(ScenarioFile, document, codes=SCENARIO_CODES)
    problems = [
        Problem(_RULE_CODES.get(one.where.key, one.code), one.where, one.args)
        if one.code == SCENARIO_CODES.not_a_choice
        else one
        for one in found
    ]
    return file, problems
