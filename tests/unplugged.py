"""Runs the command where no network is, and sees every attempt to use one.

Two means at once. A hook in every Python process writes down and refuses whatever asks for a
name or an address of a network: a program that swallows the error is found too. Where the machine
allows it (Linux, root or user namespaces) all runs in a namespace without any interface, which
also stops libraries that are not Python.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

HOOK = """
import os, socket, sys

LOCAL = {getattr(socket, name, None) for name in ("AF_UNIX", "AF_NETLINK")}
WATCHED = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind")

def watch(event, args):
    if event.startswith(("socket.gethostby", "socket.getaddrinfo", "urllib.", "http.", "ftplib.")):
        refuse(event, args)
    elif event in WATCHED and args[0].family not in LOCAL:
        refuse(event, args[1:])

def refuse(event, args):
    with open(os.environ["ATTEMPTS"], "a", encoding="utf-8") as file:
        file.write(f"{event} {args!r}\\n")
    raise OSError(f"no network: {event} {args!r}")

sys.addaudithook(watch)
"""
WAYS = (("unshare", "-n"), ("unshare", "-rn"))


class Office(NamedTuple):
    """A folder to work in, and what stands in the way of a network."""

    folder: Path
    hook: Path

    @property
    def attempts(self) -> Path:
        """Return the file of attempts to use a network."""
        return self.hook / "attempts.txt"

    def do(self, *command, **changed):
        """Run a Python module or script that must succeed; return what it wrote."""
        done = subprocess.run(
            [*cut(), sys.executable, *map(str, command)],
            cwd=self.folder,
            env={**os.environ, **self.environment(), **changed},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def environment(self):
        """Return the variables that bring the hook into every Python process."""
        here = str(Path(__file__).parents[1])
        path = os.pathsep.join([str(self.hook), here])
        return {"PYTHONPATH": path, "ATTEMPTS": str(self.attempts), "PYTHONUTF8": "1"}


def office(folder):
    """Return an office in an empty folder."""
    hook = folder / "hook"
    work = folder / "work"
    hook.mkdir()
    work.mkdir()
    (hook / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    return Office(work, hook)


@cache
def cut():
    """Return what runs a command without any interface, or nothing where that is not allowed."""
    if shutil.which("unshare"):
        for way in WAYS:
            if subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0:
                return way
    return ()


def listening():
    """Return a socket of this machine that takes connections, and its port."""
    server = socket.create_server(("127.0.0.1", 0))
    return server, server.getsockname()[1]
