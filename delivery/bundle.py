"""Builds ``dist/bundle/``: one folder from which an office without internet installs.

    README.md install.sh install.bat install.py checksums.py
    constraints.txt       the pins of what runs
    wheels/               Linux and Windows, x86-64, and the project's own
    reference/            params, scenarios, docs: to read and to copy from
    SHA256SUMS

Run by ``python -m delivery.bundle [--python 3.11 ...] [--to dist/bundle]``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from delivery.bundle_files import checksums
from delivery.pins import ROOT, needed
from delivery.wheels import MARKERS, build_own, fetch, lacking

FILES = Path(__file__).with_name("bundle_files")
REFERENCE = (
    *("params", "scenarios", "docs"),
    *("README.md", "CHANGELOG.md", "CREDITS.md", "LICENSE", "SECURITY.md", "CITATION.cff"),
)
DOS = ".bat"


def main() -> int:
    """Build the folder; return 0, or 1 with the names of what is lacking."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--python", nargs="+", default=["3.11"])
    reader.add_argument("--to", type=Path, default=ROOT / "dist" / "bundle")
    given = reader.parse_args()
    made = given.to.with_name(given.to.name + ".part")
    shutil.rmtree(made, ignore_errors=True)
    wheels = made / "wheels"
    wheels.mkdir(parents=True)
    print(f"自己的安装包 … {build_own(wheels).name}", flush=True)
    missing = [line for python in given.python for line in gather(wheels, python)]
    if missing:
        print("缺少安装包，没有生成（wheels are missing, nothing was made）：", file=sys.stderr)
        print("\n".join(f"  {line}" for line in missing), file=sys.stderr)
        return 1
    lay_out(made)
    shutil.rmtree(given.to, ignore_errors=True)
    made.rename(given.to)
    files = [file for file in given.to.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 2**20
    print(f"{given.to}：{len(files)} 个文件（files），{size:.0f} MiB")
    return 0


def gather(wheels: Path, python: str) -> list[str]:
    """Fetch all wheels for a Python; return a line for each that is lacking."""
    lines = []
    for system, markers in MARKERS.items():
        pins = needed(markers)
        print(f"{system} Python {python}：{len(pins)} …", flush=True)
        absent = fetch(pins, system, python, wheels)
        lines += [f"{system} {python}: {name} 软件源没有（not at the index）" for name in absent]
        lines += [f"{system} {python}: {name}" for name in lacking(wheels, system, python)]
    return lines


def lay_out(made: Path) -> None:
    """Put everything but the wheels into the folder, then the checksums."""
    for file in sorted(FILES.iterdir()):
        if file.is_file() and file.name != "__init__.py":
            text = file.read_text(encoding="utf-8")
            # cmd.exe misreads jumps in files whose lines end as on Linux
            ends = "\r\n" if file.suffix == DOS else "\n"
            (made / file.name).write_text(text, encoding="utf-8", newline=ends)
    pins = sorted({str(pin) for markers in MARKERS.values() for pin in needed(markers)})
    (made / "constraints.txt").write_text("\n".join(pins) + "\n", encoding="utf-8", newline="\n")
    for name in REFERENCE:
        source, target = ROOT / name, made / "reference" / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copyfile(source, target)
    checksums.write(made)


if __name__ == "__main__":
    sys.exit(main())
