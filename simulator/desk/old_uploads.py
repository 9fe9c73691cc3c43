"""Uploads that nobody needs any more: no run was made of them, and they are a day old."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from simulator.desk.own_case import DIGEST_LETTERS, UPLOADS
from simulator.leftovers import discard, is_stale
from simulator.results.folder import MANIFEST


def tidy_uploads(store: Path | str) -> list[Path]:
    """Remove the uploads of a store that no stored run was made of, and return them.

    A run needs its upload to be opened in the laboratory, downloaded or run again, so that this
    stays as long as the run. Others may wait to be run, here or on another server of the same
    store: they stay for a day after they were last uploaded.
    """
    folder = Path(store) / UPLOADS
    old = [path for path in sorted(folder.glob("*")) if is_stale(path)]
    needed = frozenset(_read_by_runs(Path(store))) if old else frozenset()
    gone = [path for path in old if not _digests(path) <= needed]
    for path in gone:
        discard(path)
    return gone


def _read_by_runs(store: Path) -> Iterator[str]:
    """Yield the digests of the files that the stored runs were made of."""
    for manifest in store.glob(f"*/{MANIFEST}"):
        # a run that somebody is deleting, or that is damaged, tells nothing
        with suppress(OSError, ValueError, KeyError, TypeError):
            identity = json.loads(manifest.read_text(encoding="utf-8"))["identity"]
            yield from identity["params"].values()
            if identity.get("budget") is not None:
                yield str(identity["budget"])[:DIGEST_LETTERS]


def _digests(upload: Path) -> set[str]:
    """Return what a run says of an upload: the name of a budget, the files of an overlay."""
    if not upload.is_dir():
        return {upload.stem}
    return {sha256(path.read_bytes()).hexdigest() for path in upload.rglob("*") if path.is_file()}
