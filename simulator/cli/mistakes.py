"""What click refuses, as problems of our own with codes and texts."""

from __future__ import annotations

from difflib import get_close_matches

import click

from simulator.cli.commands import Group, Mistakes, Surplus, usage
from simulator.cli.values import BadValue
from simulator.errors import Problem, Where
from simulator.text import say


def problems_of(error: click.UsageError, language: str) -> tuple[Problem, ...]:
    """Return the problems of one refusal, in the order the parameters were written."""
    if isinstance(error, Mistakes):
        return tuple(p for mistake in error.mistakes for p in problems_of(mistake, language))
    return (_problem(error, language),)


def _problem(error: click.UsageError, language: str) -> Problem:
    if isinstance(error, click.exceptions.NoSuchCommand):
        return _unknown_command(error, language)
    if isinstance(error, click.NoSuchOption):
        return _unknown_option(error, language)
    if isinstance(error, BadValue):
        details = dict(error.details)
        if "near" in details:
            details["near"] = suggestion(details["near"], language)
        return Problem(error.code, Where(key=_name(error.param)), details)
    if isinstance(error, click.MissingParameter):
        args = {"given": _name(error.param), "usage": _usage(error, language)}
        return Problem("C103", Where(), args)
    if isinstance(error, Surplus):
        args = {"given": " ".join(error.words), "usage": _usage(error, language)}
        return Problem("C107", Where(), args)
    if isinstance(error, click.BadOptionUsage):
        code = "C116" if _is_flag(error) else "C104"
        return Problem(code, Where(key=error.option_name), {"command": _path(error)})
    args = {"given": error.format_message(), "usage": _usage(error, language)}
    return Problem("C107", Where(), args)


def suggestion(near: str, language: str) -> str:
    """Return the question whether ``near`` was meant; nothing when nothing is near."""
    return say(language, "cli", "messages.did_you_mean", near=near) if near else ""


def _unknown_command(error: click.exceptions.NoSuchCommand, language: str) -> Problem:
    group = error.ctx.command if error.ctx else None
    known = list(group.makers) if isinstance(group, Group) else []
    given = str(error.command_name)
    near = next(iter(get_close_matches(given, known, n=1)), "")
    args = {"given": given, "near": suggestion(near, language), "known": ", ".join(known)}
    return Problem("C101", Where(), args)


def _unknown_option(error: click.NoSuchOption, language: str) -> Problem:
    near = (error.possibilities or [""])[0]
    args = {
        "given": error.option_name,
        "near": suggestion(near, language),
        "command": _path(error),
    }
    return Problem("C102", Where(), args)


def _name(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return param.opts[0]
    return str(param.name).upper().replace("_", "-") if param else ""


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx else []
    return any(
        isinstance(p, click.Option) and p.is_flag and error.option_name in p.opts for p in params
    )


def _path(error: click.UsageError) -> str:
    return error.ctx.command_path.strip() if error.ctx else "equalise"


def _usage(error: click.UsageError, language: str) -> str:
    return usage(error.ctx.command, error.ctx, language) if error.ctx else "equalise"
