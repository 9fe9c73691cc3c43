"""``equalise run``: simulate scenarios and store the runs."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import argument, option, overlay, simulation, store
from simulator.cli.progress import progress
from simulator.cli.values import Day, FileName, Word
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, Where

FIRST_TRIAL = 64
"""Draws of the first trial of ``--precision``."""


class Options(TypedDict):
    """What is simulated and what is kept, under the names `simulator.api` uses."""

    draws: int | None
    precision: float | None
    seed: int | None
    uncertainty: str | None
    until: int | None
    as_of: int | None
    regions: tuple[str, ...] | None
    keep_draws: bool
    keep_events: bool
    params: Path | None
    budget: Path | None
    known_on: str | None


class How(TypedDict):
    """Who computes and on which engine; the result does not depend on it."""

    jobs: int
    cluster: str | None
    engine: str | None


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        argument(language, "scenarios", many=True, required=False),
        *simulation(language),
        store(language, "out"),
        overlay(language),
        option(language, "budget", FileName((".csv",))),
        option(language, "as_known_on", Day(), variable="known_on", text="run_known_on"),
        option(language, "resume", Word("RUN")),
    ]
    return command(language, "run", run, parameters)


def run(
    writer: Writer,
    *,
    scenarios: tuple[str, ...],
    store: Path,
    jobs: int,
    cluster: str | None,
    engine: str | None,
    resume: str | None,
    **options: Unpack[Options],
) -> int:
    """Simulate every scenario, or go on with one interrupted run."""
    refuse_contradiction(scenarios, resume)
    if options["draws"] is not None and options["precision"] is not None:
        raise InputError(Problem("C152", Where(key="--precision")))
    if api.must_compile(likely_draws(scenarios, options), engine):
        writer.say("compiling")
    how: How = {"jobs": jobs, "cluster": cluster, "engine": engine}
    if resume:
        with progress(writer, writer.text("progress", scenario=resume)) as report:
            runs = [api.resume_run(resume, store, on_progress=report, **how)]
    else:
        refuse_bad_scenarios(scenarios, options["params"])
        runs = []
        for name in scenarios:
            with progress(writer, writer.text("progress", scenario=name)) as report:
                made = api.run_scenario(name, out=store, on_progress=report, **how, **options)
                runs.append(made)
    tell(writer, runs)
    return 0


def likely_draws(scenarios: tuple[str, ...], options: Options) -> int:
    """Return about how many draws are asked for, by the options or by the scenarios."""
    if options["precision"] is not None:
        return FIRST_TRIAL
    return api.usual_draws(scenarios) if options["draws"] is None else options["draws"]


def refuse_contradiction(scenarios: tuple[str, ...], resume: str | None) -> None:
    """Raise when neither scenarios nor a run to resume is given, or both are."""
    if resume and scenarios:
        raise InputError(Problem("C109", Where(key="--resume"), {"given": " ".join(scenarios)}))
    if not resume and not scenarios:
        args = {"given": "SCENARIO", "usage": "equalise run SCENARIO..."}
        raise InputError(Problem("C103", Where(), args))


def refuse_bad_scenarios(scenarios: tuple[str, ...], params: Path | None) -> None:
    """Raise the problems of all scenarios before the first of several is simulated."""
    if len(scenarios) < 2:
        return
    problems: list[Problem] = []
    for scenario in scenarios:
        found = api.scenario_check(scenario, params=params)
        problems += [problem for problem in found if problem not in problems]
    if problems:
        raise InputError(problems)


def tell(writer: Writer, runs: list[api.Run]) -> None:
    """Write ids and places of the runs; with ``--quiet`` one id a line."""
    if writer.as_json:
        writer.json([{"id": r.id, "scenario": r.scenario, "path": str(r.path)} for r in runs])
        return
    for done in runs:
        if writer.quiet:
            writer.line(done.id)
        else:
            label = done.label(writer.language)
            writer.line(writer.text("run_done", label=label, id=done.id))
            writer.say("stored", path=done.path)
            writer.notes(api.vintage_notes(done, writer.language))
    if len(runs) == 1:
        writer.say("see_gaps", id=runs[0].id)
