"""The register of doubts: what the checks find in an invented plan, and in the shipped ones."""

import pytest

from simulator.inputs.case import build_case
from simulator.inputs.doubts.doubt import SEVERITIES
from simulator.inputs.doubts.register import register
from simulator.inputs.params import load_params
from simulator.inputs.scenarios import load_scenario

pytestmark = pytest.mark.unit

PLAN = """---
region: luoyang
source:
  title: {zh: 洛阳规划, en: Plan of Luoyang}
  issuer: {zh: 洛阳市, en: Luoyang}
  standing: issued
standing: issued
base_year: 2020
target_year: 2025
title: 指标
rows:
  - indicator: hospital_beds_per_1000
    row: {domain: 卫生健康, label: 床位数}
    base: {as_printed: "7.5", value: 7.5, unit: per_1000, grade: stated}
    target: {as_printed: "7.2", value: 7.2, unit: per_1000, grade: stated}
  - indicator: compulsory_retention_rate
    row: {domain: 教育, label: 巩固率}
    base: {as_printed: "105%", value: 105, unit: percent, grade: stated}
  - indicator: vaccination_rate_by_township
    row: {domain: 幼儿照护, label: 接种率}
    base: {as_printed: "≥90%", value: 90, unit: percent, comparator: at_least, grade: stated}
  - indicator: life_expectancy
    row: {domain: 健康, label: 预期寿命}
    base: {as_printed: "77.93", value: 77.93, unit: year, grade: stated}
  - indicator: barrier_free_homes
    row: {domain: 救助, label: 改造户数}
    target:
      as_printed: "900"
      value: 900
      unit: household
      accumulation: cumulative
      accumulation_grade: derived
      grade: stated
  - indicator: cultural_area_per_10000
    row: {domain: 文化, label: 文化设施面积}
    target: {as_printed: "30", value: 30, unit: m2_per_10000, grade: stated}
"""
TEXT = """---
document: luoyang-14
region: luoyang
table: null
statements:
  - id: beds
    line: 5
    as_printed: "2020年每千人床位7.9张"
    domain: health
    kind: base
    what: {zh: 床位, en: Beds}
    value: 7.9
    unit: per_1000
    years: 2020
    indicator: hospital_beds_per_1000
    treatment: commitment
  - id: beds_target
    line: 6
    as_printed: "2025年达到7.2张以上"
    domain: health
    kind: target
    what: {zh: 床位, en: Beds}
    value: 7.2
    comparator: at_least
    unit: per_1000
    years: 2025
    indicator: hospital_beds_per_1000
    treatment: commitment
"""


@pytest.fixture
def luoyang(tmp_path):
    for folder, text in (("plans", PLAN), ("statements", TEXT)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "luoyang-14.yaml").write_text(text, encoding="utf-8")
    return load_params(tmp_path)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    return load_params(tmp_path_factory.mktemp("empty"))


def flipping(name):
    """Return the baseline with one doubt read the other way."""
    content = {
        "label": {"zh": "试", "en": "Trial"},
        "question": {"zh": "试", "en": "Trial"},
        "extends": "baseline",
        "levers": {"doubts": {name: "alternative"}},
    }
    return load_scenario(content)


def test_checks_find_what_was_planted(luoyang):
    found = {name: one for name, one in register(luoyang).items() if one.region == "luoyang"}
    assert {name: one.kind for name, one in found.items()} == {
        "luoyang.hospital_beds_per_1000": "within_document",
        "luoyang.hospital_beds_per_1000.wording.target": "wording",
        "luoyang.hospital_beds_per_1000.below_base": "implausible",
        "luoyang.compulsory_retention_rate.above_100.base": "implausible",
        "luoyang.vaccination_rate_by_township.bound": "bound",
        "luoyang.life_expectancy.copied": "copied",
        "luoyang.barrier_free_homes.total": "accumulation",
        "luoyang.cultural_area_per_10000.unit": "unit",
    }
    assert {one.found_by for one in found.values()} == {"check"}
    contradiction = found["luoyang.hospital_beds_per_1000"]
    assert (contradiction.first.line, contradiction.first.wording) == (5, "2020年每千人床位7.9张")
    assert (contradiction.second.row, contradiction.second.wording) == (1, "7.5")


def test_the_gravest_come_first(luoyang):
    order = [SEVERITIES.index(one.severity) for one in register(luoyang).values()]
    assert order == sorted(order)


def test_checks_find_at_least_a_dozen_in_the_shipped_plans(shipped):
    by_check = [one for one in register(shipped).values() if one.found_by == "check"]
    assert len(by_check) >= 12
    assert len({one.kind for one in by_check}) >= 6


def test_every_doubt_has_prints_and_every_readers_doubt_its_words(shipped):
    for name, one in register(shipped).items():
        assert one.id == name
        assert one.first.wording, name
        assert one.first.document in shipped.sources, name
        assert one.text is not None or one.found_by == "check", name


def test_a_scenario_flips_any_doubt(shipped):
    for name in register(shipped):
        assert build_case(flipping(name), shipped) is not None


def test_a_flipped_cell_takes_the_other_print(shipped):
    case = build_case(flipping("xinxiang.sports_area_per_person"), shipped)
    row = case.evidence.plans["xinxiang"].row("sports_area_per_person")
    assert (row.base.value, row.base.comparator) == (2.6, "more_than")
    usual = shipped.plans["xinxiang-14"].row("sports_area_per_person")
    assert usual.base.value == 2


LATER = """---
region: kaifeng
source:
  title: {zh: 开封下一个规划, en: The next plan of Kaifeng}
  issuer: {zh: 开封市, en: Kaifeng}
  standing: issued
standing: STANDING
base_year: 2025
target_year: 2030
title: 指标
rows:
  - indicator: vaccination_rate_by_township
    row: {domain: 幼儿照护, label: 接种率}
    base: {as_printed: "≥91%", value: 91, unit: percent, comparator: at_least, grade: stated}
"""


@pytest.mark.parametrize(("standing", "known"), [("issued", True), ("draft", False)])
def test_two_plans_of_a_region_keep_their_own_doubts(tmp_path, standing, known):
    (tmp_path / "plans").mkdir()
    file = tmp_path / "plans" / "kaifeng-15.yaml"
    file.write_text(LATER.replace("STANDING", standing), encoding="utf-8")
    found = register(load_params(tmp_path))
    first = "kaifeng.vaccination_rate_by_township.bound"
    assert found[first].first.wording == "≥90%"
    assert (f"{first}.kaifeng-15" in found) == known
