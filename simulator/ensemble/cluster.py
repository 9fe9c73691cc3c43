"""A Dask cluster as an executor of tasks.

    client ──► scheduler ──► workers ──► blocks in the shared folder of the run

Workers hand back nothing but what went wrong. A worker is asked before every task whether it is
the same program and sees the same folder: else it would leave other bytes, or leave them elsewhere.
A task whose worker died is given to another one by Dask.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from simulator.ensemble.workers import Failure, Task, ignore_interrupt
from simulator.errors import InputError, MachineError, Problem, place
from simulator.results.manifest import library_versions, model_version

LOCAL = "local"
"""Address of a cluster of this machine, started for one run."""
ADDRESS = re.compile(r"(tcp|tls)://([\w.-]+|\[[0-9a-fA-F:.]+\]):[0-9]{1,5}")
SECONDS_TO_ANSWER = 10.0
SECONDS_TO_GATHER = 60.0
LOOPBACK = "127.0.0.1"
NO_PAGES = {"dashboard": False, "dashboard_address": f"{LOOPBACK}:0"}
"""Dask opens a port for its pages in any case: a free one, on loopback, without pages."""


class Bond(NamedTuple):
    """What a worker must share with the machine that asks."""

    program: str
    token: Path
    """A file that stands in the folder of the run while it is under way."""


def check_address(address: str, jobs: int) -> None:
    """Refuse an address that cannot be one, and a number of workers that is not ours to choose.

    Raises
    ------
    InputError
        R141 the address, R147 ``jobs`` beside the address of a scheduler.
    MachineError
        R140 Dask is not installed.
    """
    if address != LOCAL and not ADDRESS.fullmatch(address):
        raise InputError(Problem("R141", args={"given": address}))
    if address != LOCAL and jobs > 1:
        raise InputError(Problem("R147", args={"address": address, "jobs": str(jobs)}))
    missing = [name for name in ("dask", "distributed") if find_spec(name) is None]
    if missing:
        raise MachineError(Problem("R140", args={"missing": ", ".join(missing)}))


@contextmanager
def connected(address: str, jobs: int, folder: Path) -> Iterator[Executor]:
    """Give the workers of a cluster as an executor of tasks whose blocks stand in ``folder``.

    Parameters
    ----------
    address
        ``tcp://host:port`` of a scheduler, or ``local``: ``jobs`` processes on loopback.
    jobs
        Processes of a local cluster.
    folder
        Of the run; all workers must see it under the same path.

    Raises
    ------
    MachineError
        R142 nobody answers, R143 no worker is there, R144 a worker is another program, R145 a
        worker does not see the folder, R146 the cluster was lost on the way.
    """
    check_address(address, jobs)
    from distributed import KilledWorker

    with ExitStack() as stack:
        client = _client(stack, address, jobs)
        bond = Bond(program(), folder / f"shared-{secrets.token_hex(8)}")
        bond.token.touch()
        stack.callback(bond.token.unlink, missing_ok=True)
        _ask_all(client, bond)
        try:
            yield _Tasks(client, bond)
        except (CancelledError, KilledWorker) as error:
            raise MachineError(Problem("R146", place(folder), {"address": address})) from error


def program() -> str:
    """Return what must be equal for equal bytes: version, digest of the sources, libraries."""
    model = model_version()
    libraries = [f"{name} {version}" for name, version in library_versions().items()]
    return ", ".join([f"equalise {model.version} ({model.digest[:16]})", *libraries])


def refusal(bond: Bond, worker: str = "") -> Problem | None:
    """Return why this process, a worker of that address, may not compute for another one."""
    ours = program()
    if ours != bond.program:
        return Problem("R144", args={"worker": worker, "theirs": ours, "ours": bond.program})
    if not bond.token.is_file():
        return Problem("R145", args={"worker": worker, "folder": str(bond.token.parent)})
    return None


def elsewhere(
    compute: Callable[[Task], Failure | None], task: Task, case: object, bond: Bond
) -> Failure | None:
    """Do a task on a worker; blocks that a worker finished before it died are not made again."""
    from distributed import get_worker

    problem = refusal(bond, get_worker().address)
    if problem:
        return Failure(MachineError, (problem,))
    left = tuple(block for block in task.blocks if task.spool.find(block) is None)
    for block in left:
        task.spool.forget(block)
    return compute(task._replace(case=case, blocks=left))


def dask_setup(worker: object) -> None:
    """Prepare a worker of a local cluster, which hears the Ctrl-C of our terminal too."""
    ignore_interrupt()


def _client(stack: ExitStack, address: str, jobs: int) -> Any:  # noqa: ANN401  (Dask has no types)
    """Return a client of the cluster; what Dask would write to the screen is left out."""
    from distributed import Client, LocalCluster

    for handler in logging.getLogger("distributed").handlers:
        handler.setLevel(logging.CRITICAL)
    if address == LOCAL:
        own = LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            host=LOOPBACK,
            scheduler_kwargs=NO_PAGES,
            memory_limit=0,
            preload=[__name__],
            silence_logs=logging.CRITICAL,
        )
        address = stack.enter_context(own).scheduler_address
    try:
        client = stack.enter_context(Client(address, timeout=SECONDS_TO_ANSWER))
    except (OSError, ValueError) as error:
        reason = str(error) or type(error).__name__
        args = {"address": address, "seconds": f"{SECONDS_TO_ANSWER:g}", "reason": reason}
        raise MachineError(Problem("R142", args=args)) from error
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_GATHER)
    except TimeoutError as error:
        args = {"address": address, "seconds": f"{SECONDS_TO_GATHER:g}"}
        raise MachineError(Problem("R143", args=args)) from error
    return client


def _ask_all(client: Any, bond: Bond) -> None:  # noqa: ANN401
    """Raise what is wrong with any worker that is there."""
    problems: list[Problem] = []
    for worker, found in sorted(client.run(refusal, bond, on_error="return").items()):
        if isinstance(found, Exception):
            # it has no such function: another program, or none
            args = {"theirs": type(found).__name__, "ours": bond.program}
            found = Problem("R144", args=args)
        if found:
            problems.append(replace(found, args={**found.args, "worker": worker}))
    if problems:
        raise MachineError(problems)


class _Tasks(Executor):
    """Hands tasks to a Dask client; the case goes to each worker once, not with every task."""

    def __init__(self, client: Any, bond: Bond) -> None:  # noqa: ANN401
        self._client = client
        self._executor = client.get_executor(pure=False)
        self._bond = bond
        self._sent: list[tuple[object, Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:  # noqa: ANN401
        """Have a worker call ``fn`` with a task."""
        (task,) = args
        future: Future[Any] = self._executor.submit(
            elsewhere, fn, task._replace(case=None), self._everywhere(task.case), self._bond
        )
        return future

    def _everywhere(self, case: object) -> Any:  # noqa: ANN401
        """Return what stands for a case on all workers."""
        for known, sent in self._sent:
            if known is case:
                return sent
        (sent,) = self._client.scatter([case], broadcast=True, hash=False)
        self._sent.append((case, sent))
        return sent
