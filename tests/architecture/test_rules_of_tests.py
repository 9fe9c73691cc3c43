"""The rules in conftest.py: one marker, no global randomness, no silent skips."""

from __future__ import annotations

import random

import numpy as np
import pytest

from tests.architecture.sources import imported, python_files, short
from tests.conftest import (
    NUMPY_RANDOM,
    PYTHON_RANDOM,
    GlobalRandomnessError,
    is_refused_skip,
    listed_skips,
    wrong_markers,
)

pytestmark = pytest.mark.unit


def test_a_test_without_a_marker_is_named():
    assert wrong_markers({"a": ["unit"], "b": ["parametrize"]}) == ["b: no marker"]


def test_a_test_with_two_markers_is_named():
    assert wrong_markers({"a": ["unit", "slow"]}) == ["a: slow and unit"]


def test_a_skip_is_refused_only_where_ci_is_set():
    assert not is_refused_skip("tests/a.py::b", {}, [])
    assert is_refused_skip("tests/a.py::b", {"CI": "true"}, [])


def test_a_listed_skip_is_allowed():
    assert not is_refused_skip("tests/a.py::b[1]", {"CI": "true"}, ["tests/a.py::b"])


def test_a_listed_skip_needs_a_reason():
    assert listed_skips("# head\n\ntests/a.py | no browser\n") == {"tests/a.py": "no browser"}
    with pytest.raises(pytest.UsageError, match="no reason"):
        listed_skips("tests/a.py\n")


GLOBAL = [
    *((random, name) for name in PYTHON_RANDOM),
    *((np.random, name) for name in [*NUMPY_RANDOM, "default_rng"]),
]


@pytest.mark.parametrize(("module", "name"), GLOBAL, ids=lambda one: getattr(one, "__name__", one))
def test_global_random_functions_raise(module, name):
    # Called by name, so that the check of legacy generators does not stop here.
    with pytest.raises(Exception, match="global random") as caught:
        getattr(module, name)()
    assert type(caught.value).__name__ == GlobalRandomnessError.__name__


def test_the_list_of_global_random_functions_is_whole():
    assert {"random", "shuffle", "gauss", "seed", "setstate"} <= set(PYTHON_RANDOM)
    assert {"normal", "seed", "set_state", "weibull", "ranf"} <= set(NUMPY_RANDOM)
    assert len(GLOBAL) >= 70


@pytest.mark.parametrize(("caller", "refused"), [("simulator.model", True), ("hypothesis", False)])
def test_only_our_own_code_is_refused(caller, refused):
    state = random.Random(1).getstate()
    space = {"__name__": caller, "random": random, "state": state}
    if refused:
        with pytest.raises(Exception, match="global random"):
            exec("random.setstate(state)", space)
    else:
        exec("before = random.getstate(); random.setstate(before)", space)


def test_a_seeded_generator_may_be_made():
    assert np.random.default_rng(1).integers(10) == np.random.default_rng(seed=1).integers(10)


def test_nothing_that_computes_imports_a_global_generator():
    """Worker processes are not guarded; what they run may not even import one."""
    found = {
        short(path): {name for name in imported(path) if name.partition(".")[0] == "random"}
        for package in ("simulator", "dashboards")
        for path in python_files(package)
    }
    assert {name for name, used in found.items() if used} == set()
