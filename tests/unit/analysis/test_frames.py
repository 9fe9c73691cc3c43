import numpy as np
import pytest

from simulator.analysis.colours import NO_REFERENCE
from simulator.analysis.frames import gap_heatmap, trajectory
from tests.example_catalogue import HINDSIGHT, catalogue
from tests.example_tables import BEDS, NURSES, PLACES, example_tables

pytestmark = pytest.mark.unit


def cell(frame, region, indicator):
    return frame[(frame["region"] == region) & (frame["indicator"] == indicator)].iloc[0]


def test_the_heatmap_holds_every_city_and_no_province():
    frame = gap_heatmap(example_tables()["gaps"], 2025, "default", catalogue())
    assert list(dict.fromkeys(frame["region"])) == ["zhengzhou", "kaifeng", "luoyang", "xinxiang"]
    assert list(dict.fromkeys(frame["indicator"])) == [BEDS, NURSES, PLACES]


def test_imputed_cities_are_marked_and_can_be_left_out():
    gaps = example_tables()["gaps"]
    frame = gap_heatmap(gaps, 2025, "default", catalogue())
    assert set(frame[frame["imputed"]]["region"]) == {"luoyang"}
    without = gap_heatmap(gaps, 2025, "default", catalogue(), include_imputed=False)
    assert "luoyang" not in set(without["region"])


def test_ahead_is_blue_and_behind_is_orange():
    frame = gap_heatmap(example_tables()["gaps"], 2025, "default", catalogue())
    assert cell(frame, "zhengzhou", BEDS)["score"] > 0
    assert cell(frame, "zhengzhou", BEDS)["text"] == "+1.60"
    assert cell(frame, "kaifeng", PLACES)["colour"] == "#b35806"


def test_a_stand_in_reference_is_marked_and_named():
    frame = gap_heatmap(example_tables()["gaps"], 2025, "default", catalogue(), hindsight=HINDSIGHT)
    found = cell(frame, "kaifeng", PLACES)
    assert found["text"] == "-2.50‡"
    assert found["reference_label"] == "全省目标"
    assert any("全省无「每千人口托位数」基期数" in note for note in frame.attrs["notes"])
    assert frame.attrs["mark"] == "回顾（反事实）"


def test_a_missing_reference_is_grey_with_its_reason():
    frame = gap_heatmap(example_tables()["gaps"], 2025, "province", catalogue())
    found = cell(frame, "kaifeng", PLACES)
    assert found["colour"] == NO_REFERENCE
    assert found["text"] == "—"
    assert "全省无" in found["reason"]


def test_lower_is_better_turns_the_colour_and_not_the_number():
    gaps = example_tables()["gaps"]
    gaps["favourable"] = -gaps["gap"]
    found = cell(gap_heatmap(gaps, 2025, "province", catalogue()), "zhengzhou", BEDS)
    assert found["score"] < 0
    assert found["text"] == "+1.60"


def test_the_trajectory_stands_beside_target_and_schedule():
    tables = example_tables()
    frame = trajectory(
        tables["indicators"], tables["verdicts"], "kaifeng", PLACES, catalogue()
    ).set_index("year")
    assert frame.loc[2025, "city"] == pytest.approx(2.0)
    assert frame.loc[2025, "target"] == pytest.approx(4.5)
    assert frame.loc[2030, "target_held"] == pytest.approx(4.5)
    assert np.isnan(frame.loc[2024, "target"])
    assert frame.loc[2020, "schedule"] == pytest.approx(0.9)
    assert np.isnan(frame.loc[2026, "schedule"])
    assert frame["p05"].isna().all()
    assert frame.attrs["unit_label"] == "个/千人"
    assert not frame.attrs["has"]["outer"]


def test_the_fan_needs_draws():
    tables = example_tables(draws=True)
    frame = trajectory(tables["indicators"], tables["verdicts"], "kaifeng", BEDS, catalogue())
    later = frame[frame["year"] > 2020]
    assert (later["p05"] < later["p95"]).all()
    assert frame.attrs["has"]["outer"]


def test_a_line_without_a_target_says_so():
    tables = example_tables()
    frame = trajectory(tables["indicators"], tables["verdicts"], "henan", NURSES, catalogue())
    assert frame["target_held"].isna().all()
    assert not frame.attrs["has"]["target"]
