"""Sources are registered in full; observations and national targets cite them."""

import csv

import pytest

from simulator.axes import AGE_GROUPS
from simulator.inputs.indicators import load_indicators
from simulator.inputs.observations import COLUMNS
from simulator.inputs.regions import load_regions
from simulator.inputs.shipped import params_tree
from simulator.inputs.sources import load_sources
from simulator.inputs.yaml_nodes import read
from simulator.units import UNITS

pytestmark = pytest.mark.unit

NATION = "china"
STOCK_COLUMNS = [
    "year",
    "region",
    "indicator",
    "value",
    "unit",
    "basis",
    "definition",
    "published",
    "status",
    "source",
    "note",
]
TARGET_COLUMNS = ["indicator", "year", "value", "unit", "comparator", "grade", "source"]


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    return params_tree(beside=tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def sources(tree):
    return read(tree.files["sources.yaml"]).data["sources"]


def rows_of(tree, name):
    with tree.files[f"observations/{name}.csv"].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_source_has_title_issuer_and_standing_in_two_languages(sources):
    for name, source in sources.items():
        assert set(source["title"]) == set(source["issuer"]) == {"zh", "en"}, name
        assert source["standing"] in ("issued", "draft"), name
        assert {"number", "date"} <= set(source), name


def test_the_register_of_sources_has_no_problem(tree):
    assert load_sources(tree)[1] == []


def test_only_archived_texts_have_digests(sources):
    archived = {name for name, source in sources.items() if "sha256" in source}
    assert archived == {"henan-13", "henan-14", "kaifeng-14", "xinxiang-14", "zhengzhou-14"}


def test_drafts_for_comment_are_registered_as_drafts(sources):
    drafts = {name for name, source in sources.items() if source["standing"] == "draft"}
    assert drafts == {"kaifeng-14", "xinxiang-14"}


def test_stocks_use_known_regions_units_names_and_sources(tree, sources):
    regions, _ = load_regions(tree)
    indicators, _ = load_indicators(tree)
    services = read(tree.files["services.yaml"]).data["services"]
    rows = rows_of(tree, "stocks")
    assert tuple(rows[0]) == COLUMNS
    for row in rows:
        assert row["region"] in {*regions, NATION}, row
        assert row["indicator"] in {*indicators, *services}, row
        known = indicators.get(row["indicator"])
        unit = known.unit if known else services[row["indicator"]]["unit"]
        assert row["unit"] == unit, row
        assert row["unit"] in UNITS
        assert row["source"] in sources, row
        assert row["status"] in ("preliminary", "final", "revised"), row
        assert row["basis"] in ("", "pre_census", "post_census", "plan_implied"), row
        assert float(row["value"]) > 0
        if known:
            assert known.bounds[0] <= float(row["value"]) <= known.bounds[1], row


def test_vintages_of_one_figure_are_told_apart(tree):
    keys = [
        (row["year"], row["region"], row["indicator"], row["published"], row["source"])
        for row in rows_of(tree, "stocks")
    ]
    assert len(keys) == len(set(keys))


def test_the_counts_of_2020_give_the_stated_ratios(tree):
    residents = 99_410_000
    counts = {
        row["indicator"]: float(row["value"])
        for row in rows_of(tree, "stocks")
        if (row["region"], row["year"], row["published"]) == ("henan", "2020", "2021-06-07")
    }
    ratios = {name: round(value / residents * 1000, 2) for name, value in counts.items()}
    assert ratios["hospital_beds"] == 6.71
    assert ratios["physicians"] == 2.78
    assert ratios["nurses"] == 3.06


def test_national_targets_are_those_of_the_national_plan(tree, sources):
    indicators, _ = load_indicators(tree)
    rows = rows_of(tree, "national_targets")
    assert list(rows[0]) == TARGET_COLUMNS
    assert {row["year"] for row in rows} == {"2025"}
    by_indicator = {row["indicator"]: row for row in rows}
    assert len(by_indicator) == len(rows)
    assert "hospital_beds_per_1000" not in by_indicator
    assert by_indicator["physicians_per_1000"]["value"] == "3.2"
    for name, row in by_indicator.items():
        assert row["unit"] == indicators[name].unit
        assert row["grade"] == "external"
        assert row["source"] in sources


def test_denominators_of_simulated_ratios_are_groups_or_services(tree):
    indicators, _ = load_indicators(tree)
    simulated = [one for one in indicators.values() if one.simulated]
    assert len(simulated) == 23
    for one in simulated:
        assert one.denominator is None or one.per in (1, 100, 1000)
        if isinstance(one.denominator, str):
            assert one.denominator in AGE_GROUPS
