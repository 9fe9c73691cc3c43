"""Installs from ``dist/bundle/`` and works with it where no network is, as an office would.

Every step runs by ``unshare -n`` in a network namespace without any interface; Linux, and root or
user namespaces, are needed. Prints the seconds of each step.

    Run by ``python -m delivery.trial [BUNDLE]``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from delivery.pins import ROOT

CUT = ("unshare", "-n") if hasattr(os, "geteuid") and os.geteuid() == 0 else ("unshare", "-rn")
REPORTS = ("docx", "xlsx", "html", "pdf")
NO_NETWORK = """
import socket, sys
sys.exit(socket.socket().connect_ex(("127.0.0.1", 9)) == 111)
"""
"""Succeeds where not even this machine can be reached (111 is a refusal by somebody there)."""


def main(arguments: Sequence[str]) -> int:
    """Install, run, write the reports; return 0 when every step succeeded, 4 when not tried."""
    possible = shutil.which(CUT[0]) and not subprocess.run([*CUT, "true"], check=False).returncode
    if not possible:
        print(
            "没有试装：本机断不开网络（not tried: no network can be cut off here）", file=sys.stderr
        )
        return 4
    bundle = Path(arguments[0] if arguments else ROOT / "dist" / "bundle").absolute()
    with tempfile.TemporaryDirectory() as made:
        # a folder as people name them: letters beyond ASCII and a space
        office = Path(made, "规划处 2026")
        office.mkdir()
        return 1 if any(not step(office, *named) for named in steps(bundle, office / "环境")) else 0


def steps(bundle: Path, target: Path) -> list[tuple[str, Sequence[str]]]:
    """Return what is done, in order: a name and a command."""
    equalise, nurses = str(target / "bin" / "equalise"), "baseline --outcome nurses_per_1000"
    words = {
        "测算 run, 500 draws": "run baseline level-up --until 2030 --quiet",
        "差距 gaps": "gaps baseline --year 2025",
        **{
            f"报告 report .{form}": f"report baseline level-up --to 报告.{form}" for form in REPORTS
        },
        "优化 optimise": "optimise baseline --region kaifeng",
        "敏感性 sensitivity": f"sensitivity {nurses} --region kaifeng --until 2025",
        "自检 selftest": "selftest",
    }
    return [
        ("没有网络 no network", (sys.executable, "-c", NO_NETWORK)),
        ("安装 install", ("sh", str(bundle / "install.sh"), str(target))),
        *((name, (equalise, *line.split())) for name, line in words.items()),
    ]


def step(folder: Path, name: str, command: Sequence[str]) -> bool:
    """Do one step without a network and tell how it went."""
    begun = time.monotonic()
    elsewhere = ("PIP_", "PYTHON", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(elsewhere)}
    done = subprocess.run(
        [*CUT, *command],
        cwd=folder,
        # kernels are compiled anew, as on a fresh machine
        env={**kept, "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    # optimise answers 1 when not every target can be met in time, which is no failure
    fine = done.returncode == 0 or (done.returncode == 1 and "optimise" in command)
    print(f"{'✓' if fine else '✗'} {name}: {time.monotonic() - begun:.1f} s", flush=True)
    if not fine:
        print(done.stdout[-2000:], done.stderr[-2000:], sep="\n", file=sys.stderr)
    return fine


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
