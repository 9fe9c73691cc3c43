"""``equalise runs export|import|delete``: a stored run as one file, and gone."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import argument, flag, option, store
from simulator.cli.progress import progress
from simulator.cli.saving import save
from simulator.cli.values import FileName
from simulator.cli.writer import Writer
from simulator.errors import InputError, Problem, SimulatorError, Where

ARCHIVES = (".zip",)
YES = ("y", "yes", "是")
REFUSED = 1


def make_export(language: str) -> click.Command:
    """Return ``runs export``."""
    parameters = [
        argument(language, "run"),
        option(language, "to", FileName(ARCHIVES), text="to_archive", required=True),
        store(language),
    ]
    return command(language, "export", export, parameters)


def make_import(language: str) -> click.Command:
    """Return ``runs import``."""
    archive = argument(language, "archive", kind=FileName(ARCHIVES))
    return command(language, "import", import_run, [archive, store(language)])


def make_delete(language: str) -> click.Command:
    """Return ``runs delete``."""
    parameters = [argument(language, "run"), flag(language, "yes"), store(language)]
    return command(language, "delete", delete, parameters)


def export(writer: Writer, *, run: str, to: Path, store: Path) -> int:
    """Write a run into one file."""
    save(writer, to, lambda bar: api.export_run(run, to, store, on_progress=bar))
    writer.say("export_next", path=to)
    return 0


def import_run(writer: Writer, *, archive: Path, store: Path) -> int:
    """Put the run of a file into the store."""
    with progress(writer, writer.text("progress_import", name=archive.name)) as advance:
        found = api.import_run(archive, store, on_progress=advance)
    if writer.as_json:
        writer.json({"id": found.id, "path": str(found.path), "stood": found.stood})
    elif writer.quiet:
        writer.line(found.id)
    else:
        writer.line(writer.text("run_done", label=found.label(writer.language), id=found.id))
        writer.say("stood" if found.stood else "stored", path=found.path)
    return 0


def delete(writer: Writer, *, run: str, yes: bool, store: Path) -> int:
    """Delete a run: asked for on a terminal, elsewhere only with ``--yes``."""
    folder = api.removable_run(run, store)
    if not yes and not confirmed(writer, folder):
        writer.say("not_deleted", id=folder.name)
        return REFUSED
    api.delete_run(folder)
    if writer.as_json:
        writer.json({"deleted": folder.name})
    writer.say("deleted", id=folder.name)
    return 0


def confirmed(writer: Writer, folder: Path) -> bool:
    """Ask whether a run is to be deleted; a refusal where nobody can answer."""
    if not sys.stdin.isatty():
        raise InputError(Problem("R227", Where(key="--yes"), {"run": folder.name}))
    try:
        label = api.open_run(str(folder)).label(writer.language)
    except SimulatorError:  # a damaged run may be deleted too
        label = "—"
    sys.stderr.write(writer.text("ask_delete", id=folder.name, label=label, path=folder))
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in YES
