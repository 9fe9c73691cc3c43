"""One run as one file, which is checked before anything of it stands in a store.

    FILE.zip
      <run id>/manifest.json             with the checksum of every other file and its own
               resolved-scenario.yaml
               <table>.parquet

Members are stored as they are, with a fixed date: the same run gives the same bytes. An
archive that was packed anew by another program is read too.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from simulator.errors import InputError, Problem, place
from simulator.progress import Progress, each
from simulator.results.contracts import TABLES
from simulator.results.folder import MANIFEST, MAX_MANIFEST_BYTES, RESOLVED, RunFolder, open_run
from simulator.results.manifest import RUN_ID
from simulator.results.parquet import SUFFIX
from simulator.results.store import put_run

MAX_BYTES = 16 << 30
"""Most that the files of an archive may come to; a run of 10,000 kept draws has a tenth."""
MAX_RATIO = 20
"""Most that an archive may unpack to, in its own sizes: tables are packed already."""
STAMP = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
UNIX = 3
ENCRYPTED = 0x1
LINK, KIND = 0o120000, 0o170000
NAMES = frozenset({MANIFEST, RESOLVED, *(name + SUFFIX for name in TABLES)})
BROKEN = (BadZipFile, EOFError, zlib.error, NotImplementedError, UnicodeError, ValueError)
"""What `zipfile` raises when a file is no archive, or a damaged one."""


def write_archive(run: RunFolder, path: Path, on_progress: Progress | None = None) -> None:
    """Write a run, which the caller has verified, into an archive at ``path``."""
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for name in each((MANIFEST, *sorted(run.files)), on_progress):
            file = run.path / name
            member = ZipInfo(f"{run.id}/{name}", STAMP)
            member.create_system, member.external_attr = UNIX, READABLE
            member.file_size = file.stat().st_size
            with file.open("rb") as source, archive.open(member, "w") as target:
                shutil.copyfileobj(source, target)


def read_archive(path: Path, store: Path, on_progress: Progress | None = None) -> RunFolder:
    """Put the run of an archive into a store and return it; one that stands there stays.

    Raises
    ------
    InputError
        R220 no archive, or a damaged one; R221 members that are no files of one run; R222 too
        large; R105 another format; all that `RunFolder.verify` finds, then R223; R224 the store
        has another run of that id.
    AnswerIsNo
        R114 after all that is wrong with the run that stands in the store.
    MachineError
        R112 when the store cannot be written.
    """
    with _opened(path) as archive:
        run, members = _members(archive, path)
        checksums: list[object] = []

        def fill(made: Path) -> None:
            checksums.append(_unpack(archive, each(members, on_progress), made, path))

        found = put_run(store, run, fill)
    if [found.manifest.get("checksum")] != checksums:
        raise InputError(Problem("R224", place(path), {"run": run, "store": str(store)}))
    return found


def archived_run(path: Path) -> str:
    """Return the id of the run of an archive, whose tables are not read.

    Raises
    ------
    InputError
        R220, R221, R222 as `read_archive`.
    """
    with _opened(path) as archive:
        return _members(archive, path)[0]


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    """Give the archive; R220 for what is none."""
    try:
        with path.open("rb") as file, ZipFile(file) as archive:
            yield archive
    except BROKEN as error:
        raise InputError(Problem("R220", place(path), {"reason": str(error)})) from error


def _members(archive: ZipFile, path: Path) -> tuple[str, list[ZipInfo]]:
    """Return the id of the run and its files, the manifest first.

    Names are compared with those a run may have, so that none leads out of the folder.
    """
    listed = archive.infolist()
    run = next((one.filename.partition("/")[0] for one in listed), "")
    files = [one for one in listed if one.filename != f"{run}/"]
    wanted = {f"{run}/{name}" for name in NAMES} if RUN_ID.fullmatch(run) else set()
    strange = [one for one in files if one.filename not in wanted or not _plain(one)]
    names = [one.filename for one in files]
    strange += [one for at, one in enumerate(files) if one.filename in names[:at]]
    if strange or f"{run}/{MANIFEST}" not in names:
        shown = ", ".join(ascii(one.filename) for one in strange[:3]) or MANIFEST
        code = "R221" if strange else "R106"
        raise InputError(Problem(code, place(path), {"file": shown}))
    heads = [one.file_size for one in files if one.filename.endswith(f"/{MANIFEST}")]
    whole = sum(one.file_size for one in files)
    most = min(MAX_BYTES, MAX_MANIFEST_BYTES + MAX_RATIO * path.stat().st_size)
    if whole > most or heads[0] > MAX_MANIFEST_BYTES:
        args = {"bytes": f"{whole:,}", "most": f"{most:,}"}
        raise InputError(Problem("R222", place(path), args))
    return run, sorted(files, key=lambda one: (not one.filename.endswith(MANIFEST), one.filename))


def _plain(member: ZipInfo) -> bool:
    """Return whether a member is a file: no link, nothing encrypted, packed as all can read."""
    kind = (member.external_attr >> 16) & KIND
    packed = member.compress_type in (ZIP_STORED, ZIP_DEFLATED)
    return kind != LINK and packed and not member.flag_bits & ENCRYPTED


def _unpack(archive: ZipFile, members: Iterable[ZipInfo], made: Path, path: Path) -> object:
    """Write the members into a folder, verify the run and return its checksum."""
    try:
        for member in members:
            name = member.filename.rpartition("/")[2]
            with archive.open(member) as source, (made / name).open("xb") as target:
                shutil.copyfileobj(source, target)
            if name == MANIFEST:
                open_run(made)  # another format is refused before its tables are unpacked
        found = open_run(made)
        problems = found.verify()
    except InputError as error:
        problems = list(error.problems)
    if not problems:
        return found.manifest.get("checksum")
    told = [_told(problem, path) for problem in problems]
    raise InputError([*told, Problem("R223", place(path))])


def _told(problem: Problem, path: Path) -> Problem:
    """Return a problem of an unpacked file as one of the archive."""
    name = Path(problem.where.file).name
    key = name if name in NAMES else ""
    args = {**problem.args, "path": str(path)} if "path" in problem.args else problem.args
    return Problem(problem.code, place(path, key=key), args)
