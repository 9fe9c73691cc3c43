"""Where compiled code is kept: one folder a version of the sources.

numba notices a change of the file that a kernel stands in, not of the files whose rules it
calls. So the folder bears the digest of every source below `simulator` and numba's version, and
is chosen before the first kernel is made.
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

SOURCES = Path(__file__).parents[1]


def source_digest(folder: Path = SOURCES) -> str:
    """Return 16 hex digits that change with any source below ``folder`` and with numba."""
    digest = hashlib.sha256(numba.__version__.encode())
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode())
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
