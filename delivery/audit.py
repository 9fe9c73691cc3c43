"""Asks whether any pin of constraints.txt has a known hole, and writes the licences.

    python -m delivery.audit TOOLS      TOOLS is the environment of pip-audit and pip-licenses

Exit 0 when every pin was looked up and none has a known hole, 1 when one has, 4 when the
register of holes could not be asked about all of them: what was not audited is no good news.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from delivery import licences
from delivery.pins import ROOT, pinned

PROGRAMS = "Scripts" if os.name == "nt" else "bin"
NOT_AUDITED = """没有审计完：{asked} 个固定版本中只查到 {looked_up} 个，漏洞库连不上，
或不认识其余的。这不等于没有漏洞。请在能上互联网的机器上再运行。
NOT AUDITED: of {asked} pins only {looked_up} were looked up. The register of holes could not be
reached, or does not know the others. This does not mean that there are none: run it again on a
machine with internet."""


class Found(NamedTuple):
    """What an audit found out, and what it did not."""

    asked: int
    looked_up: int
    holes: tuple[str, ...]
    reason: str = ""
    """Why not all were looked up."""

    @property
    def code(self) -> int:
        """Return the exit status."""
        return 1 if self.holes else 0 if self.asked and self.looked_up == self.asked else 4


def read(report: Mapping[str, Any], asked: int) -> Found:
    """Return what a report of pip-audit says.

    pip-audit ends well, with "no known vulnerabilities found", when its register answered about
    nothing at all: packages it could not look up bear a ``skip_reason``.
    """
    listed = report["dependencies"]
    skipped = [one["skip_reason"] for one in listed if "skip_reason" in one]
    holes = (
        f"{one['name']}=={one['version']}: {hole['id']} → {', '.join(hole['fix_versions']) or '—'}"
        for one in listed
        for hole in one.get("vulns", ())
    )
    return Found(asked, len(listed) - len(skipped), tuple(holes), next(iter(skipped), ""))


def ask(tools: Path) -> Found:
    """Ask the register of holes about every pin."""
    asked = len(pinned())
    command = [tools / "pip-audit", "--requirement", ROOT / "constraints.txt"]
    command += ["--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run([*map(str, command)], capture_output=True, encoding="utf-8", check=False)
    try:
        return read(json.loads(done.stdout), asked)
    except ValueError:
        lines = done.stderr.strip().splitlines()
        return Found(asked, 0, (), lines[-1][:300] if lines else f"pip-audit: {done.returncode}")


def told(found: Found) -> str:
    """Return what an audit found, in words."""
    lines = [f"已知漏洞 known holes: {len(found.holes)}", *(f"  {one}" for one in found.holes)]
    if found.looked_up < found.asked or not found.asked:
        lines.append(NOT_AUDITED.format(asked=found.asked, looked_up=found.looked_up))
        lines.append(f"  {found.reason}")
    else:
        lines += [f"{found.asked} 个固定版本全部查到 all {found.asked} pins were looked up"]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Write the licences, ask about holes, tell both; return the exit status."""
    tools = Path(arguments[0]).absolute() / PROGRAMS
    pythons = [Path(sys.executable), tools / "python"]
    nameless = licences.write(licences.declared(pythons, tools / "pip-licenses"))
    print(f"{licences.PAGE.relative_to(ROOT)}：未声明许可证的（declare none） {nameless or 0}")
    found = ask(tools)
    print(told(found))
    return found.code or (1 if nameless else 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
