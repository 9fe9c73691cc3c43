"""Reports of stored runs: what each variant says, written in the form its suffix asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypedDict, Unpack

import pandas as pd

from simulator.analysis.document import Document
from simulator.analysis.reports.content import Content
from simulator.analysis.reports.draft_blocks import Drafted
from simulator.analysis.reports.review_blocks import Reviewed
from simulator.analysis.reports.variants import DRAFT, OF_FORMS, REVIEWS, VARIANTS, document
from simulator.analysis.run_inputs import unlike_notes
from simulator.analysis.run_view import Origin, Printed, RunView, target_year
from simulator.axes import PROVINCE
from simulator.desk.cases import params_of
from simulator.desk.comparing import compare_runs
from simulator.desk.draft import draft
from simulator.desk.exports import export_runs
from simulator.desk.forms import FORMS, form_of
from simulator.desk.pictures import catalogue, label, view
from simulator.desk.population import people_of_run, population_pyramid
from simulator.desk.projects import run_projects
from simulator.desk.review import review
from simulator.desk.runs import Run
from simulator.errors import InputError, Problem, SimulatorError, Where, place
from simulator.inputs.arguments import nearest
from simulator.progress import Progress
from simulator.reporting.report import write_report as write_tables

TABLES = (".xlsx", ".csv")
FORMATS = (*FORMS, *TABLES)
DEFAULT_VARIANT = "full"
MOST_RUNS = 6
"""Runs that stand beside each other on a page."""
PERIOD = 5
"""Years of a plan."""


REPORT_VARIANTS = tuple(VARIANTS)


class Options(TypedDict, total=False):
    """What a document may be asked for besides its runs; the defaults are those of `Asked`."""

    variant: str
    include_imputed: bool
    day: str | None
    template: Path | str | None
    year: int | None
    region: str | None
    observations: Path | str | None
    unlike: bool


@dataclass(frozen=True)
class Asked:
    """What kind of document is asked for.

    Parameters
    ----------
    variant
        A key of `simulator.analysis.reports.variants.VARIANTS`.
    include_imputed
        Whether cities without figures of their own stand in the tables.
    day
        Date of the document as YYYY-MM-DD; None is today.
    template
        A .docx or .pptx to be filled; Word and slides only.
    year
        31 December that a review is of; the target year of a draft of a plan.
    region
        Region of a draft of a plan.
    observations
        A planner's own, for a review; as `simulator.desk.review.review`.
    unlike
        Whether runs of other base years, target years or versions of the model may stand side by
        side; every page then says so.
    """

    variant: str = DEFAULT_VARIANT
    include_imputed: bool = False
    day: str | None = None
    template: Path | str | None = None
    year: int | None = None
    region: str | None = None
    observations: Path | str | None = None
    unlike: bool = False


def write_report(
    runs: Sequence[Run],
    path: Path | str,
    lang: str = "zh",
    *,
    on_progress: Progress | None = None,
    **options: Unpack[Options],
) -> Path:
    """Write runs as a document, a workbook or a flat table, by the suffix of ``path``.

    Parameters
    ----------
    runs
        The first is reported on; the others are compared with it.
    path
        Ends with one of `FORMATS`: a key of `simulator.desk.forms.FORMS` is a document, .xlsx the
        annex of all tables, .csv the gaps; or with a key of `simulator.desk.exports.EXPORTS`.
    lang
        ``zh`` or ``en``.
    on_progress
        Called with the steps done and all steps: blocks of a document, columns of a workbook,
        lots of rows of a CSV, tables of a folder.
    **options
        `Asked`; documents only.

    Raises
    ------
    InputError
        C131 for a suffix that is no report, R200 for a variant that does not exist, R201 and R202
        for a Word template, R252 and R253 for one of slides, R204 for a form without templates,
        R203, R238, R239 for unlike runs, R250 as `simulator.desk.exports`, R251 for a variant that
        slides and charts do not have.
    MachineError
        R161 when the file cannot be written, R260 when the fonts of a PDF are missing.
    """
    target = Path(path)
    if exported := export_runs(runs, target, lang, on_progress=on_progress):
        return exported
    form, asked = form_of(target), Asked(**options)
    if form is None and target.suffix.lower() not in TABLES:
        args = {"found": target.suffix or target.name, "known": " ".join(FORMATS)}
        raise InputError(Problem("C131", place(target), args))
    if asked.template is not None and not (form and form.takes_template):
        raise InputError(Problem("R204", place(target), {"found": target.suffix}))
    if form is None:
        views = [_for_tables(run, lang) for run in runs]
        return write_tables(views, target, catalogue(lang), on_progress=on_progress)
    if form.variant:
        if asked.variant not in (DEFAULT_VARIANT, form.variant):
            args = {"found": target.suffix, "variant": asked.variant}
            raise InputError(Problem("R251", place(target), args))
        asked = replace(asked, variant=form.variant)
    made = report_document(runs, lang, asked)
    template = Path(asked.template) if asked.template is not None else None
    return form.write(made, target, template, on_progress)


def report_document(runs: Sequence[Run], lang: str = "zh", asked: Asked | None = None) -> Document:
    """Return the content of a report, the same for every format.

    A run named twice stands once.

    Raises
    ------
    InputError
        R200 for a variant that does not exist, R205 for one that needs a year or a region, R206 for
        more than `MOST_RUNS` runs, R203, R238 and R239 for unlike ones.
    """
    asked = asked or Asked()
    if asked.variant not in (*VARIANTS, *OF_FORMS):
        args = {"found": asked.variant, "nearest": nearest(asked.variant, VARIANTS)}
        args["known"] = ", ".join(VARIANTS)
        raise InputError(Problem("R200", Where(key="--variant"), args))
    _must_be_asked_whole(asked)
    different = list({run.id: run for run in runs}.values())
    shown = asked.variant == DEFAULT_VARIANT
    if len(different) > MOST_RUNS:
        args = {"n": str(len(different)), "most": str(MOST_RUNS)}
        raise InputError(Problem("R206", Where(), args))
    views = [
        report_view(run, lang, with_projects=shown and at == 0) for at, run in enumerate(different)
    ]
    year = min(target_year(views[0]), *(one.end for one in views))
    compared = len(different) > 1
    comparison = compare_runs(different, year, lang, unlike=asked.unlike) if compared else None
    if not asked.unlike:
        must_be_alike(views)
    bases = {one.id: one.base for one in views}
    inputs = {one.id: one.inputs for one in views}
    content = Content(
        views=views,
        catalogue=catalogue(lang),
        date=asked.day or date.today().isoformat(),
        comparison=comparison,
        include_imputed=asked.include_imputed,
        warning=" ".join(unlike_notes(bases, inputs, lang)),
        review=_review(different, lang, asked) if asked.variant in REVIEWS else None,
        draft=_draft(different[0], lang, asked) if asked.variant == DRAFT else None,
    )
    return document(asked.variant, content)


def _must_be_asked_whole(asked: Asked) -> None:
    """Refuse a review without a year, and a draft without a year or a region."""
    needed: dict[str, object] = {}
    if asked.variant in (*REVIEWS, DRAFT):
        needed["--year"] = asked.year
    if asked.variant == DRAFT:
        needed["--region"] = asked.region
    missing = [name for name, given in needed.items() if given is None]
    if missing:
        args = {"variant": asked.variant, "missing": ", ".join(missing)}
        raise InputError(Problem("R205", Where(key="--variant"), args))


def _review(runs: Sequence[Run], lang: str, asked: Asked) -> Reviewed:
    """Return the review of a year; a restated run among the runs stands beside the first."""
    year = asked.year or 0
    restated = next((run for run in runs if run.taken_over is not None), None)
    first = next((run for run in runs if run.taken_over is None), None)
    given = asked.observations
    found = review(asked.variant, year, observations=given, run=first, restated=restated, lang=lang)
    return Reviewed(asked.variant, year, found.rows, found.counts, found.notes)


def _draft(run: Run, lang: str, asked: Asked) -> Drafted:
    """Return the draft of a five-year plan under the money and levers of the run's scenario."""
    last, region = asked.year or 0, asked.region or PROVINCE
    first = last - PERIOD
    table = draft(region, first, last, scenario=run.scenario, out=run.path.parent, lang=lang)
    notes = tuple(str(note) for note in table.attrs["notes"])
    return Drafted(region, first, last, table, notes, str(table.attrs["run"]))


def report_view(run: Run, lang: str, *, with_projects: bool = True) -> RunView:
    """Return what a document needs of a run; its projects are read only when they are shown."""
    seen = replace(view(run, lang), origin=origin(run, lang), printed=printed())
    if not with_projects:
        return seen
    named = _named(run, lang)
    lots = run_projects(run, lang=lang) if named is None else None
    return replace(seen, projects=named, lots=lots)


def _named(run: Run, lang: str) -> pd.DataFrame | None:
    """Return the named projects of a run; None where it has none."""
    if not run.manifest.get("projects"):
        return None
    named = run_projects(run, named=True, lang=lang)
    return named.assign(unit_label=[label("unit", unit, lang) for unit in named["unit"]])


def origin(run: Run, lang: str) -> Origin:
    """Return where a run comes from."""
    manifest: Any = run.manifest
    experiment, model = manifest["experiment"], manifest["model"]
    question = manifest["question"]
    return Origin(
        question=str(question[lang]) if isinstance(question, dict) else "",
        draws=int(experiment["draws"]),
        seed=int(experiment["seed"]),
        version=str(model["version"]),
        digest=str(model["digest"]),
    )


def printed() -> dict[tuple[str, str], Printed]:
    """Return the rows of the plans' tables as printed."""
    return {
        (plan.id, row.id): Printed(at, row.domain, row.label, row.base.as_printed or "")
        for plan in params_of(None).plans.values()
        for at, row in enumerate(plan.rows)
    }


def must_be_alike(views: Sequence[RunView]) -> None:
    """Refuse runs whose targets are of other years."""
    first = views[0]
    for other in views[1:]:
        one, two = target_year(first), target_year(other)
        if one != two:
            args = {"first": first.id, "other": other.id, "one": str(one), "two": str(two)}
            raise InputError(Problem("R203", Where(), args))


def _for_tables(run: Run, lang: str) -> RunView:
    """Return what the annex needs of a run, the pyramid where it can be made again."""
    seen = replace(view(run, lang), projects=_named(run, lang))
    try:
        people = people_of_run(run)
    except SimulatorError:
        return seen
    return replace(seen, pyramid=population_pyramid(people, PROVINCE, target_year(seen), lang))
