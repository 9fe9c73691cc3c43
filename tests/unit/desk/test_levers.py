"""The list of levers is complete, and every lever can be read."""

from __future__ import annotations

import pytest

from simulator.axes import PROVINCE
from simulator.desk.cases import params_of
from simulator.inputs.lever_list import lever_list
from simulator.inputs.lever_range import NAME, numeric_levers
from simulator.inputs.levers import Levers
from simulator.inputs.regions import cities

pytestmark = pytest.mark.unit

INSIDE_ROWS = ("allocation.starts", "served_in", "shocks")


def every():
    params = params_of(None)
    named = cities(dict(params.regions))
    return list(lever_list(params.services, named, PROVINCE, ("bridge",), ("a.doubt",)))


def general(one):
    """Return the path with NAME for what it is given for."""
    keys = one.path.split(".")
    named = {"revenue.shares", "allocation.shares", "take_up", "closures", "conversions"}
    for length in (1, 2):
        above = ".".join(keys[:length])
        if above in named or (keys[0] == "workforce" and length == 2 and len(keys) == 3):
            keys = [*keys[:length], NAME]
    return ".".join([*keys, NAME] if one.kind == "by_city" else keys)


def test_every_lever_that_is_a_number_is_in_the_list():
    of_projects = {f"projects.{NAME}.{part}" for part in ("delay", "size")}
    assert set(numeric_levers()) <= {general(one) for one in every()} | of_projects


def test_every_group_of_a_scenario_file_is_in_the_list():
    groups = {one.path.split(".")[0] for one in every()}
    assert groups == set(Levers.model_fields)
    assert {one.path for one in every() if one.kind == "rows"} == set(INSIDE_ROWS)


def test_a_lever_has_one_place_and_its_parameter_exists():
    paths = [one.path for one in every()]
    assert len(paths) == len(set(paths))
    known = params_of(None).parameters
    assert [one.parameter for one in every() if one.parameter and one.parameter not in known] == []
