"""The flat table of all plan rows."""

import pytest

from simulator.inputs.indicators import load_indicators
from simulator.inputs.plan_export import COLUMNS, export_frame
from simulator.inputs.plans import load_plans
from simulator.inputs.regions import load_regions
from simulator.inputs.shipped import params_tree

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    tree = params_tree(beside=tmp_path_factory.mktemp("empty"))
    regions, _ = load_regions(tree)
    indicators, _ = load_indicators(tree)
    return export_frame(load_plans(tree, regions, indicators)[0])


def test_columns_are_fixed(records):
    assert all(tuple(record) == COLUMNS for record in records)


def test_a_row_is_written_as_printed_and_as_typed(records):
    row = next(r for r in records if r["indicator"] == "elderly_service_beds")
    assert list(row.values()) == [
        "xinxiang-14",
        "普惠性非基本公共服务",
        "养老服务床位数（万张）",
        "3.4",
        "4.4",
        "预期性",
        "elderly_service_beds",
        "bed",
        34_000,
        44_000,
        "equal",
        "level",
        "stated",
    ]


def test_a_wording_has_no_number(records):
    row = next(r for r in records if r["label"] == "城乡低保标准年度增幅(%)")
    assert (row["base_as_printed"], row["base_value"], row["target_value"]) == ("30—35", None, None)
    assert row["comparator"] == "at_least"


def test_whole_numbers_are_integers(records):
    assert all(
        not (isinstance(value, float) and value.is_integer())
        for record in records
        for value in (record["base_value"], record["target_value"])
    )
