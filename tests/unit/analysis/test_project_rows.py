"""Projects as rows of a picture: named ones by phase, lots as stacks of lots under way."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.project_rows import HALF, project_rows
from simulator.analysis.projects import gantt, project_table
from tests.example_catalogue import catalogue
from tests.example_tables import REGIONS

pytestmark = pytest.mark.unit
CITY, OTHER = REGIONS[1], REGIONS[2]
YEARS = (2020, 2025)
MONTHS = ("asked", "approved", "design_approved", "funded", "started", "accepted", "commissioned")


def lived(project, months, region=CITY, service="hospital_beds", units=100):
    return [
        {
            "draw": 0,
            "month": month,
            "region": region,
            "service": service,
            "project": project,
            "event": event,
            "category": "",
            "units": units,
            "yuan": 0.0,
        }
        for event, month in zip(MONTHS, months, strict=False)
    ]


def rows_of(events, named=(), **more):
    table = project_table(pd.DataFrame(events), YEARS[0], catalogue())
    bars = gantt(table, "zh")
    return project_rows(table, bars, dict.fromkeys(named, ""), YEARS, catalogue(), **more)


TWO = [
    *lived(f"{CITY}-hospital_beds-1", (1, 4, 7, 13, 13, 25, 26)),
    *lived(f"{CITY}-hospital_beds-2", (13, 16, 19, 19, 20, 44)),
]


def test_lots_of_one_place_and_service_are_one_row():
    frame = rows_of(TWO)
    assert len(frame.attrs["rows"]) == 1
    assert "2批" in frame.attrs["rows"][0]
    assert "2批" in frame.attrs["note"]


def test_a_lot_that_waits_half_a_year_for_money_is_half_a_lot_in_that_year():
    frame = rows_of(TWO[:7])
    waiting = frame[frame["phase"] == "waiting_money"]
    assert waiting["told"].tolist() == ["2021年平均0.5批"]
    assert waiting["left"].tolist() == [pd.Timestamp(2021, 1, 1)]


def test_named_projects_stand_before_lots_and_show_their_months():
    named = lived("county_hospital", (1, 4, 7, 7, 8, 30), region=OTHER)
    frame = rows_of([*TWO, *named], named=("county_hospital",))
    assert [row.split(".")[0] for row in frame.attrs["rows"]] == ["1", "2"]
    first = frame[frame["row"] == frame.attrs["rows"][0]]
    assert first["told"].tolist()[0] == "2021-01 — 2021-04"
    assert set(first["top"]) == {HALF}
    assert "储备库项目1个" in frame.attrs["note"]


def test_what_is_not_drawn_is_said():
    other = lived(f"{OTHER}-hospital_beds-1", (1, 4, 7, 9, 9, 25), region=OTHER)
    frame = rows_of([*TWO, *other], most=1)
    assert len(frame.attrs["rows"]) == 1
    assert "其余1行" in frame.attrs["note"]


def test_the_longest_wait_comes_first():
    other = lived(f"{OTHER}-hospital_beds-1", (1, 4, 7, 30, 31, 45), region=OTHER)
    frame = rows_of([*TWO, *other], order="waiting")
    assert "开封市" in frame.attrs["rows"][0]


def test_named_projects_alone_have_no_stacks():
    frame = rows_of(lived("county_hospital", (1, 4, 7, 7, 8, 30)), named=("county_hospital",))
    assert len(frame.attrs["rows"]) == 1
    assert "批次" not in frame.attrs["note"]


def test_nothing_to_show_is_an_empty_frame():
    table = project_table(pd.DataFrame(TWO), YEARS[0], catalogue())[:0]
    frame = project_rows(table, gantt(table, "zh"), {}, YEARS, catalogue())
    assert frame.empty
    assert (frame.attrs["rows"], frame.attrs["note"]) == ([], "没有项目。")


@given(st.lists(st.lists(st.integers(1, 60), min_size=6, max_size=6), min_size=1, max_size=8))
def test_a_stack_fills_its_row_once_and_nowhere_more(lots):
    events = [
        one
        for serial, months in enumerate(lots, start=1)
        for one in lived(f"{CITY}-hospital_beds-{serial}", sorted(months))
    ]
    frame = rows_of(events)
    assert frame["top"].max() <= HALF + 1e-9
    assert frame["bottom"].min() >= -HALF - 1e-9
    if len(frame):
        assert frame["top"].max() == pytest.approx(HALF)
        by_year = frame.assign(size=frame["top"] - frame["bottom"]).groupby("left")["size"].sum()
        assert by_year.max() == pytest.approx(2 * HALF)
