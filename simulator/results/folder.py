"""One stored run: read it lazily, check it completely.

<run id>/manifest.json             what it rests on, and a checksum of every file
         resolved-scenario.yaml    every value of the scenario with its origin
         <table>.parquet           one per table of design §8, no other Parquet
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from simulator.errors import InputError, ModelError, Problem, place
from simulator.results.contracts import FORMAT_VERSION, TABLES
from simulator.results.frames import contract
from simulator.results.manifest import (
    RUN_ID,
    SCENARIO_ID,
    Json,
    ModelVersion,
    canonical_json,
    run_id_of,
    sha256_file,
    sha256_text,
    stem_of,
)
from simulator.results.parquet import SUFFIX, read_table
from simulator.results.rows import Rows

MANIFEST = "manifest.json"
RESOLVED = "resolved-scenario.yaml"
MAX_MANIFEST_BYTES = 64 << 20


class RunFolder:
    """A run in the store: `id`, `scenario`, `path`, `manifest`, and its tables by name."""

    def __init__(self, path: Path, manifest: Mapping[str, Json]) -> None:
        self.path = path
        self.manifest = manifest
        self._frames: dict[str, pd.DataFrame] = {}
        self._rows: dict[str, Rows] = {}

    def __repr__(self) -> str:
        """Return the id and the folder."""
        return f"RunFolder({self.id!r}, {str(self.path)!r})"

    @property
    def id(self) -> str:
        """Return the run's id."""
        return str(self.manifest["run"])

    @property
    def scenario(self) -> str:
        """Return the id of the run's scenario."""
        return str(self.manifest["scenario"])

    @property
    def files(self) -> Mapping[str, Mapping[str, Json]]:
        """Return sha256 (and rows of a table) by file name, as the manifest lists them."""
        listed = self.manifest["files"]
        # open_run has checked the type
        return listed if isinstance(listed, Mapping) else {}  # type: ignore[return-value]

    def tables(self) -> tuple[str, ...]:
        """Return the names of the tables this run holds, in the order of design §8."""
        return tuple(name for name in TABLES if name + SUFFIX in self.files)

    def table(self, name: str) -> pd.DataFrame:
        """Return one table; read and checked against its checksum the first time.

        Raises
        ------
        InputError
            R113 when the run does not hold it (draws are kept on request only), R106 or R107
            when the file is gone or is not what was written.
        """
        if name not in self._frames:
            file = contract(name).name + SUFFIX
            if file not in self.files:
                raise InputError(Problem("R113", place(self.path), {"run": self.id, "table": name}))
            if problem := self.check_file(file):
                raise InputError(problem)
            self._frames[name] = read_table(name, self.path / file)
        # a shallow copy: pandas copies on write, so callers cannot change what is kept here
        return self._frames[name].copy(deep=False)

    def part(self, name: str, **asked: object) -> pd.DataFrame:
        """Return the rows of a table whose columns have these values, index 0…n-1.

        Which rows they are is kept: a picture that is drawn again costs no search. Raises as
        `table`.
        """
        whole = self.table(name)
        if name not in self._rows:
            self._rows[name] = Rows(whole)
        return whole.take(self._rows[name].where(**asked)).reset_index(drop=True)

    def resolved_scenario(self) -> str:
        """Return the text of the resolved scenario; InputError as for `table`."""
        if problem := self.check_file(RESOLVED):
            raise InputError(problem)
        return (self.path / RESOLVED).read_text(encoding="utf-8")

    def verify(self) -> list[Problem]:
        """Return everything that is not as it was written; an empty list when all is well.

        Checks the manifest's own checksum, that the id follows from the identity, every file's
        checksum, that no file was added, and that every table fits its contract.
        """
        problems = list(self._check_manifest())
        broken = {file: self.check_file(file) for file in sorted(self.files)}
        problems.extend(problem for problem in broken.values() if problem)
        expected = {MANIFEST, *self.files}
        problems.extend(
            Problem("R108", place(entry), {"file": entry.name})
            for entry in sorted(self.path.iterdir())
            if entry.name not in expected
        )
        for name in self.tables():
            if broken[name + SUFFIX] is None:
                problems.extend(self._check_table(name))
        return problems

    def _check_table(self, name: str) -> tuple[Problem, ...]:
        try:
            data = read_table(name, self.path / (name + SUFFIX))
        except ModelError as error:
            return error.problems
        rows = self.files[name + SUFFIX].get("rows")
        if rows == len(data) and set(data["scenario"]) <= {self.scenario}:
            return ()
        return (Problem("R107", place(self.path / (name + SUFFIX)), {"file": name + SUFFIX}),)

    def _check_manifest(self) -> Iterator[Problem]:
        where = place(self.path / MANIFEST)
        rest = {key: value for key, value in self.manifest.items() if key != "checksum"}
        if self.manifest.get("checksum") != sha256_text(canonical_json(rest)):
            yield Problem("R111", where, {"run": self.id})
        identity, model = self.manifest.get("identity"), self.manifest.get("model")
        expected = ""
        if isinstance(identity, Mapping) and isinstance(model, Mapping):
            version = ModelVersion(str(model.get("version")), str(model.get("digest")))
            expected = run_id_of(self.scenario, identity, version)
        if expected != self.id:
            yield Problem("R110", where, {"run": self.id, "expected": expected or "-"})

    def check_file(self, name: str) -> Problem | None:
        """Return why a file of the manifest is not as it was written; None when it is."""
        path = self.path / name
        if path.is_symlink():
            return Problem("R109", place(path), {"file": name})
        if not path.is_file():
            return Problem("R106", place(path), {"file": name})
        if sha256_file(path) != self.files[name].get("sha256"):
            return Problem("R107", place(path), {"file": name})
        return None


def open_run(path: Path) -> RunFolder:
    """Return the run in a folder; its tables are read when asked for.

    Raises
    ------
    InputError
        R104 no run there, R105 written by a later version, R109 a symbolic link, R116 the
        folder does not bear the run's id.
    """
    file = path / MANIFEST
    if path.is_symlink() or file.is_symlink():
        raise InputError(Problem("R109", place(path), {"file": path.name}))
    manifest = _read_manifest(file)
    if manifest is None:
        raise InputError(Problem("R104", place(path), {"path": str(path)}))
    if manifest.get("format") != FORMAT_VERSION:
        found = str(manifest.get("format"))
        expected = str(FORMAT_VERSION)
        raise InputError(Problem("R105", place(file), {"found": found, "expected": expected}))
    run = str(manifest.get("run"))
    if path.resolve().name != run:
        raise InputError(Problem("R116", place(path), {"path": path.name, "run": run}))
    if not _is_run(manifest):
        raise InputError(Problem("R104", place(path), {"path": str(path)}))
    return RunFolder(path, manifest)


def _read_manifest(file: Path) -> dict[str, Json] | None:
    try:
        if file.stat().st_size > MAX_MANIFEST_BYTES:
            return None
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _is_run(manifest: Mapping[str, Json]) -> bool:
    """Return whether ids and file names are such that they may stand in paths."""
    run, files = RUN_ID.fullmatch(str(manifest.get("run"))), manifest.get("files")
    scenario, identity = str(manifest.get("scenario")), manifest.get("identity")
    if run is None or not isinstance(files, dict) or not isinstance(identity, dict):
        return False
    if not SCENARIO_ID.fullmatch(scenario) or run["stem"] != stem_of(scenario, identity):
        return False
    allowed = {RESOLVED, *(name + SUFFIX for name in TABLES)}
    return set(files) <= allowed and all(isinstance(entry, dict) for entry in files.values())
