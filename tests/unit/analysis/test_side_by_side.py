"""Runs side by side: where each stands in a year, and one indicator's lines in all of them."""

import math

import pytest

from simulator.analysis.document import written
from simulator.analysis.frames import side_by_side, trajectory
from simulator.analysis.reports.findings import furthest_behind
from simulator.analysis.reports.standing import WIDEST, standing_table
from tests import example_tables as example
from tests.example_catalogue import catalogue
from tests.report_content import judged, view

pytestmark = pytest.mark.unit
BASELINE, LIFTED = "baseline", "lifted"


def frames(**shapes):
    made = {}
    for name, shape in shapes.items():
        tables = view(**shape).tables
        verdicts = tables["verdicts"]
        cell = ("kaifeng", example.PLACES)
        made[name] = trajectory(tables["indicators"], verdicts, *cell, catalogue())
    return made


def test_the_indices_and_widest_gaps_of_a_year_stand_run_by_run():
    table = standing_table([judged(draws=True)], 2025, catalogue())
    cells = [row[1] for row in written(table)]
    assert cells[:2] == ["0.900（0.880—0.920）", "0.850"]
    widest = furthest_behind(judged(), catalogue(), 2025).iloc[0]
    assert cells[2].startswith(f"{widest['region_label']} · {widest['indicator_label']}：")
    assert len(cells) == 2 + WIDEST


def test_a_run_without_indices_says_so():
    cells = [row[1] for row in written(standing_table([view()], 2025, catalogue("en")))]
    assert cells[:2] == ["—", "—"]


def test_every_run_has_its_own_line_and_the_target_is_the_first_runs():
    found = frames(one={"draws": True}, two={"lift": 0.5})
    frame = side_by_side(found, {"one": "基准", "two": "加床位"})
    assert frame["central:one"].tolist() == found["one"]["city"].tolist()
    assert frame["central:two"].tolist() == found["two"]["city"].tolist()
    assert frame["target"].equals(found["one"]["target"])
    assert frame["p05:one"].notna().any()
    assert all(math.isnan(one) for one in frame["p05:two"])
    assert frame.attrs["labels"] == {"one": "基准", "two": "加床位"}


def test_years_that_one_run_lacks_are_empty_in_its_line():
    found = frames(one={}, two={})
    shorter = found["two"].iloc[:-1]
    shorter.attrs = found["two"].attrs
    frame = side_by_side({"two": shorter, "one": found["one"]}, {"two": "短", "one": "长"})
    assert frame["year"].tolist() == found["one"]["year"].tolist()
    assert math.isnan(frame["central:two"].iloc[-1])
