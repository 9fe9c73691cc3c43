"""Projects read off events: dates, waiting, status, bars."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.analysis.delay import Terms
from simulator.analysis.ledger import ledger_table
from simulator.analysis.projects import gantt, project_table, standstill_bars
from tests.example_catalogue import catalogue
from tests.example_tables import REGIONS

pytestmark = pytest.mark.unit
CITY = REGIONS[1]


def event(project, month, name, *, units=0, category="", yuan=0.0, draw=0):
    region, service, _ = project.split("-")
    return {
        "draw": draw,
        "month": month,
        "region": region,
        "service": service,
        "project": project,
        "event": name,
        "category": category,
        "units": units,
        "yuan": yuan,
    }


@pytest.fixture
def events():
    whole, seeded = f"{CITY}-hospital_beds-2", f"{CITY}-hospital_beds-1"
    return pd.DataFrame(
        [
            event(whole, 1, "asked", units=400),
            event(whole, 7, "approved"),
            event(whole, 12, "design_approved"),
            event(whole, 25, "funded", units=400),
            event(whole, 27, "started", units=400),
            event(whole, 28, "drawn", category="capital", yuan=3e8),
            event(whole, 40, "stopped"),
            event(seeded, 2, "accepted"),
            event(seeded, 4, "commissioned", units=300),
            event(whole, 1, "asked", units=999, draw=1),
        ]
    )


def test_dates_are_months_of_the_calendar(events):
    table = project_table(events, 2020, catalogue()).set_index("project")
    row = table.loc[f"{CITY}-hospital_beds-2"]
    dates = row[["asked", "design_approved", "funded"]].tolist()
    assert dates == ["2021-01", "2021-12", "2023-01"]
    assert row["accepted"] is None
    assert row["units"] == 400


def test_waiting_is_counted_in_months(events):
    row = project_table(events, 2020, catalogue()).iloc[1]
    assert (row["months_waiting_money"], row["months_waiting_builders"]) == (13, 2)
    assert (row["n_stops"], row["yuan"]) == (1, 3e8)
    assert (row["status"], row["status_label"]) == ("building", "在建")


def test_what_happened_before_the_base_is_not_made_up(events):
    row = project_table(events, 2020, catalogue()).iloc[0]
    assert row["asked"] is None
    assert pd.isna(row["months_waiting_money"])
    assert (row["status"], row["commissioned"]) == ("open", "2021-04")


def test_bars_follow_each_other(events):
    bars = gantt(project_table(events, 2020, catalogue()), "zh")
    own = bars[bars["project"] == f"{CITY}-hospital_beds-2"]
    waits = ["approval", "preparing", "waiting_money", "waiting_builders", "building"]
    assert own["phase"].tolist() == waits
    assert own["end"].tolist() == ["2021-07", "2021-12", "2023-01", "2023-03", None]


def test_works_on_record_have_no_bar_before_they_start():
    named = event(f"{CITY}-hospital_beds-7", 9, "started", units=100)
    bars = gantt(project_table(pd.DataFrame([named]), 2020, catalogue()), "zh")
    assert bars["phase"].tolist() == ["building"]


def test_what_was_under_way_at_the_base_begins_with_the_run(events):
    bars = gantt(project_table(events, 2020, catalogue()), "zh")
    seeded = bars[bars["project"] == f"{CITY}-hospital_beds-1"]
    assert seeded[["phase", "end"]].to_numpy().tolist() == [
        ["building", "2021-02"],
        ["accepted", "2021-04"],
    ]
    assert seeded["start"].tolist() == [None, "2021-02"]


def test_projects_of_the_reserve_have_names_and_lots_have_numbers(events):
    own = f"{CITY}-hospital_beds-2"
    table = project_table(events, 2020, catalogue(), names={own: "市中心医院"})
    assert table["project_name"].tolist() == ["第1批", "市中心医院"]


def test_a_standstill_is_told_with_its_cost(events):
    terms = Terms(rate=0.04, months=60, rests={})
    row = project_table(events, 2020, catalogue(), terms=terms).iloc[1]
    assert row["months_stopped"] == 21
    assert row["yuan_delay"] == pytest.approx(3e8 * 0.04 * 21 / 12)
    assert pd.isna(project_table(events, 2020, catalogue(), terms=terms).iloc[0]["yuan_delay"])


def test_a_standstill_is_a_bar_over_the_works(events):
    terms = Terms(rate=0.04, months=60, rests={})
    table = project_table(events, 2020, catalogue(), terms=terms)
    (bar,) = standstill_bars(table, events, 2020, terms, "zh").to_dict("records")
    assert (bar["phase_label"], bar["start"], bar["end"]) == ("停工", "2024-04", "2026-01")
    assert standstill_bars(table[:1], events, 2020, terms, "zh").empty


def test_a_region_and_a_service_can_be_chosen(events):
    assert len(project_table(events, 2020, catalogue(), regions=(CITY,))) == 2
    assert project_table(events, 2020, catalogue(), services=("toddler_places",)).empty


def test_the_ledger_of_a_region_ends_with_its_balance():
    rows = pd.DataFrame(
        [
            {"region": CITY, "domain": domain, "category": category, "year": 2021, "yuan": yuan}
            for domain, category, yuan in (
                ("health", "own", 5e8),
                ("health", "capital", -3e8),
                ("health", "carry_out", -2e8),
                ("childcare", "own", 1e8),
                ("childcare", "lapsed", -1e8),
            )
        ]
    ).assign(statistic="central")
    table = ledger_table(rows, CITY, catalogue())
    assert table["category"].tolist() == ["own", "capital", "carry_out", "lapsed", "balance"]
    assert table["2021"].tolist() == [6e8, -3e8, -2e8, -1e8, 0.0]
    assert ledger_table(rows, CITY, catalogue(), "childcare")["2021"].tolist() == [1e8, -1e8, 0.0]
