"""``equalise selftest``: the model city, whose results are known in closed form."""

from __future__ import annotations

import click

from simulator import api
from simulator.cli.commands import command
from simulator.cli.writer import Writer

DONE, THE_ANSWER_IS_NO = 0, 1


def make(language: str) -> click.Command:
    """Return the command."""
    return command(language, "selftest", selftest, [])


def selftest(writer: Writer) -> int:
    """Write every expected number beside the one computed; exit status 1 where any differs."""
    lines = api.selftest(writer.language)
    wrong = int((~lines["ok"]).sum())
    writer.frame(lines, title=writer.text("selftest_title"))
    key = "selftest_wrong" if wrong else "selftest_fine"
    writer.say(key, n=len(lines), wrong=wrong)
    return THE_ANSWER_IS_NO if wrong else DONE
