"""The plan files say what a second reader found in the printed tables.

``transcription.csv`` holds the three indicator tables as another reader typed them from the
archived texts, without looking at ``params/plans``: plan, order in the table, domain, label,
both cells and nature, signs and brackets as printed; a cell that is missing in print is empty.
"""

import csv
import re
from pathlib import Path

import pytest

from simulator.inputs.indicators import load_indicators
from simulator.inputs.plan_export import export_frame
from simulator.inputs.plans import load_plans
from simulator.inputs.regions import load_regions
from simulator.inputs.shipped import params_tree

pytestmark = pytest.mark.unit

TRANSCRIPTION = Path(__file__).with_name("transcription.csv")
ROWS = {"zhengzhou-14": 35, "kaifeng-14": 31, "xinxiang-14": 30}
PRINTED = ("domain", "label", "base_as_printed", "target_as_printed", "nature")
BRACKETS = "〔〕[]"
COMPARATORS = {
    "≥": "at_least",
    "不低于": "at_least",
    ">": "more_than",
    "＞": "more_than",
    "<": "less_than",
    "左右": "about",
}
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def transcription():
    with TRANSCRIPTION.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    tree = params_tree(beside=tmp_path_factory.mktemp("empty"))
    regions, _ = load_regions(tree)
    indicators, _ = load_indicators(tree)
    return load_plans(tree, regions, indicators)[0]


@pytest.fixture(scope="module")
def exported(plans):
    return export_frame(plans)


def rows_of(rows, plan):
    return [row for row in rows if row["plan"] == plan]


def number_of(label, printed):
    """Return the single number of a cell, 万 of the label expanded; None where there is none."""
    found = NUMBER.findall(printed)
    if len(found) != 1:
        return None
    scale = 10_000 if re.search(r"[（(]万", label) else 1
    return pytest.approx(float(found[0]) * scale)


def comparator_of(printed):
    """Return the comparator that the signs of a cell say."""
    signs = [name for sign, name in COMPARATORS.items() if sign in printed]
    return signs[0] if signs else "equal" if NUMBER.search(printed) else "none"


def test_the_second_reader_counted_every_row(transcription):
    assert {plan: len(rows_of(transcription, plan)) for plan in ROWS} == ROWS
    for plan, count in ROWS.items():
        orders = [int(row["order"]) for row in rows_of(transcription, plan)]
        assert orders == list(range(1, count + 1))


@pytest.mark.parametrize("plan", ROWS)
def test_the_export_is_the_transcription_row_by_row(plan, transcription, exported):
    typed = [{name: row[name] for name in PRINTED} for row in rows_of(transcription, plan)]
    found = [{name: row[name] for name in PRINTED} for row in rows_of(exported, plan)]
    assert found == typed


@pytest.mark.parametrize("plan", ROWS)
def test_numbers_and_comparators_follow_from_the_print(plan, transcription, exported):
    for typed, found in zip(rows_of(transcription, plan), rows_of(exported, plan), strict=True):
        label, base, target = typed["label"], typed["base_as_printed"], typed["target_as_printed"]
        values = (number_of(label, base), number_of(label, target))
        assert (found["base_value"], found["target_value"]) == values, label
        assert found["comparator"] == comparator_of(target), label
        if "%" in label + base + target:
            assert found["unit"] == "percent", label


@pytest.mark.parametrize("plan", ROWS)
def test_brackets_and_only_brackets_state_a_total_of_five_years(plan, transcription, plans):
    for typed, row in zip(rows_of(transcription, plan), plans[plan].rows, strict=True):
        for name, cell in (("base", row.base), ("target", row.target)):
            bracketed = any(sign in typed[f"{name}_as_printed"] for sign in BRACKETS)
            assert (cell.accumulation_grade == "stated") == bracketed, row.label
            assert cell.accumulation == "cumulative" or not bracketed, row.label
            assert cell.comparator in (comparator_of(cell.as_printed), "none"), row.label
