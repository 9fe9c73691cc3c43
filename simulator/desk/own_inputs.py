"""Uploads: budgets and lists of projects, checked like files of the command line, and run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from simulator.desk.old_uploads import tidy_uploads as tidy_uploads
from simulator.desk.own_budget import take_budget, write_own_budget
from simulator.desk.own_case import OwnCase
from simulator.desk.own_projects import take_projects, write_own_projects
from simulator.desk.request import Request, identity_of, known_regions
from simulator.desk.runs import Run, run_scenario
from simulator.desk.uploads import LARGEST_UPLOAD as LARGEST_UPLOAD
from simulator.desk.uploads import uploaded
from simulator.inputs.case import Case
from simulator.inputs.project_list.columns import GROUP
from simulator.inputs.project_list.reading import Imported
from simulator.progress import Progress
from simulator.results.manifest import run_id
from simulator.text import say

Kind = Literal["budget", "projects"]
WRITERS = {"budget": write_own_budget, "projects": write_own_projects}
JOINT = {"zh": "、", "en": ", "}


class OwnInput(NamedTuple):
    """An upload without mistakes: the run it would make, and what to know of it."""

    run: Run
    """The run it was uploaded for."""
    kind: Kind
    name: str
    """Name of the file as the person has it, cut where it is very long."""
    own: OwnCase
    id: str
    """Id of the run with it."""
    remarks: tuple[str, ...]


def own_input_book(run: Run, kind: Kind, lang: str = "zh") -> bytes:
    """Return a workbook with what a run had, to be changed and uploaded.

    Raises
    ------
    InputError
        R166 when the run's inputs have changed since.
    """
    with TemporaryDirectory(prefix="equalise-") as folder:
        return WRITERS[kind](run, Path(folder) / f"{kind}.xlsx", lang).read_bytes()


def take_upload(run: Run, kind: Kind, name: str, raw: bytes, lang: str = "zh") -> OwnInput:
    """Return an uploaded budget or list of projects, ready to be run with a run's scenario.

    Parameters
    ----------
    run
        Its scenario, years, draws and seed are taken.
    name
        Name of the file as the person has it; it becomes no path.
    raw
        Content of the file.

    Raises
    ------
    InputError
        C243 too large, C244 neither a workbook nor a CSV; all problems of the file.
    """
    with uploaded(name, raw) as (file, called):
        if kind == "budget":
            own, found = take_budget(run, file, called), None
        else:
            own, found = take_projects(run, file, called)
    remarks = () if found is None else tuple(_remarks(found, lang))
    return OwnInput(run, kind, called, own, _id_of(run, own.case), remarks)


def run_with(taken: OwnInput, on_progress: Progress | None = None) -> Run:
    """Run what was uploaded and return the run, in the store of the run it was uploaded for.

    Raises
    ------
    Interrupted
        When stopped; the same call goes on.
    """
    return run_scenario(
        taken.own.case,
        regions=_regions(taken.run),
        out=taken.run.path.parent,
        params=taken.own.params,
        budget=taken.own.budget,
        on_progress=on_progress,
    )


def _id_of(run: Run, case: Case) -> str:
    """Return the id that the run of a case will have."""
    usual = case.scenario.experiment
    regions = _regions(run)
    request = Request(
        draws=usual.draws,
        seed=usual.seed,
        regions=known_regions(case, regions),
        keep_draws=False,
        keep_events=False,
        uncertainty=usual.uncertainty,
    )
    return run_id(case.scenario.id, identity_of(case, request))


def _regions(run: Run) -> list[str] | None:
    identity: Any = run.manifest["identity"]
    found = identity["regions"]
    return None if found is None else list(found)


def _remarks(found: Imported, lang: str) -> Iterator[str]:
    """Yield what a planner must know of a list: nothing is left out without a word."""
    joint = JOINT[lang]
    yield say(lang, GROUP, "took.imported", n=len(found.projects))
    for key, rows in (("unsized", found.unsized), ("sums", found.totals)):
        if rows:
            yield say(lang, GROUP, f"took.{key}", rows=joint.join(map(str, rows)))
    if found.renamed:
        ids = joint.join(f"{before} → {now}" for before, now in found.renamed.items())
        yield say(lang, GROUP, "took.renamed", ids=ids)
    if found.untranslated:
        yield say(lang, GROUP, "took.untranslated", n=found.untranslated)
    if found.unread:
        yield say(lang, GROUP, "took.unread", columns=joint.join(found.unread))
