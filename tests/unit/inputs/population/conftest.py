"""The shipped inputs of a projection, read once."""

from __future__ import annotations

import pytest

from simulator.inputs.parameters import load_parameters
from simulator.inputs.population import load_population
from simulator.inputs.shipped import ParamsTree, params_tree, shipped_folder

CITIES = [
    "zhengzhou",
    "kaifeng",
    "luoyang",
    "pingdingshan",
    "anyang",
    "hebi",
    "xinxiang",
    "jiaozuo",
    "puyang",
    "xuchang",
    "luohe",
    "sanmenxia",
    "nanyang",
    "shangqiu",
    "xinyang",
    "zhoukou",
    "zhumadian",
    "jiyuan",
]


@pytest.fixture(scope="session")
def tree() -> ParamsTree:
    return params_tree(shipped_folder("params"))


@pytest.fixture(scope="session")
def parameters(tree):
    return load_parameters(tree)[0]


@pytest.fixture(scope="session")
def cities():
    return CITIES


@pytest.fixture(scope="session")
def inputs(tree, parameters):
    found, problems = load_population(tree, CITIES, 2020, 2030, parameters=parameters)
    assert problems == []
    return found
