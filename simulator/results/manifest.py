"""Identity of a run and the manifest that says what it rests on.

    run id = <stem>-<16 hex of sha256(canonical JSON of identity and model version)>
    stem   = <scenario>[-restated][-as-known]

Neither holds jobs, engine, host or time: the same inputs give the same bytes anywhere.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple, TypeAlias

from simulator.errors import ModelError, Problem, Where
from simulator.version import VERSION

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

DISTRIBUTION = "equalise"
LIBRARIES = ("numpy", "pandas", "pyarrow", "scipy", "simpy")
"""Libraries whose version may change the last digit of a float or the bytes of a file."""

SCENARIO_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
APART = {"taken_over": "-restated", "known_on": "-as-known"}
"""What follows the scenario's name in the id of a run whose identity has that entry."""
RUN_ID = re.compile(r"(?P<stem>[a-z0-9][a-z0-9_-]{0,81})-(?P<digest>[0-9a-f]{16})")
"""What may stand in a path of the store: ids, never names."""

CHUNK = 1 << 20


class ModelVersion(NamedTuple):
    """Version of the package and digest of its sources."""

    version: str
    digest: str


def canonical_json(value: Json) -> str:
    r"""Return the one JSON text of a value: sorted keys, no spaces, no NaN, UTF-8.

    Sequences are arrays whatever their type; 5 and 5.0 are different values.

    Raises
    ------
    ModelError
        M186 for a key that is no text, a number that is not finite or another type.

    >>> canonical_json({"b": (1, 2.5), "a": "补"})
    '{"a":"补","b":[1,2.5]}'
    """
    return json.dumps(
        plain_json(value),
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def plain_json(value: Json, path: str = "$") -> Json:
    """Return the value with every mapping a dict and every sequence a list.

    Raises
    ------
    ModelError
        M186 as in `canonical_json`; the problem names the place in the value.
    """
    if isinstance(value, Mapping):
        # json.dumps would turn the keys 1 and "1" into the same text
        if not all(type(key) is str for key in value):
            raise _no_json(path, value)
        return {key: plain_json(item, f"{path}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_json(item, f"{path}[{index}]") for index, item in enumerate(value)]
    if type(value) is float and not math.isfinite(value):
        raise _no_json(path, value)
    if type(value) is str and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise _no_json(path, value)
    if type(value) not in (str, int, float, bool, type(None)):
        raise _no_json(path, value)
    return value


def _no_json(path: str, value: object) -> ModelError:
    found = f"{type(value).__name__} {value!r}"[:80]
    return ModelError(Problem("M186", Where(key=path), {"path": path, "found": ascii(found)}))


def sha256_text(text: str) -> str:
    """Return the sha256 of a text in UTF-8, as hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def sha256_file(path: Path) -> str:
    """Return the sha256 of a file, as hex; read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def source_digest(package: Path) -> str:
    """Return the sha256 over all ``*.py`` below a package, as hex.

    Files count by relative path and text; line endings do not (a checkout on Windows is the
    same model), nor do compiled files.
    """
    digest = hashlib.sha256()
    files = {path.relative_to(package).as_posix(): path for path in package.rglob("*.py")}
    for name in sorted(files):
        text = files[name].read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(text)}\0".encode())
        digest.update(text)
    return digest.hexdigest()


@cache
def model_version() -> ModelVersion:
    """Return the version of the package and the digest of all its sources."""
    try:
        version = metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        version = VERSION
    return ModelVersion(version, source_digest(Path(__file__).parents[1]))


def library_versions() -> dict[str, str]:
    """Return the versions of the libraries that compute and write."""
    return {name: _installed(name) for name in LIBRARIES}


@cache
def _installed(name: str) -> str:
    return metadata.version(name)


def run_id(scenario_id: str, identity: Mapping[str, Json]) -> str:
    """Return the id of the run that ``identity`` describes with this version of the model.

    Parameters
    ----------
    scenario_id
        The scenario file's name without suffix.
    identity
        Everything that decides the result: the resolved case, digests of its files, until,
        as_of, regions, seed, draws and what is kept.
    """
    return run_id_of(scenario_id, identity, model_version())


def run_id_of(scenario_id: str, identity: Mapping[str, Json], model: ModelVersion) -> str:
    """Return the run id under a given version of the model.

    Raises
    ------
    ModelError
        M187 when the scenario's id may not stand in a path.
    """
    if not SCENARIO_ID.fullmatch(scenario_id):
        raise ModelError(Problem("M187", Where(), {"id": ascii(scenario_id)}))
    hashed = canonical_json({"identity": identity, "model": model._asdict()})
    return f"{stem_of(scenario_id, identity)}-{sha256_text(hashed)[:16]}"


def stem_of(scenario_id: str, identity: Mapping[str, Json]) -> str:
    """Return what stands before the digest in a run's id: the scenario and what sets it apart.

    A run that took observations over, or that reads what was known on a day, is another run than
    the one a planner means by the scenario's name.

    >>> stem_of("baseline", {"known_on": "2023-06-30"})
    'baseline-as-known'
    """
    apart = (word for entry, word in APART.items() if identity.get(entry) is not None)
    return scenario_id + "".join(apart)


def about_run(
    scenario_id: str, identity: Mapping[str, Json], about: Mapping[str, Json]
) -> dict[str, Json]:
    """Return the manifest of a run before its files are written.

    Parameters
    ----------
    scenario_id, identity
        As for `run_id`.
    about
        What a reader of the run needs: label, question, horizon, experiment, levers, inputs
        (digests by path), assumed and doubts it rests on.

    Raises
    ------
    ModelError
        M188 when ``about`` uses a name the manifest fills itself.
    """
    own: dict[str, Json] = {
        "run": run_id(scenario_id, identity),
        "scenario": scenario_id,
        "model": model_version()._asdict(),
        "libraries": library_versions(),
        "identity": identity,
    }
    if clash := sorted({*own, *RESERVED} & set(about)):
        raise ModelError(Problem("M188", Where(), {"names": ", ".join(clash)}))
    return {**own, **about}


RESERVED = ("format", "files", "checksum")
"""Entries the store adds when it writes the run."""
