"""Where the shipped files are, in a wheel and in a checkout, and what overlays them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from simulator.errors import InputError, Problem, place

PARAMS = "params"
SCENARIOS = "scenarios"
ROOT = "regions.yaml"
"""What only a whole root of parameters has."""
STORED = "manifest.json"
"""What only the folder of a stored run has: its scenario is no parameter."""
_SUFFIXES = (".yaml", ".csv")


def shipped_folder(name: str) -> Path:
    """Return the shipped folder ``params`` or ``scenarios``.

    In a wheel it lies inside the package, in a checkout beside it.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "shipped" / name
    return inside if inside.is_dir() else package.parent / name


@dataclass(frozen=True)
class ParamsTree:
    """All parameter files in force, by relative POSIX path, in sorted order.

    ``names`` holds the path to print for a file that is not shipped.
    """

    files: Mapping[str, Path]
    names: Mapping[str, str]

    def folder(self, name: str, suffix: str = ".yaml") -> tuple[str, ...]:
        """Return the relative paths of the files directly in a folder, sorted."""
        inside = f"{name}/"
        return tuple(
            path
            for path in self.files
            if path.startswith(inside) and "/" not in path[len(inside) :] and path.endswith(suffix)
        )

    def shown(self, relative: str) -> str:
        """Return the name of a file as messages and results print it."""
        return self.names.get(relative, f"{PARAMS}/{relative}")

    def digests(self) -> dict[str, str]:
        """Return the sha256 of every file by relative path."""
        return {name: sha256(path.read_bytes()).hexdigest() for name, path in self.files.items()}


def params_tree(overlay: Path | str | None = None, *, beside: Path | None = None) -> ParamsTree:
    """Return the shipped parameters, overlaid by a folder.

    Parameters
    ----------
    overlay
        The folder named by ``--params``; None takes ``./params`` when it exists. The name of
        another whole root (`other_root`) gives that root alone.
    beside
        Folder in which ``./params`` is looked for; None is the working directory.

    Raises
    ------
    InputError
        P121 when the named folder does not exist.
    """
    alone = other_root(overlay, beside=beside) if overlay is not None else None
    if alone is not None:
        files = dict(sorted(_files_below(alone).items()))
        return ParamsTree(files, {name: f"{PARAMS}/{alone.name}/{name}" for name in files})
    base = shipped_folder(PARAMS)
    files = _files_below(base)
    names: dict[str, str] = {}
    own = Path(overlay) if overlay is not None else (beside or Path.cwd()) / PARAMS
    if overlay is not None and not own.is_dir():
        raise InputError(Problem("P121", place(own.as_posix())))
    if own.is_dir() and own.resolve() != base.resolve():
        added = _files_below(own)
        files |= added
        if overlay is not None:
            names = {name: (own / name).as_posix() for name in added}
    return ParamsTree(dict(sorted(files.items())), names)


def other_root(name: Path | str, *, beside: Path | None = None) -> Path | None:
    """Return the folder of another whole root of parameters, None where there is none.

    It lies directly in ``./params`` or in the shipped parameters, has regions of its own and is
    named as a scenario names it under ``params``: ``model-city``. Nothing overlays it.
    """
    if str(name) in ("", "..") or Path(name).name != str(name):
        return None
    own = (beside or Path.cwd()) / PARAMS
    folders = (folder / name for folder in (own, shipped_folder(PARAMS)))
    return next((folder for folder in folders if (folder / ROOT).is_file()), None)


def _files_below(folder: Path) -> dict[str, Path]:
    """Return the YAML and CSV files below a folder by relative path, sorted.

    Hidden files are left out, the folders that are whole roots of their own, and stored runs.
    """
    found = {}
    roots = [path.parent for path in (*folder.glob(f"*/{ROOT}"), *folder.rglob(STORED))]
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        hidden = any(part.startswith((".", "~$")) for part in relative.parts)
        elsewhere = any(path.is_relative_to(root) for root in roots)
        if path.suffix in _SUFFIXES and not (hidden or elsewhere) and path.is_file():
            found[relative.as_posix()] = path
    return found


def scenario_folders(working: Path | None = None) -> tuple[Path, ...]:
    """Return the folders in which a scenario is looked for by name: own, then shipped."""
    own = (working or Path.cwd()) / SCENARIOS
    shipped = shipped_folder(SCENARIOS)
    return (shipped,) if own.resolve() == shipped.resolve() else (own, shipped)


def shown_path(path: Path, folders: Sequence[Path] = ()) -> str:
    """Return a path as messages print it: ``scenarios/x.yaml``, never a machine's folders."""
    for folder in folders:
        if path.parent.resolve() == folder.resolve():
            return f"{folder.name}/{path.name}"
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        return path.relative_to(Path.cwd()).as_posix()
    return path.as_posix()
