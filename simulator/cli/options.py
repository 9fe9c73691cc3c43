"""The arguments and options that several commands share, with their texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import click

from simulator.api import PRECISION, Run
from simulator.cli.values import Choice, DecimalNumber, FileName, Names, WholeNumber, Word
from simulator.errors import InputError, Problem, Where
from simulator.text import LANGUAGES, say

MISTAKES = "simulator.cli.mistakes"
"""Key under which the context keeps what was wrong."""

Kind: TypeAlias = click.ParamType[Any]
YEARS = WholeNumber(1900, 2300)
UNCERTAINTIES = ("all", "parameters", "chance")
ENGINES = ("simpy", "compiled")
MAX_SEED = 2**63 - 1
MAX_DRAWS = 1_000_000
MAX_JOBS = 1024
MAX_PORT = 65535


class Patient(click.Parameter):
    """A parameter that notes its mistake in the context instead of stopping at once."""

    def handle_parse_result(
        self, ctx: click.Context, opts: Mapping[str, object], args: list[str]
    ) -> tuple[object, list[str]]:
        """Return the value and what is left of the arguments."""
        try:
            return super().handle_parse_result(ctx, opts, args)
        except click.BadParameter as mistake:
            ctx.meta.setdefault(MISTAKES, []).append(mistake)
            return None, args


class Option(Patient, click.Option):
    """An option whose mistakes are collected."""


class Argument(Patient, click.Argument):
    """A positional argument that says what it is in the help."""

    def __init__(
        self, name: str, *, about: str, nargs: int, required: bool, kind: Kind | None = None
    ) -> None:
        metavar = name.upper().replace("_", "-") + ("..." if nargs < 0 else "")
        super().__init__([name], nargs=nargs, required=required, metavar=metavar, type=kind)
        self.about = about


def argument(
    language: str,
    name: str,
    *,
    many: bool = False,
    required: bool = True,
    kind: Kind | None = None,
    text: str = "",
) -> click.Argument:
    """Return a positional argument; ``many`` takes one or more, ``text`` names another help."""
    about = say(language, "cli", f"arguments.{text or name}")
    return Argument(name, about=about, nargs=-1 if many else 1, required=required, kind=kind)


def flag(language: str, name: str) -> click.Option:
    """Return an option without a value, such as ``--include-imputed``."""
    return Option(
        [f"--{name.replace('_', '-')}"],
        is_flag=True,
        help=say(language, "cli", f"options.{name}"),
    )


def option(
    language: str,
    name: str,
    kind: Kind,
    *,
    variable: str = "",
    text: str = "",
    default: object = None,
    required: bool = False,
) -> click.Option:
    """Return an option with a value.

    Parameters
    ----------
    language
        ``zh`` or ``en``.
    name
        The option without its dashes, and the key of its help.
    kind
        What its value must be.
    variable
        Name under which the command receives the value, when it is not ``name``.
    text
        Key of its help, when it is not ``name``.
    default
        Value when it is not written.
    required
        Whether it must be written.
    """
    # a default of None would count as given
    given = {"required": True} if required else {"default": default}
    return Option(
        [f"--{name.replace('_', '-')}", variable or name],
        type=kind,
        **given,
        metavar=kind.name,
        help=say(language, "cli", f"options.{text or name}"),
    )


def common(language: str) -> list[click.Option]:
    """Return the options every command takes."""
    return [
        option(language, "lang", Choice(LANGUAGES), default="zh"),
        flag(language, "quiet"),
        flag(language, "json"),
    ]


def store(language: str, name: str = "runs") -> click.Option:
    """Return ``--runs`` or ``--out``: the folder of stored runs, received as ``store``."""
    return option(language, name, FileName(), variable="store", default=Path("runs"))


def overlay(language: str) -> click.Option:
    """Return ``--params``: the folder that overlays the shipped parameters."""
    return option(language, "params", FileName())


def simulation(language: str) -> list[click.Parameter]:
    """Return the options of ``run`` that decide what is simulated, and how."""
    return [
        option(language, "draws", WholeNumber(0, MAX_DRAWS)),
        option(language, "precision", DecimalNumber(*PRECISION)),
        option(language, "seed", WholeNumber(0, MAX_SEED)),
        option(language, "uncertainty", Choice(UNCERTAINTIES)),
        option(language, "until", YEARS),
        option(language, "as_of", YEARS),
        option(language, "regions", Names()),
        option(language, "jobs", WholeNumber(1, MAX_JOBS), default=1),
        option(language, "cluster", Word("tcp://HOST:PORT|local")),
        option(language, "engine", Choice(ENGINES)),
        flag(language, "keep_draws"),
        flag(language, "keep_events"),
    ]


def refuse_year(year: int | None, runs: Sequence[Run]) -> None:
    """Raise when a run has no results for the year asked for."""
    for run in runs:
        known = run.gaps["year"]
        if year is not None and year not in set(known):
            args = {"year": str(year), "first": str(known.min()), "last": str(known.max())}
            raise InputError(Problem("C117", Where(key="--year"), args))
