from __future__ import annotations

import pytest

from simulator.desk import pictures
from simulator.desk.comparing import compare_runs
from simulator.desk.runs import run_scenario
from tests.shipped_runs import case_of

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return run_scenario(case_of(until=2022), out=tmp_path_factory.mktemp("store"), draws=0)


def test_a_run_knows_its_years_regions_and_indicators(run):
    assert pictures.run_years(run) == [2020, 2021, 2022]
    assert "xinxiang" in pictures.run_regions(run)
    assert pictures.run_indicators(run)[0] == "hospital_beds_per_1000"


def test_names_are_in_the_language_of_the_reader():
    assert pictures.label("region", "xinxiang", "zh") == "新乡市"
    assert pictures.label("region", "xinxiang", "en") == "Xinxiang"


def test_the_gap_table_leaves_imputed_cities_out_unless_asked(run):
    real = pictures.gaps(run, 2021)
    every = pictures.gaps(run, 2021, include_imputed=True)
    assert set(real["region"]) < set(every["region"])
    assert not real["imputed"].any()


def test_a_cell_is_told_in_sentences(run):
    for lang in ("zh", "en"):
        told = pictures.cell_story(run, "kaifeng", "toddler_places_per_1000", year=2022, lang=lang)
        assert told
        assert all(isinstance(line, str) and line for line in told)


def test_a_run_named_twice_stands_once_in_a_comparison(run):
    once = compare_runs([run]).to_frame()
    twice = compare_runs([run, run]).to_frame()
    assert twice.equals(once)
