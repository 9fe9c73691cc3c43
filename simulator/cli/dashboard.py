"""``equalise dashboard``: the pages in a browser, by default on this machine only."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.options import MAX_PORT, flag, option, store
from simulator.cli.values import FileName, Names, WholeNumber, Word
from simulator.cli.writer import Writer
from simulator.errors import InputError, MachineError, Problem, Where, place

DEFAULT_PORT = 5006
HERE_ONLY = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")


def make(language: str) -> click.Command:
    """Return the command."""
    parameters = [
        option(language, "port", WholeNumber(1, MAX_PORT), default=DEFAULT_PORT),
        store(language),
        option(language, "address", Word("IP"), default=HERE_ONLY),
        option(language, "hosts", Names()),
        option(language, "basic_auth", FileName(), variable="users"),
        flag(language, "read_only"),
        option(language, "map", FileName(), variable="own_map", text="own_map"),
    ]
    return command(language, "dashboard", dashboard, parameters)


def dashboard(
    writer: Writer,
    *,
    port: int,
    store: Path,
    address: str,
    hosts: tuple[str, ...] | None,
    users: Path | None,
    read_only: bool,
    own_map: Path | None,
) -> int:
    """Serve the pages until Ctrl-C."""
    drawn, unfit = api.city_maps.try_own_map(own_map) if own_map else (None, [])
    problems = [*_address_problems(address, hosts), *_user_problems(users), *unfit]
    if problems:
        raise InputError(problems)
    refuse_taken_port(port, address)
    try:
        pages = import_module("dashboards.server")
    except ModuleNotFoundError as missing:
        args = {"given": str(missing.name)}
        raise MachineError(Problem("C111", Where(), args)) from missing
    reach = pages.Reach(address, tuple(hosts or ()), users, read_only)
    writer.say("serving", host=reach.hosts[0] if reach.hosts else address, port=port)
    if not ip_address(address).is_loopback and users is None:
        writer.say("serving_to_all")
    writer.out.flush()
    try:
        pages.serve(runs=store, port=port, lang=writer.language, reach=reach, own_map=drawn)
    except KeyboardInterrupt:
        return 0
    return 0


def _address_problems(address: str, hosts: tuple[str, ...] | None) -> list[Problem]:
    """Return what is wrong with where to listen."""
    try:
        ip_address(address)
    except ValueError:
        return [Problem("C280", Where(key="--address"), {"given": address})]
    if address in EVERYWHERE and not hosts:
        return [Problem("C281", Where(key="--hosts"), {"given": address})]
    return []


def _user_problems(users: Path | None) -> list[Problem]:
    """Return what is wrong with a file of users; passwords are never repeated."""
    if users is None:
        return []
    try:
        found = json.loads(users.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    named = isinstance(found, Mapping) and found
    if named and all(isinstance(one, str) and one for one in (*found, *found.values())):
        return []
    return [Problem("C282", place(users, key="--basic-auth"))]


def refuse_taken_port(port: int, address: str = HERE_ONLY) -> None:
    """Raise when another program listens on the port, or the address is not this machine's."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except PermissionError as error:
            raise MachineError(_port_problem(port)) from error
        except OSError as error:
            here = error.errno == 98 or error.errno == 10048
            problem = Problem("C283", Where(key="--address"), {"given": address})
            raise MachineError(_port_problem(port) if here else problem) from error


def _port_problem(port: int) -> Problem:
    args = {"given": str(port), "other": str(port % MAX_PORT + 1)}
    return Problem("C113", Where(key="--port"), args)
