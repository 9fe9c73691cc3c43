"""A scenario, frozen: what it says, what it inherits, and the place of every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from simulator.errors import Where
from simulator.inputs.levers import Levers
from simulator.inputs.scenario_file import Override, Uncertainty
from simulator.inputs.validation import Bilingual


class Horizon(NamedTuple):
    """Years of a scenario; each stands for its 31 December."""

    base: int
    as_of: int
    end: int


class Experiment(NamedTuple):
    """Number of draws besides the central one, the seed, and what varies in draws.

    ``parameters`` are what more knowledge would settle: parameters and the base of cities
    without a count. ``chance`` is what nobody can know: the times of single projects and the
    population's path. ``all`` is both.
    """

    draws: int = 0
    seed: int = 0
    uncertainty: Uncertainty = "all"

    @property
    def parameters_vary(self) -> bool:
        """Return whether draws differ in what more knowledge would settle."""
        return self.uncertainty != "chance"

    @property
    def chance_varies(self) -> bool:
        """Return whether draws differ in what nobody can know."""
        return self.uncertainty != "parameters"

    def to_plain(self) -> dict[str, Any]:
        """Return what decides a result: without draws nothing varies, and ``all`` is usual."""
        plain = self._asdict()
        if self.uncertainty == "all" or self.draws == 0:
            del plain["uncertainty"]
        return plain


@dataclass(frozen=True)
class Scenario:
    """A scenario with all it inherits.

    ``chain`` names the scenarios from the root to this one. ``baseline_levers`` are the root's:
    they hold up to ``horizon.as_of``. ``overrides`` stand in the order in which they apply.
    ``origins`` gives file and line of each value by dotted path; what is missing there has the
    default of the schema.
    """

    id: str
    label: Bilingual
    question: Bilingual
    chain: tuple[str, ...]
    horizon: Horizon
    plans: tuple[str, ...] | None
    params: str | None
    levers: Levers
    baseline_levers: Levers
    overrides: tuple[Override, ...]
    experiment: Experiment
    origins: Mapping[str, Where] = field(default_factory=dict, compare=False, repr=False)

    def levers_in(self, year: int) -> Levers:
        """Return the levers of a calendar year: the baseline's up to ``as_of``, then its own."""
        return self.baseline_levers if year <= self.horizon.as_of else self.levers

    def where(self, path: str) -> Where:
        """Return the place of a value, or the nearest place above it."""
        keys = path.split(".")
        for length in range(len(keys), 0, -1):
            found = self.origins.get(".".join(keys[:length]))
            if found is not None:
                return Where(found.file, found.line, path)
        return Where("", 0, path)

    def to_plain(self) -> dict[str, Any]:
        """Return all that decides a result, as JSON holds it, keys sorted.

        `scenario_from_plain` reads it back. Places, the names of parents and the folder of
        ``params`` are left out: the digests of the files say more.
        """
        plain: dict[str, Any] = {
            "id": self.id,
            "label": self.label.model_dump(),
            "question": self.question.model_dump(),
            "horizon": self.horizon._asdict(),
            "plans": None if self.plans is None else list(self.plans),
            "levers": self.levers.model_dump(mode="json"),
            "baseline_levers": self.baseline_levers.model_dump(mode="json"),
            "overrides": [one.model_dump(mode="json") for one in self.overrides],
            "experiment": self.experiment.to_plain(),
        }
        return {key: _sorted(plain[key]) for key in sorted(plain)}


def scenario_from_plain(plain: Mapping[str, Any]) -> Scenario:
    """Return the scenario that `Scenario.to_plain` wrote."""
    years = integer_years(plain)
    return Scenario(
        id=years["id"],
        label=Bilingual.model_validate(years["label"]),
        question=Bilingual.model_validate(years["question"]),
        chain=(years["id"],),
        horizon=Horizon(**years["horizon"]),
        plans=None if years["plans"] is None else tuple(years["plans"]),
        params=None,
        levers=Levers.model_validate(years["levers"]),
        baseline_levers=Levers.model_validate(years["baseline_levers"]),
        overrides=tuple(Override.model_validate(one) for one in years["overrides"]),
        experiment=Experiment(**years["experiment"]),
    )


def integer_years(value: Any) -> Any:  # noqa: ANN401  (plain data)
    """Return plain data with the years of series as integers again: JSON keys are text.

    Raises
    ------
    ValueError
        For a year that is no number.
    """
    if isinstance(value, list):
        return [integer_years(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: {int(year): number for year, number in one.items()}
        if key == "at" and isinstance(one, Mapping)
        else integer_years(one)
        for key, one in value.items()
    }


def _sorted(value: Any) -> Any:  # noqa: ANN401  (plain data)
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def resolved_yaml(scenario: Scenario) -> str:
    """Return the plain form as YAML text: the same scenario gives the same bytes."""
    return yaml.safe_dump(scenario.to_plain(), allow_unicode=True, sort_keys=True)
