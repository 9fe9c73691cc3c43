"""The plan files hold every row of the printed tables, word for word.

Where the archived texts lie beside the repository, every label and cell is looked up in them;
everywhere, the digest of the transcription guards it against an unintended change.
"""

import hashlib
from pathlib import Path

import pytest

from simulator.inputs.indicators import load_indicators
from simulator.inputs.plans import load_plans
from simulator.inputs.regions import load_regions
from simulator.inputs.shipped import params_tree
from simulator.inputs.yaml_nodes import read
from simulator.units import UNITS

pytestmark = pytest.mark.unit

ARCHIVE = Path(__file__).parents[3] / "shared" / "sources"
TABLES = {"zhengzhou-14": (105, 406), "kaifeng-14": (87, 120), "xinxiang-14": (67, 298)}
"""First and last line of each table in the archived text."""
ROWS = {"zhengzhou-14": 35, "xinxiang-14": 30, "kaifeng-14": 31}
BLANKS = ("", "－", "—")
TRANSCRIPTION = {
    "henan-13": "b9c8b3eecea1f26545dd490ca6cf3863ee90a3bedeb552fe6be5433fc9f8f0bc",
    "henan-14": "5ef77afc53e3975877e7791015cc3f76c8b69e1f918435fb97fff61b1bfd5c99",
    "kaifeng-14": "7053509061920e534af47ff9ce24b695fec0ee574ff70cec31df8c02be24600a",
    "xinxiang-14": "ddb2c5f3fbdb539e8c268a00794341ea37f5e0ff67b054b57bb5b0c0921a4bb8",
    "zhengzhou-14": "ae615cf286526ca578cab29457e8625284d3cac632718a45e8e4dd057947e9bf",
}
"""sha256 of domain, label, nature and cells of all rows, as printed."""


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    return params_tree(beside=tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def sources(tree):
    return read(tree.files["sources.yaml"]).data["sources"]


@pytest.fixture(scope="module")
def loaded(tree, sources):
    regions, _ = load_regions(tree)
    services = read(tree.files["services.yaml"]).data["services"]
    indicators, of_indicators = load_indicators(tree, services)
    plans, of_plans = load_plans(tree, regions, indicators, sources)
    return indicators, plans, of_indicators + of_plans


def printed_lines(document):
    text = (ARCHIVE / f"{document}.txt").read_text(encoding="utf-8")
    return text.split("\n")


def printed_cells(row):
    return [row.label, row.base.as_printed, row.target.as_printed, row.nature_as_printed]


def test_nothing_is_wrong_in_any_file(loaded):
    assert loaded[2] == []


def test_every_row_of_the_three_tables_is_there(loaded):
    assert {name: len(loaded[1][name].rows) for name in ROWS} == ROWS


def test_the_transcription_is_what_was_checked_against_the_print(loaded):
    found = {}
    for name, plan in loaded[1].items():
        lines = ["\t".join([row.domain, *printed_cells(row)]) for row in plan.rows]
        found[name] = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert found == TRANSCRIPTION


def test_archived_texts_are_those_registered(loaded, sources):
    for name in loaded[1]:
        digest = sources[name]["sha256"]
        assert len(digest) == 64
        if ARCHIVE.is_dir():
            assert hashlib.sha256((ARCHIVE / f"{name}.txt").read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("name", TABLES)
def test_rows_stand_in_the_print_in_the_order_of_the_file(name, loaded):
    if not ARCHIVE.is_dir():
        return
    first, last = TABLES[name]
    text = "\n".join(printed_lines(name)[first - 1 : last]).replace("\t", "\n").split("\n")
    words = [word.strip() for word in text if word.strip()]
    position, domain = 0, ""
    for row in loaded[1][name].rows:
        cells = [cell for cell in printed_cells(row) if cell]
        position = words.index(row.label, position)
        if row.domain != domain:
            assert row.domain.endswith(words[position - 1])
            domain = row.domain
        assert words[position : position + len(cells)] == cells
        position += len(cells)


@pytest.mark.parametrize("name", TABLES)
def test_no_row_of_the_print_is_left_out(name, loaded):
    if not ARCHIVE.is_dir():
        return
    first, last = TABLES[name]
    text = "\n".join(printed_lines(name)[first - 1 : last]).replace("\t", "\n").split("\n")
    natures = [word.strip() for word in text if word.strip() in ("约束性", "预期性")]
    assert natures == [row.nature_as_printed for row in loaded[1][name].rows]


@pytest.mark.parametrize("name", ["henan-14", "henan-13"])
def test_figures_of_running_text_stand_on_their_line(name, loaded):
    for row in loaded[1][name].rows:
        for cell in (row.base, row.target):
            if cell.grade != "stated":
                continue
            assert cell.place.document == name
            if ARCHIVE.is_dir():
                assert cell.as_printed in printed_lines(name)[cell.place.line - 1]


def test_other_prints_in_doubts_stand_on_their_line(loaded):
    others = [
        other
        for plan in loaded[1].values()
        for row in plan.rows
        if row.doubt
        for other in row.doubt.also_printed
    ]
    assert others
    for other in others if ARCHIVE.is_dir() else ():
        assert other.as_printed in printed_lines(other.place.document)[other.place.line - 1]


def test_blank_cells_are_printed_blank(loaded):
    for plan in loaded[1].values():
        for row in plan.rows:
            for cell in (row.base, row.target):
                assert cell.blank == (cell.as_printed in BLANKS and cell.grade != "external")


def test_units_are_the_closed_list(loaded):
    for plan in loaded[1].values():
        for row in plan.rows:
            assert {cell.unit for cell in (row.base, row.target) if cell.unit} <= set(UNITS)


def test_henan_has_no_target_for_doctors_and_nurses(loaded):
    plan = loaded[1]["henan-14"]
    for name, base in (("physicians_per_1000", 2.78), ("nurses_per_1000", 3.06)):
        row = plan.row(name)
        assert (row.base.value, row.base.grade) == (base, "external")
        assert row.target.blank
        assert "规划文本未载" in row.note.zh


def test_henan_beds_come_from_outside_the_plan(loaded):
    row = loaded[1]["henan-14"].row("hospital_beds_per_1000")
    assert (row.base.value, row.target.value) == (6.71, 7.7)
    assert {row.base.grade, row.target.grade} == {"external"}
    assert row.target.source == "henan-health-plan-14"


def test_percentages_are_printed_as_percentages(loaded):
    values = [
        cell.value
        for plan in loaded[1].values()
        for row in plan.rows
        for cell in (row.base, row.target)
        if cell.unit == "percent" and cell.value is not None
    ]
    assert min(values) > 1


def test_different_definitions_have_different_indicators(loaded):
    plans = loaded[1]
    assert plans["kaifeng-14"].of_indicator("elderly_service_beds") is None
    assert plans["xinxiang-14"].of_indicator("elderly_institution_beds") is None
    assert plans["zhengzhou-14"].of_indicator("old_community_households_renewed") is None


def test_every_indicator_of_a_city_names_its_bureau_in_both_languages(loaded):
    for indicator in loaded[0].values():
        assert indicator.lead_bureau.zh.startswith("市")
        assert indicator.label.zh != indicator.label.en
