"""Limits on what opens in a year, on the shipped baseline: the plan, its words and its tables."""

from __future__ import annotations

import json

import numpy as np
import pytest

from simulator.cli.main import main
from simulator.desk.absorbed import absorb_notes, absorb_table
from simulator.desk.optimise import optimise
from simulator.desk.optimised import rows, table

pytestmark = pytest.mark.integration

PLACES = {"region": ("kaifeng",), "indicator": ("toddler_places_per_1000",), "draws": 0}


@pytest.fixture(scope="module")
def limited():
    """Return what it takes to reach Kaifeng's toddler places if 60 percent may open in a year."""
    return optimise("baseline", absorb=("toddler_places=60",), **PLACES)


def test_the_simulator_opens_no_more_in_a_year_than_the_limit(limited):
    (row,) = absorb_table(limited, "en").to_dict("records")
    assert row["yearly_limit"] == int(0.6 * row["stock_before"])
    assert row["planned_most"] == row["simulated_most"] == row["yearly_limit"]
    free = optimise("baseline", **PLACES)
    services = list(limited.case.services)
    opened = free.found.opened[:, limited.case.cities.index("kaifeng")]
    assert opened[:, services.index("toddler_places")].max() > row["yearly_limit"]


def test_what_the_limit_keeps_back_is_said_in_words(limited):
    (row,) = rows(limited, "en").to_dict("records")
    assert row["status"] == "late"
    assert row["alone_from"] > row["target_year"]
    assert "limited by what a city can take up in a year" in row["relaxation"]
    assert row["absorb_reached"].startswith("2022–")
    assert "受限于吸纳能力" in rows(limited, "zh")["relaxation"][0]
    limit, where, wider, seen = absorb_notes(limited, "zh")
    assert "3岁以下婴幼儿托位 60%" in limit
    assert "开封市3岁以下婴幼儿托位（2022—" in where
    assert "个百分点" in wider
    assert "郑州市2020—2022年23.3%" in seen


def test_raised_as_said_the_limit_no_longer_keeps_anything_back(limited):
    (row,) = absorb_table(limited).to_dict("records")
    percent = 60.0 + row["raise_points"] + 0.01
    wide = optimise("baseline", absorb=(f"toddler_places={percent:.2f}",), **PLACES)
    assert (rows(wide)["status"] == "met").all()
    assert wide.wider.rise == {}
    low = optimise("baseline", absorb=(f"toddler_places={percent - 1.0:.2f}",), **PLACES)
    assert (rows(low)["status"] != "met").all()


def test_a_project_more_is_told_with_what_it_brings(limited):
    (row,) = absorb_table(limited, "en").to_dict("records")
    lot = limited.ground.world.lot[limited.case.cities.index("kaifeng")]
    units = lot[list(limited.case.services).index("toddler_places")]
    assert row["one_more"].startswith(f"one project more ({units} places)")
    assert row["one_more"].endswith(f"by {units} places")


def test_without_the_option_nothing_is_said_of_it():
    found = optimise("baseline", **PLACES)
    assert "absorb_reached" not in rows(found)
    assert absorb_notes(found) == []
    assert table(found, "absorb").empty


def test_a_limit_that_is_not_reached_is_told_so():
    found = optimise("baseline", absorb=("1000",), **PLACES)
    plain = optimise("baseline", **PLACES)
    assert (found.plan.starts == plain.plan.starts).all()
    assert np.isfinite(found.question.absorb).all()
    assert "没有一处达到上限。" in absorb_notes(found)


def test_the_command_answers_no_with_the_table_of_limits(capsys):
    line = "optimise baseline --region kaifeng --indicator toddler_places_per_1000 --draws 0"
    status = main([*line.split(), "--absorb", "toddler_places=60", "--show", "absorb", "--json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert status == 1
    assert {"yearly_limit", "reached_years", "raise_points", "one_more"} <= row.keys()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("many", "C224"),
        ("-5", "C224"),
        ("20,30", "C224"),
        ("toddler_place=60", "C225"),
        ("nurses=5", "C225"),
    ],
)
def test_one_mistake_has_one_code(given, code, capsys):
    status = main(["optimise", "baseline", "--draws", "0", f"--absorb={given}"])
    written = capsys.readouterr().err
    assert (status, written.count("  [")) == (2, 1)
    assert f"[{code}]" in written
