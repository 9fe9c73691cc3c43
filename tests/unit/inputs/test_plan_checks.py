"""Every mistake in a plan file is found, with its code and line."""

import csv
from pathlib import Path

import pytest

from simulator.inputs.indicators import load_indicators
from simulator.inputs.plans import load_plans
from simulator.inputs.regions import load_regions
from simulator.inputs.shipped import ParamsTree, params_tree
from simulator.text import LANGUAGES, sentences

pytestmark = pytest.mark.unit

FOLDER = Path(__file__).parents[2] / "bad_inputs"
with (FOLDER / "plans_expected.csv").open(encoding="utf-8") as _file:
    EXPECTED = list(csv.DictReader(_file))
SOURCES = {"kaifeng-14"}


def problems_of(path):
    shipped = params_tree(beside=FOLDER)
    regions, _ = load_regions(shipped)
    indicators, _ = load_indicators(shipped)
    tree = ParamsTree({f"plans/{path.name}": path}, {f"plans/{path.name}": path.name})
    return load_plans(tree, regions, indicators, SOURCES)[1]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda row: row["file"])
def test_one_mistake_gives_its_code_and_line(expected):
    found = problems_of(FOLDER / expected["file"])
    assert [(one.code, one.where.line) for one in found] == [
        (expected["code"], int(expected["line"]))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_is_told_in_both_languages(language):
    for row in EXPECTED:
        for problem in problems_of(FOLDER / row["file"]):
            assert problem.code in sentences(problem, language)


def test_the_table_lists_every_bad_plan():
    listed = {row["file"] for row in EXPECTED}
    assert listed == {path.name for path in FOLDER.glob("plan_*.yaml")}


def test_a_near_miss_names_the_indicator_that_was_meant():
    problem = problems_of(FOLDER / "plan_unknown_indicator.yaml")[0]
    assert problem.args["nearest"] == "hospital_beds_per_1000"


def test_an_unregistered_source_is_refused(tmp_path):
    text = (FOLDER / "plan_external_without_source.yaml").read_text(encoding="utf-8")
    file = tmp_path / "own.yaml"
    file.write_text(text.replace("external}", "external, source: nowhere}"), encoding="utf-8")
    assert [one.code for one in problems_of(file)] == ["P222"]
