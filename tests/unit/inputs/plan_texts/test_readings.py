"""Files of statements and projects: one mistake each, at its line."""

import pytest

from simulator.inputs.params import load_params
from simulator.inputs.plan_texts.readings import load_readings

pytestmark = pytest.mark.unit

GOOD = """---
document: kaifeng-14
region: kaifeng
table: null
statements:
  - id: hospitals
    line: 5
    as_printed: "到2025年建成7所医院"
    domain: health
    kind: target
    what: {zh: 医院, en: Hospitals}
    value: 7
    unit: institution
    years: 2025
    treatment: commitment
"""
PROJECT = """---
document: kaifeng-14
region: kaifeng
projects:
  - id: kaifeng_hospital
    line: 5
    as_printed: "建成7所医院，床位500张"
    box: null
    domain: health
    service: hospital_beds
    kind: construction
    what: {zh: 医院, en: Hospitals}
    where: null
    count: {value: 7, unit: institution}
    size: {value: 500, unit: bed}
    years: [2021, 2025]
    treatment: modelled
"""


def problems(tmp_path, folder, text):
    file = tmp_path / folder / "kaifeng-14.yaml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    _, found = load_readings(load_params(tmp_path))
    return [(problem.code, problem.where.line) for problem in found]


def test_a_good_file_has_no_problem(tmp_path):
    assert problems(tmp_path, "statements", GOOD) == []
    assert problems(tmp_path, "projects", PROJECT) == []


@pytest.mark.parametrize(
    ("was", "now", "code", "line"),
    [
        ("value: 7", "value: 8", "P307", 12),
        ("unit: institution", "unit: hospital", "P221", 13),
        ("document: kaifeng-14", "document: kaifeng-15", "P222", 2),
        ("region: kaifeng", "region: kaifen", "P223", 3),
        ("domain: health", "domain: sickness", "P204", 9),
        ("kind: target", "kind: commitment", "P406", 10),
        ("treatment: commitment", "treatment: modelled", "P403", 15),
        ("treatment: commitment", "treatment: left_out", "P404", 15),
        ("years: 2025", "years: [2025, 2021]", "P405", 14),
        ("    unit: institution\n", "", "P202", 6),
        (
            "treatment: commitment",
            "treatment: modelled\n    used_by: [costs.beds]",
            "P402",
            16,
        ),
        ("    years: 2025", "    indicator: beds_per_1000", "P301", 14),
        ("line: 5", "line: 0", "P205", 7),
    ],
)
def test_one_mistake_is_told_at_its_line(tmp_path, was, now, code, line):
    assert was in GOOD
    assert problems(tmp_path, "statements", GOOD.replace(was, now)) == [(code, line)]


@pytest.mark.parametrize(
    ("was", "now", "code", "line"),
    [
        ("value: 500", "value: 600", "P307", 15),
        ("service: hospital_beds", "service: beds", "P407", 10),
        ("service: hospital_beds", "service: null", "P403", 17),
        ("unit: bed", "unit: beds", "P221", 15),
    ],
)
def test_a_project_names_what_exists_and_counts_what_is_printed(tmp_path, was, now, code, line):
    assert was in PROJECT
    assert problems(tmp_path, "projects", PROJECT.replace(was, now)) == [(code, line)]


def test_two_statements_of_one_name_are_told(tmp_path):
    twice = GOOD + GOOD.partition("statements:\n")[2]
    assert problems(tmp_path, "statements", twice) == [("P302", 16)]
