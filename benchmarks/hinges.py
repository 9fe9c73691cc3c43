"""Which assumption turns a verdict of the baseline: one at a time, within its range, by running.

Run ``python -m benchmarks.hinges`` from the top of the checkout to print what is found (about eight
minutes of processor time), ``--write`` to put it into `docs/baseline-zh.md` and `-en.md` as well.
Every parameter that a run reads and that has a range is set to both ends and to points between;
where a verdict turns, the value nearest to the central one is found by halving.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any, NamedTuple

from benchmarks.verdicts import CITIES, END, YEARS, Judged, Levels, Verdict, verdicts
from simulator import api
from simulator.inputs.case import Case, build_case
from simulator.inputs.levers import Variants
from simulator.inputs.parameters import Parameter, limits_of
from simulator.inputs.scenario_file import Override
from simulator.inputs.used import parameters_read
from simulator.inputs.validation import Bilingual

WHY = Bilingual(zh="试算", en="trial")
WHOLE = frozenset({"month", "year", "project", "calendar_year"})
"""Units in which only whole numbers are tried."""
GRID = 40
"""A range is cut into at least so many steps; a step is a power of ten, or one."""
POINTS = 4
"""Values tried between the central one and each end, the end included."""
FARTHEST = 10
"""How many times as far as the end of its range a value is sought that turns a firm verdict."""


class Turn(NamedTuple):
    """A verdict that a parameter turns within its range, and where."""

    verdict: Verdict
    parameter: Parameter
    at: float
    """The value nearest to the central one that turns it."""
    there: Judged
    end: float
    at_end: Judged


class Move(NamedTuple):
    """A value, and the parameter and its setting that give it."""

    value: float
    parameter: Parameter
    setting: float


class Reach(NamedTuple):
    """How far single changes move a value, and all adverse ones together."""

    verdict: Verdict
    least: Move
    most: Move
    together: Judged
    outside: tuple[Parameter, float | None]
    """What moves the value most against the verdict, and where outside its range that turns it."""


class Other(NamedTuple):
    """A world that differs in no number of ``params/``: a doubt, a variant, a lever."""

    kind: str
    name: str
    levels: Levels
    shown: Verdict | None = None
    """Told even where it does not turn."""


class Findings(NamedTuple):
    """All that was found."""

    usual: Levels
    turns: tuple[Turn, ...]
    reaches: tuple[Reach, ...]
    others: tuple[Other, ...]
    tried: tuple[Parameter, ...]


@dataclass(frozen=True)
class Trials:
    """The baseline, and what was found with other values; nothing is run twice."""

    case: Case
    usual: Levels
    known: dict[tuple[str, float], Levels] = field(default_factory=dict)

    def at(self, parameter: Parameter, value: float) -> Levels:
        """Return the verdicts with one parameter at ``value``."""
        if value == parameter.value:
            return self.usual
        key = parameter.name, value
        if key not in self.known:
            self.known[key] = self.with_all([(parameter, value)])
        return self.known[key]

    def with_all(self, settings: Iterable[tuple[Parameter, float]]) -> Levels:
        """Return the verdicts with several parameters at other values."""
        overrides = tuple(
            Override(parameter=one.name, value=value, was=one.value, why=WHY)
            for one, value in settings
        )
        scenario = replace(self.case.scenario, overrides=overrides)
        return verdicts(build_case(scenario, self.case.params))

    def turned(self, parameter: Parameter, value: float, verdict: Verdict) -> bool:
        """Return whether a verdict is another one at ``value``."""
        return self.at(parameter, value)[verdict].met != self.usual[verdict].met

    def settings(self, parameter: Parameter) -> list[float]:
        """Return the values tried within the range of a parameter."""
        low, high = parameter.low or 0.0, parameter.high or 0.0
        tried = [value for name, value in self.known if name == parameter.name]
        return [value for value in tried if low <= value <= high]


def ranged(case: Case) -> Iterator[Parameter]:
    """Yield every value with a range that a run reads: general ones, then those of the cities."""
    for name in sorted(parameters_read(case.services, case.parameters)):
        whole = case.params.parameters[name]
        for one in (whole, *(whole.regions[city] for city in CITIES if city in whole.regions)):
            if one.low is not None and one.high is not None and one.low < one.high:
                yield one


def step_of(parameter: Parameter) -> float:
    """Return the grid on which a turning value is looked for: a power of ten."""
    low, high = parameter.low or 0.0, parameter.high or 0.0
    return 1.0 if parameter.unit in WHOLE else 10.0 ** math.floor(math.log10((high - low) / GRID))


def between(parameter: Parameter, end: float) -> list[float]:
    """Return the values tried from next to the central one to ``end``; whole numbers one by one."""
    step, span = step_of(parameter), end - parameter.value
    points = min(round(abs(span)), GRID) if parameter.unit in WHOLE else POINTS
    parts = [parameter.value + span * part / points for part in range(1, points)]
    return [*dict.fromkeys(round(round(one / step) * step, 10) for one in parts), end]


def nearest(trials: Trials, parameter: Parameter, verdict: Verdict, path: list[float]) -> float:
    """Return the value on ``path`` nearest to its first at which a verdict turns.

    It turns at the end of the path and not before its last but one.
    """
    kept, turned = path[-2], path[-1]
    step = step_of(parameter)
    while abs(turned - kept) > step * 1.5:
        middle = round(round((kept + turned) / 2 / step) * step, 10)
        if middle in (kept, turned):
            break
        if trials.turned(parameter, middle, verdict):
            turned = middle
        else:
            kept = middle
    return turned


def first_turn(
    trials: Trials, parameter: Parameter, verdict: Verdict, tried: list[float]
) -> float | None:
    """Return where along ``tried`` a verdict turns first, to a step; None where it does not."""
    path = [parameter.value]
    for value in tried:
        path.append(value)
        if trials.turned(parameter, value, verdict):
            return nearest(trials, parameter, verdict, path)
    return None


def turns(trials: Trials, parameter: Parameter) -> Iterator[Turn]:
    """Yield the verdicts that a parameter turns within its range."""
    ends = (parameter.low or 0.0, parameter.high or 0.0)
    if all(trials.at(parameter, end) == trials.usual for end in ends):
        return
    for end, verdict in product(ends, trials.usual):
        if end != parameter.value:
            at = first_turn(trials, parameter, verdict, between(parameter, end))
            if at is not None:
                there, farthest = (trials.at(parameter, value)[verdict] for value in (at, end))
                yield Turn(verdict, parameter, at, there, end, farthest)


def reach(trials: Trials, tried: tuple[Parameter, ...], verdict: Verdict) -> Reach:
    """Return how far a value can be moved."""
    usual = trials.usual[verdict]
    moves = [
        Move(trials.at(one, value)[verdict].value, one, value)
        for one in tried
        for value in (one.value, *trials.settings(one))
    ]
    against = -1 if usual.met else 1
    worst: dict[str, Move] = {}
    for move in moves:
        last = worst.get(move.parameter.name)
        if against * (move.value - (last.value if last else usual.value)) > 0:
            worst[move.parameter.name] = move
    together = trials.with_all((move.parameter, move.setting) for move in worst.values())
    strongest = max(worst.values(), key=lambda move: against * move.value)
    outside = beyond(trials, strongest, verdict)
    least, most = (pick(moves, key=lambda move: move.value) for pick in (min, max))
    return Reach(verdict, least, most, together[verdict], (strongest.parameter, outside))


def beyond(trials: Trials, move: Move, verdict: Verdict) -> float | None:
    """Return where as far out as ``move`` or farther a verdict turns, None where it does not."""
    parameter, end = move.parameter, move.setting
    low, high = limits_of(parameter.unit)
    far = [parameter.value + (end - parameter.value) * times for times in range(1, FARTHEST + 1)]
    return first_turn(
        trials, parameter, verdict, [round(one, 10) for one in far if low <= one <= high]
    )


def others(trials: Trials) -> Iterator[Other]:
    """Yield doubts read otherwise, growth of elsewhere, variants of residents, other scenarios."""
    case = trials.case

    def changed(**levers: object) -> Levels:
        told = case.scenario.levers.model_copy(update=levers)
        return verdicts(build_case(replace(case.scenario, levers=told), case.params))

    for doubt in api.params_doubts():
        if doubt["severity"] == "high":
            yield Other("doubt", doubt["id"], changed(doubts={doubt["id"]: "alternative"}))
    for name in ("hospital_beds", "physicians", "nurses"):
        growth = case.params.parameters[f"services.{name}_ratio_growth"]
        xinxiang, kaifeng = growth.regions["xinxiang"], growth.regions["kaifeng"]
        for one, value in ((kaifeng, xinxiang.value), (xinxiang, growth.value)):
            key = one.name.rpartition(".")[2], f"{name}_per_1000", YEARS[0]
            yield Other("growth", f"{one.name} = {value:g}", trials.at(one, value), key)
    people = case.scenario.levers.population
    for component, variant in product(("migration", "fertility"), ("low", "high")):
        given: dict[str, Any] = {component: variant}
        population = people.model_copy(update={"variant": Variants(**given)})
        yield Other("residents", f"{component}.{variant}", changed(population=population))
    base = case.scenario.horizon.base
    unseen = people.model_copy(update={"observed_until": base})
    yield Other("residents", "observed_until", changed(population=unseen))
    for name in ("tight", "growth", "level-up", "binding-first"):
        yield Other("scenario", name, verdicts(api.load_case(name, until=END)))


def search(case: Case) -> Findings:
    """Return what turns and moves the verdicts of a case."""
    trials = Trials(case, verdicts(case))
    tried = tuple(ranged(case))
    found = []
    for number, parameter in enumerate(tried, start=1):
        print(f"{number}/{len(tried)} {parameter.name}", file=sys.stderr)
        found += list(turns(trials, parameter))
    reaches = tuple(reach(trials, tried, verdict) for verdict in trials.usual)
    return Findings(trials.usual, tuple(found), reaches, tuple(others(trials)), tried)


def main() -> None:
    """Print what is found; with ``--write`` put it into the pages as well."""
    from benchmarks import baseline_pages

    case = api.load_case("baseline", until=END)
    found = search(case)
    for turn in found.turns:
        print(*turn.verdict, turn.parameter.name, f"{turn.parameter.value:g}", f"{turn.at:g}")
    for one in found.reaches:
        print(
            *one.verdict,
            *(f"{value:.2f}" for value in (one.least.value, one.most.value)),
            one.together,
        )
    if "--write" in sys.argv[1:]:
        baseline_pages.write(case, found)


if __name__ == "__main__":
    main()
