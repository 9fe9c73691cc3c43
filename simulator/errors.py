"""Everything that can go wrong, and the exit status it ends with.

SimulatorError
├── InputError      problems in what the user wrote       exit 2, nothing was written
├── AnswerIsNo      infeasible, failed verify or selftest  exit 1
├── Interrupted     stopped, can be resumed                exit 3
├── MachineError    disk, memory, permission, port, extra  exit 4
└── ModelError      a bug of ours, found by a check        exit 70
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Where:
    """Place of a problem: file, line (1 is the first, 0 unknown) and dotted key."""

    file: str = ""
    line: int = 0
    key: str = ""

    def __str__(self) -> str:
        """Return ``file:line: key`` with the unknown parts left out."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return ": ".join(part for part in (place, self.key) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a code, its place and what the sentence needs.

    The sentences (what, why, fix) stand in ``simulator/text`` by code. Codes: S scenario,
    P params, B budget, O observations, R run, C command, M model; never reused.
    """

    code: str
    where: Where = field(default_factory=Where)
    args: Mapping[str, str] = field(default_factory=dict)


class SimulatorError(Exception):
    """Root of all errors of this program; carries the problems it reports."""

    exit_status = 70

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)  # simpy and other processes make it anew from its args

    def __str__(self) -> str:
        """Return codes and places."""
        return "; ".join(f"{problem.code} {problem.where}" for problem in self.problems)


class InputError(SimulatorError):
    """What the user wrote cannot be used; all problems at once."""

    exit_status = 2


class AnswerIsNo(SimulatorError):  # noqa: N818  (an answer, not a fault)
    """The question was understood and its answer is no."""

    exit_status = 1


class Interrupted(SimulatorError):  # noqa: N818  (a state, not a fault)
    """Stopped by the user; the same command resumes."""

    exit_status = 3


class MachineError(SimulatorError):
    """The machine cannot: disk, memory, permission, port, missing extra."""

    exit_status = 4


class ModelError(SimulatorError):
    """A check inside the model failed: our bug."""

    exit_status = 70


def place(file: Path | str, line: int = 0, key: str = "") -> Where:
    """Return a `Where` from a path; the path is shown as given."""
    return Where(str(file), line, key)
