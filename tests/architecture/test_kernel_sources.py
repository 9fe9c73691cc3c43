"""Compiled code is kept under the digest of all it is made of."""

from __future__ import annotations

import grimp
import pytest

from simulator.compiled.cache import ROOT, SOURCES

pytestmark = pytest.mark.unit

NO_CODE_OF_KERNELS = ("simulator.errors",)


def test_the_digest_covers_whatever_a_kernel_may_be_made_of():
    graph = grimp.build_graph("simulator", exclude_type_checking_imports=True, cache_dir=None)
    found = graph.find_descendants("simulator.compiled")
    new = set(found)
    while new:
        # files of inputs are read and checked by python alone: only their constants get further
        asking = {name for name in new if not name.startswith("simulator.inputs.")}
        new = {used for one in asking for used in graph.find_modules_directly_imported_by(one)}
        new -= {*found, *NO_CODE_OF_KERNELS}
        found |= new
    covered = {path for pattern in SOURCES for path in ROOT.glob(pattern)}
    files = {ROOT.parent / f"{name.replace('.', '/')}.py" for name in found}
    assert {path.relative_to(ROOT).as_posix() for path in files - covered if path.exists()} == set()
