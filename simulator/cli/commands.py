"""Commands and groups of commands: help pages in one language, all mistakes at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from simulator.cli.options import MISTAKES, Argument, common
from simulator.cli.writer import Writer
from simulator.text import say

Action = Callable[..., int]
"""Takes the writer and the command's parameters by name; returns the exit status."""
Maker = Callable[[str], click.Command]
"""Makes a command with its texts in one language."""

HELP_NAMES: dict[str, object] = {"help_option_names": ["-h", "--help"]}
SETTINGS: dict[str, object] = {**HELP_NAMES, "allow_extra_args": True}
COMMON = ("lang", "quiet", "json")
RUNS = ("run", "runs", "first_run", "other_run", "run_or_scenario")
"""Parameters that name stored runs."""


class Mistakes(click.UsageError):
    """All mistakes of one command's parameters."""

    def __init__(self, mistakes: Sequence[click.UsageError], ctx: click.Context) -> None:
        super().__init__("", ctx)
        self.mistakes = tuple(mistakes)


class Command(click.Command):
    """A command whose help is in one language and whose mistakes come all at once."""

    language = "zh"

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page."""
        return help_page(self, ctx, self.language)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; mistakes of all parameters are raised together."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as mistake:
            mistake.ctx = mistake.ctx or ctx
            raise
        mistakes: list[click.UsageError] = list(ctx.meta.get(MISTAKES, ()))
        if rest:
            mistakes.append(Surplus(rest, ctx))
        if mistakes:
            raise Mistakes(mistakes, ctx)
        return rest


class Surplus(click.UsageError):
    """Words that no parameter of the command takes."""

    def __init__(self, words: Sequence[str], ctx: click.Context) -> None:
        super().__init__("", ctx)
        self.words = tuple(words)


ITSELF = ""
"""Name under which a group calls its own command."""


class Group(click.Group):
    """A group of commands, each made when it is asked for.

    Parameters
    ----------
    name, language
        Name of the group, and the language of its help.
    makers
        Its commands by name.
    own
        Makes the command that the group itself is: what begins with none of its commands.
    """

    def __init__(
        self,
        name: str,
        language: str,
        makers: Mapping[str, Maker],
        own: Maker | None = None,
    ) -> None:
        params = common(language)[:1]
        super().__init__(
            name, params=params, invoke_without_command=True, context_settings=dict(HELP_NAMES)
        )
        self.language = language
        self.makers = makers
        self.own = own
        self.callback = _show_help_unless_commanded

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; those that name no command are of the group's own command."""
        words = args[2:] if args[:1] == ["--lang"] else args
        named = words[:1] and words[0] in (*self.makers, *ctx.help_option_names)
        return super().parse_args(ctx, args if named or not self.own else [ITSELF, *args])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help page."""
        return list(self.makers)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, or nothing when the name is unknown."""
        maker = self.own if cmd_name == ITSELF else self.makers.get(cmd_name)
        return maker(self.language) if maker else None

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page; that of its own command with the others below."""
        if self.own is None:
            return help_page(self, ctx, self.language)
        page = help_page(self.own(self.language), ctx, self.language)
        return "\n\n".join((page, *_commands(self, ctx)))


def _show_help_unless_commanded(**_: object) -> None:
    """Ask for the help page when a group is called without one of its commands."""
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is None:
        raise click.exceptions.NoArgsIsHelpError(ctx)


def command(
    language: str, name: str, action: Action, parameters: Sequence[click.Parameter]
) -> Command:
    """Return a command that calls ``action`` with a writer and its own parameters."""

    def callback(**given: object) -> int:
        quiet, as_json = bool(given["quiet"]), bool(given["json"])
        own = {key: value for key, value in given.items() if key not in COMMON}
        writer = Writer(language, quiet=quiet, as_json=as_json)
        status = action(writer, **own)
        if not quiet:
            _tell_chosen(writer, own)
        return status

    params = [*parameters, *common(language)]
    made = Command(name, params=params, callback=callback, context_settings=dict(SETTINGS))
    made.language = language
    return made


def _tell_chosen(writer: Writer, given: Mapping[str, object]) -> None:
    """Say on standard error which of several runs of a scenario was taken."""
    from simulator import api  # help pages do without

    store = given.get("store")
    if not isinstance(store, Path):
        return
    named = [given.get(name) for name in RUNS]
    refs = [ref for one in named for ref in (one if isinstance(one, list | tuple) else [one])]
    for ref in dict.fromkeys(refs):
        chosen = api.chosen_run(ref, store) if isinstance(ref, str) else None
        if chosen is not None:
            args = {"ref": ref, "id": chosen.run, "n": len(chosen.others)}
            sys.stderr.write(writer.text("chosen", others=", ".join(chosen.others), **args) + "\n")


def about(language: str, path: Sequence[str]) -> str:
    """Return what the command at this path does, in one line."""
    return say(language, "cli", f"commands.{'_'.join(path)}")


def help_page(made: click.Command, ctx: click.Context, language: str) -> str:
    """Return the help page of a command: what it does, usage, parameters."""
    names = ctx.command_path.split()
    own_path = names[1:] or ["equalise"]
    blocks = [about(language, own_path), _word(language, "usage") + usage(made, ctx, language)]
    commands, more = _commands(made, ctx) if isinstance(made, Group) else ("", "")
    blocks.append(commands)
    params = [p for p in made.params if p.name not in COMMON]
    arguments = [(p.make_metavar(ctx), p.about) for p in params if isinstance(p, Argument)]
    options = [_row(p, ctx) for p in params if isinstance(p, click.Option)]
    shared = [_row(p, ctx) for p in made.params if isinstance(p, click.Option) and p.name in COMMON]
    shared.append(("-h, --help", _word(language, "show_help")))
    blocks.append(_block(_word(language, "arguments"), arguments))
    blocks.append(_block(_word(language, "options"), options))
    blocks.append(_block(_word(language, "common"), shared))
    blocks.append(more)
    return "\n\n".join(block for block in blocks if block)


def _commands(group: Group, ctx: click.Context) -> tuple[str, str]:
    """Return what the commands of a group do, and how to learn more of one."""
    prefix = ctx.command_path.split()[1:]
    rows = [(name, about(group.language, [*prefix, name])) for name in group.makers]
    more = say(group.language, "cli", "help.more", program=ctx.command_path)
    return _block(_word(group.language, "commands"), rows), more


def usage(made: click.Command, ctx: click.Context, language: str) -> str:
    """Return the one-line usage of a command."""
    parts = [ctx.command_path.strip()]
    if isinstance(made, Group):
        parts.append(_word(language, "command"))
    parts += [
        p.make_metavar(ctx) if p.required else f"[{p.make_metavar(ctx)}]"
        for p in made.params
        if isinstance(p, click.Argument)
    ]
    parts.append(f"[{_word(language, 'options_word')}]")
    return " ".join(parts)


def _word(language: str, key: str) -> str:
    return say(language, "cli", f"help.{key}")


def _row(param: click.Option, ctx: click.Context) -> tuple[str, str]:
    name = ", ".join(param.opts)
    shown = name if param.is_flag else f"{name} {param.make_metavar(ctx)}"
    return shown, param.help or ""


def _block(title: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    width = max(len(name) for name, _ in rows)
    lines = [f"  {name.ljust(width)}  {text}".rstrip() for name, text in rows]
    return "\n".join([title, *lines])
