"""The rules in conftest.py: one marker, no global randomness, no silent skips."""

from __future__ import annotations

import random

import numpy as np
import pytest

from tests.conftest import (
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


def test_global_random_functions_raise():
    # Called by name, so that the check of legacy generators does not stop here.
    for module, name in ((random, "random"), (np.random, "rand"), (np.random, "normal")):
        with pytest.raises(Exception, match="global random") as caught:
            getattr(module, name)()
        assert type(caught.value).__name__ == GlobalRandomnessError.__name__
