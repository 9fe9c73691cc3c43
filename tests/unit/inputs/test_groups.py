"""Groups of cities: every city known, in one part at most, and a source that is registered."""

from __future__ import annotations

import pytest

from simulator.inputs.groups import load_groups
from simulator.inputs.params import load_params
from simulator.inputs.shipped import ParamsTree

pytestmark = pytest.mark.unit
CITIES = ("zhengzhou", "kaifeng", "luoyang")
FILE = """groups:
  area:
    label: {{zh: 圈, en: Area}}
    parts:
      - label: {{zh: 内, en: Inner}}
        cities: [zhengzhou, {second}]
      - label: {{zh: 外, en: Outer}}
        cities: [{third}]
    rest: {{zh: 其他, en: Others}}
    grade: assumed
    source: {source}
    reason: {{zh: 试, en: Trial}}
"""


def load(tmp_path, second="kaifeng", third="luoyang", source="known"):
    file = tmp_path / "groups.yaml"
    file.write_text(FILE.format(second=second, third=third, source=source), encoding="utf-8")
    return load_groups(ParamsTree({"groups.yaml": file}, {}), CITIES, ("known",))


def test_a_city_belongs_to_its_part_and_the_others_to_the_rest(tmp_path):
    groups, problems = load(tmp_path)
    assert problems == []
    assert [groups["area"].number_of(city) for city in (*CITIES, "anyang")] == [0, 0, 1, 2]
    assert groups["area"].names("en") == ("Inner", "Outer", "Others")


@pytest.mark.parametrize(
    ("mistake", "code", "line"),
    [
        ({"second": "kaifen"}, "P223", 6),
        ({"third": "zhengzhou"}, "P302", 8),
        ({"source": "unknown"}, "P222", 11),
    ],
)
def test_each_mistake_is_refused_at_its_line(tmp_path, mistake, code, line):
    problems = load(tmp_path, **mistake)[1]
    assert [(one.code, one.where.line) for one in problems] == [(code, line)]


def test_parameters_without_groups_have_none():
    assert load_groups(ParamsTree({}, {}), CITIES, ()) == ({}, [])


def test_shipped_groups_name_where_their_members_come_from():
    groups = load_params().groups
    assert tuple(groups) == ("metropolitan", "metropolitan_core", "plan_regions", "yellow_river")
    assert {len(one.parts[0].cities) for one in groups.values()} == {9, 5, 3, 8}
