"""The checksums of a folder: written when it is packed, compared before it is installed.

Needs nothing but Python; stands in the folder itself.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

LIST = "SHA256SUMS"


def write(folder: Path) -> Path:
    """Write the checksums of all files of a folder, in the form of ``sha256sum``."""
    lines = [f"{_sha256(folder / name)}  {name}\n" for name in _files(folder)]
    target = folder / LIST
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def changed(folder: Path) -> list[str]:
    """Return the files that are not as they were packed: changed, lost, or not in the list.

    Only wheels that nobody listed count as strange: people may put other files beside them.
    """
    lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    wrong = [
        name
        for name, digest in listed.items()
        if not (folder / name).is_file() or _sha256(folder / name) != digest
    ]
    strange = {f"wheels/{file.name}" for file in (folder / "wheels").glob("*")} - set(listed)
    return sorted({*wrong, *strange})


def _files(folder: Path) -> list[str]:
    files = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return sorted(name for name in files if name != LIST)


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
