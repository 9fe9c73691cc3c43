import pytest

from simulator.analysis.gap_table import COLUMNS, gap_overview, gap_table
from tests.example_catalogue import HINDSIGHT, catalogue
from tests.example_tables import PLACES, example_tables

pytestmark = pytest.mark.unit


def table(language="zh", **options):
    tables = example_tables()
    return gap_table(tables["gaps"], tables["indicators"], 2025, catalogue(language), **options)


def test_the_columns_are_fixed():
    assert tuple(table().columns) == COLUMNS


def test_imputed_cities_are_counted_and_left_out():
    found = table()
    assert "luoyang" not in set(found["region"])
    assert any(note.startswith("另有 3 格（涉及 1 个市）") for note in found.attrs["notes"])
    assert "luoyang" in set(table(include_imputed=True)["region"])


def test_the_base_is_as_printed_with_its_grade():
    row = table().query("region == 'kaifeng' and indicator == @PLACES").iloc[0]
    assert (row["base_as_printed"], row["base_grade"]) == ("0.90", "stated")
    assert row["thing"] == "个"
    assert row["indicator"] == PLACES


def test_past_years_after_as_of_carry_the_note():
    assert "回顾（反事实）" in table(hindsight=HINDSIGHT).attrs["notes"][0]


def test_notes_name_the_references_that_do_not_exist():
    asked = table(reference="province").attrs["notes"]
    assert any("全省无「每千人口托位数」基期数，不计" in note for note in asked)
    english = table("en").attrs["notes"]
    assert any('no base value for "Toddler places per 1,000"' in note for note in english)


def test_the_province_is_not_measured_against_itself():
    assert "henan" not in set(table(reference="province")["region"]) or all(
        table(reference="province").query("region == 'henan'")["reference"] == "none"
    )


def test_the_overview_has_cities_down_and_indicators_across():
    wide = gap_overview(table(), catalogue())
    assert list(wide["地区"]) == ["郑州市", "开封市", "新乡市"]
    assert wide.shape == (3, 4)
    assert wide.iloc[1, 3] == "2.00\n-2.50‡"
    assert wide.attrs["notes"]
