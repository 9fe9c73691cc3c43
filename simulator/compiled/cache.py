"""Where compiled code is kept: one folder a version of the sources.

numba notices a change of the file that a kernel stands in, not of the files whose rules and
constants it uses. So the folder bears the digest of all of these (`SOURCES`) and numba's version,
and is chosen before the first kernel is made. A change of anything else compiles nothing anew.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

# Kernels are long chains of small steps: what LLVM does beyond the first level takes half as long
# again to compile and makes no draw faster (benchmarks/engines.py).
os.environ.setdefault("NUMBA_OPT", "1")
os.environ.setdefault("NUMBA_LOOP_VECTORIZE", "0")
os.environ.setdefault("NUMBA_SLP_VECTORIZE", "0")

import numba
import platformdirs

ROOT = Path(__file__).parents[1]
SOURCES = (
    "axes.py",
    "budget/*.py",
    "compiled/*.py",
    "engine/clock.py",
    "engine/hiring.py",
    "engine/idle.py",
    "engine/january.py",
    "engine/launching.py",
    "engine/ledger.py",
    "engine/lived.py",
    "engine/named.py",
    "engine/pipeline.py",
    "engine/starts.py",
    "eventlog.py",
    "inputs/arrays.py",
    "inputs/durations.py",
    "inputs/envelopes.py",
    "instants.py",
    "projects/*.py",
    "services/*.py",
    "state.py",
    "units.py",
    "waiting.py",
    "workforce/*.py",
)
"""What kernels are made of: all that they and their rules import, but for what reads files."""


def source_digest(root: Path = ROOT) -> str:
    """Return 16 hex digits that change with any of the sources below ``root`` and with numba."""
    digest = hashlib.sha256(numba.__version__.encode())
    for path in sorted(path for pattern in SOURCES for path in root.glob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """Return the folder for this version; ``NUMBA_CACHE_DIR`` says where it stands instead."""
    given = os.environ.get("NUMBA_CACHE_DIR")
    root = Path(given) if given else platformdirs.user_cache_path("equalise")
    return root / f"kernels-{source_digest()}"


def use_cache() -> bool:
    """Point numba at the folder; return whether it can be written."""
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    numba.config.CACHE_DIR = str(folder)
    return os.access(folder, os.W_OK)
