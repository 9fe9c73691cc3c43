"""What is asked of a run: everything that decides its bytes, and the files it is read from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, get_args

from simulator.errors import InputError, Problem
from simulator.inputs.arguments import nearest
from simulator.inputs.case import Case
from simulator.inputs.regions import nearest_region
from simulator.inputs.scenario import Experiment as Draws
from simulator.inputs.scenario_file import Uncertainty
from simulator.results.manifest import Json
from simulator.results.store import make_folder

REQUEST = "request.json"
"""What was asked, kept beside the blocks so that a run can be resumed by its id."""


class Files(NamedTuple):
    """Files beside the scenario, kept so that a run can be resumed."""

    params: str | None
    budget: str | None


@dataclass(frozen=True)
class Request:
    """Everything that decides the bytes of a run, besides the files of ``params/``."""

    draws: int
    seed: int
    regions: tuple[str, ...] | None
    keep_draws: bool
    keep_events: bool
    uncertainty: Uncertainty = "all"


def known_regions(case: Case, regions: Sequence[str] | None) -> tuple[str, ...] | None:
    """Return the cities to store in their own order; R162 for those that do not exist."""
    if regions is None:
        return None
    known = tuple(case.params.regions)
    bad = [
        Problem("R162", args={"found": name, "nearest": nearest_region(name, case.params.regions)})
        for name in regions
        if name not in known
    ]
    if bad:
        raise InputError(bad)
    return tuple(name for name in known if name in regions)


def known_uncertainty(asked: str | None) -> Uncertainty | None:
    """Return what was asked to vary; R133 for a word that means nothing."""
    known: tuple[Uncertainty, ...] = get_args(Uncertainty)
    if asked is None or asked in known:
        return next((one for one in known if one == asked), None)
    args = {"found": asked, "nearest": nearest(asked, known), "known": ", ".join(known)}
    raise InputError(Problem("R133", args=args))


def with_experiment(case: Case, request: Request) -> Case:
    """Return a case whose scenario says how it is drawn."""
    drawn = Draws(request.draws, request.seed, request.uncertainty)
    return replace(case, scenario=replace(case.scenario, experiment=drawn))


def identity_of(case: Case, request: Request) -> dict[str, Json]:
    """Return everything that decides a run's bytes: what its id is made of."""
    own: dict[str, Json] = {"budget": case.budget.digest} if case.budget is not None else {}
    if case.taken_over is not None:
        own["taken_over"] = case.taken_over.to_plain()
    if case.params.known_on is not None:
        own["known_on"] = case.params.known_on
    return {
        **own,
        "scenario": case.scenario.to_plain(),
        "params": dict(case.params.tree.digests()),
        "regions": list(request.regions) if request.regions is not None else None,
        "keep_draws": request.keep_draws,
        "keep_events": request.keep_events,
    }


def note_request(folder: Path, identity: Mapping[str, Json], files: Files) -> None:
    """Keep what was asked beside the blocks."""
    make_folder(folder)
    text = json.dumps({"identity": identity, **files._asdict()}, ensure_ascii=False)
    (folder / REQUEST).write_text(text, encoding="utf-8")
