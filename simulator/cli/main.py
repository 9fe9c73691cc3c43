"""The command ``equalise``: the tree of commands, and what every way of ending returns.

Exit status: 0 done, 1 the answer is no, 2 wrong input, 3 interrupted and resumable,
4 the machine cannot, 70 a bug of ours, 130 Ctrl-C with nothing to resume.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path

import click

from simulator.cli.commands import Group
from simulator.cli.mistakes import problems_of
from simulator.errors import MachineError, Problem, SimulatorError, Where
from simulator.text import LANGUAGES, say, sentences

DONE, WRONG_INPUT, BUG, STOPPED = 0, 2, 70, 130
SINGLE = (
    "run",
    "population",
    "gaps",
    "equity",
    "rank",
    "explain",
    "explain-number",
    "projects",
    "ledger",
    "affordability",
    "review",
    "compare",
    "sensitivity",
    "optimise",
    "goal-seek",
    "backtest",
    "draft",
    "report",
    "dashboard",
    "selftest",
)
GROUPS = {
    "collect": ("template", "check", "merge"),
    "projects": ("import", "export"),
    "runs": (
        *("list", "show", "verify", "chances", "score"),
        *("export", "import", "delete", "diff", "query"),
    ),
    "params": (
        "check",
        "show",
        "evidence",
        "doubts",
        "assumed",
        "coverage",
        "catalogue",
        "export",
    ),
    "scenarios": ("list", "new", "new-city", "show", "check", "budget-template", "schema"),
}
ORDER = (
    "run",
    "runs",
    "population",
    "gaps",
    "equity",
    "rank",
    "explain",
    "explain-number",
    "projects",
    "ledger",
    "affordability",
    "review",
    "collect",
    "compare",
    "sensitivity",
    "optimise",
    "goal-seek",
    "backtest",
    "draft",
    "report",
    "dashboard",
    "scenarios",
    "params",
    "selftest",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; nothing but the status leaves here."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = asked_language(words)
    use_utf8(sys.stdout, sys.stderr)
    try:
        status = execute(words, language)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us, `head` say, has enough; what is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (KeyboardInterrupt, click.Abort):
        sys.stderr.write(say(language, "cli", "messages.interrupted") + "\n")
        return STOPPED
    except Exception as error:  # the one place that must not let a traceback out
        return report_bug(error, language)
    return status


def execute(words: list[str], language: str) -> int:
    """Run one command; refusals of every kind are printed here."""
    try:
        status = tree(language).main(args=words, prog_name="equalise", standalone_mode=False)
        return int(status or DONE)
    except click.exceptions.NoArgsIsHelpError as nothing:
        sys.stdout.write(f"{nothing.ctx.get_help() if nothing.ctx else ''}\n")
        return DONE
    except click.UsageError as refusal:
        show(problems_of(refusal, language), language)
        return WRONG_INPUT
    except SimulatorError as error:
        if error.exit_status == BUG:
            raise
        show(error.problems, language)
        return error.exit_status
    except BrokenPipeError:
        raise
    except (OSError, MemoryError) as error:
        show(machine_problem(error).problems, language)
        return MachineError.exit_status


def tree(language: str) -> Group:
    """Return all commands, with their texts in one language."""
    makers: dict[str, Callable[[str], click.Command]] = {}
    for name in ORDER:
        makers[name] = _group(name) if name in GROUPS else _single(name)
    return Group("equalise", language, makers)


def _single(name: str) -> Callable[[str], click.Command]:
    """Return what makes one command; its module is imported when it is asked for."""

    def make(language: str) -> click.Command:
        module = import_module(f"simulator.cli.{name.replace('-', '_')}")
        made: click.Command = module.make(language)
        return made

    return make


def _group(name: str) -> Callable[[str], click.Command]:
    """Return what makes a group; a name that is single too is a command of its own."""

    def member(child: str) -> Callable[[str], click.Command]:
        def make(language: str) -> click.Command:
            makers = import_module(f"simulator.cli.{name}").MAKERS
            made: click.Command = makers[child](language)
            return made

        return make

    makers = {child: member(child) for child in GROUPS[name]}
    own = _single(name) if name in SINGLE else None
    return lambda language: Group(name, language, makers, own)


def asked_language(words: Sequence[str]) -> str:
    """Return the language that ``--lang`` asks for, Chinese when it asks for none.

    The texts of the help and of a refusal are needed before the options are read.
    """
    asked = [after for word, after in pairwise(words) if word == "--lang"]
    asked += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    return asked[-1] if asked and asked[-1] in LANGUAGES else "zh"


def use_utf8(*streams: object) -> None:
    """Write UTF-8 everywhere, also where the console's own encoding is another."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def show(problems: Iterable[Problem], language: str) -> None:
    """Write all problems to standard error in the form what, why, fix."""
    sys.stderr.write("".join(f"{sentences(problem, language)}\n" for problem in problems))


def machine_problem(error: OSError | MemoryError) -> MachineError:
    """Return what the machine refused, naming the file."""
    file = getattr(error, "filename", None) or ""
    given = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return MachineError(Problem("C112", Where(str(file)), {"given": given}))


def report_bug(error: Exception, language: str) -> int:
    """Write one line to standard error and the traceback to a log file."""
    problems = getattr(error, "problems", ())
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    try:
        handle, name = tempfile.mkstemp(prefix="equalise-", suffix=".log")
        os.close(handle)
        lines = traceback.format_exception(error)
        Path(name).write_text("".join([*lines, *(f"{p}\n" for p in problems)]), "utf-8")
    except OSError:
        sys.stderr.write(say(language, "cli", "messages.bug_unlogged", what=what) + "\n")
        return BUG
    sys.stderr.write(say(language, "cli", "messages.bug", what=what, log=name) + "\n")
    return BUG
