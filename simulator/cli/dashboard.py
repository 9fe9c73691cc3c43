"""``equalise dashboard``: the pages in a browser, on this machine only."""

from __future__ import annotations

import socket
from importlib import import_module
from pathlib import Path

import click

from simulator.cli.commands import command
from simulator.cli.options import MAX_PORT, option, store
from simulator.cli.values import WholeNumber
from simulator.cli.writer import Writer
from simulator.errors import MachineError, Problem, Where

DEFAULT_PORT = 5006
HERE_ONLY = "127.0.0.1"


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        option(language, "port", WholeNumber(1, MAX_PORT), default=DEFAULT_PORT),
        store(language),
    ]
    return command(language, "dashboard", dashboard, parameters)


def dashboard(writer: Writer, *, port: int, store: Path) -> int:
    """Serve the pages until Ctrl-C."""
    refuse_taken_port(port)
    try:
        pages = import_module("dashboards.app")
    except ModuleNotFoundError as missing:
        args = {"given": str(missing.name)}
        raise MachineError(Problem("C111", Where(), args)) from missing
    writer.say("serving", port=port)
    writer.out.flush()
    try:
        pages.serve(runs=store, port=port, lang=writer.language)
    except KeyboardInterrupt:
        return 0
    return 0


def refuse_taken_port(port: int) -> None:
    """Raise when another program listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if probe.connect_ex((HERE_ONLY, port)) == 0:
            args = {"given": str(port), "other": str(port % MAX_PORT + 1)}
            raise MachineError(Problem("C113", Where(key="--port"), args))
