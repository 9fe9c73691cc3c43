"""Milestones of a line: which years turn, and what is said of them."""

import pandas as pd
import pytest

from simulator.analysis.milestones import Line, milestones
from tests.example_catalogue import catalogue
from tests.example_tables import BEDS

pytestmark = pytest.mark.unit
YEARS = range(2020, 2026)
SERVICE = catalogue().numerators[BEDS][0]


def line(**other):
    given = {"stages": {}, "names": {"mine": "一院"}, **other}
    return Line("kaifeng", BEDS, "per_1000", 2020, (SERVICE,), "health", **given)


def table(column, values, **same):
    return pd.DataFrame({"year": list(YEARS), column: values, **same})


def event(month, event, units=0, *, project="", category="", yuan=0.0):
    return {
        "month": month,
        "event": event,
        "service": SERVICE,
        "project": project,
        "category": category,
        "domain": "health",
        "units": units,
        "yuan": yuan,
    }


def tables(*, standing=(10, 11, 12, 12, 12, 13), met=(None,) * 6, events=()):
    stocks = table("standing", standing, service=SERVICE)
    moves = stocks["standing"].diff().fillna(0)
    stocks["commissioned"], stocks["retired"] = moves.clip(lower=0) + 1, 1 - moves.clip(upper=0)
    columns = list(event(1, ""))
    verdicts = table("met", pd.array(met, dtype="boolean"), indicator=BEDS, plan="kaifeng-14")
    about = {"row_id": BEDS, "target_year": 2025, "target_as_printed": "7.7", "unit": "per_1000"}
    return {
        "indicators": table("value", [6.0, 6.5, 7.0, 7.0, 7.5, 8.0], indicator=BEDS),
        "verdicts": verdicts.assign(**about, target_value=7.7),
        "stocks": stocks.assign(graduated=0, recruited=0, adjusted=0),
        "events": pd.DataFrame(list(events), columns=columns),
    }


def told(found):
    return dict(zip(found["year"], found["text"], strict=True))


def test_a_line_on_which_nothing_turns_has_none():
    assert milestones(tables(), line(), catalogue()).empty


def test_an_interim_target_stands_at_its_own_value():
    found = milestones(tables(), line(stages={2022: 6.8, 2040: 9.0}), catalogue())
    assert told(found) == {2022: "阶段目标 6.80，测算值 7.00"}
    assert found[["value", "stage"]].to_numpy().tolist() == [[7.0, 6.8]]


def test_a_target_is_told_when_it_is_met_and_when_no_longer():
    met = (None, False, True, True, False, True)
    assert told(milestones(tables(met=met), line(), catalogue())) == {
        2022: "达到2025年目标（7.7）",
        2024: "不再达到2025年目标（7.7）",
        2025: "达到2025年目标（7.7）",
    }


def test_stocks_that_fall_are_told_once_until_they_rise_again():
    given = tables(standing=(10, 9, 8, 9, 9, 7))
    found = milestones(given, line(), catalogue())
    assert list(found["year"]) == [2021, 2025]
    assert found["text"].str.startswith("能力由增转减").all()


def test_openings_are_told_where_they_are_named_or_the_most():
    opened = [
        event(1, "commissioned", 100, project="lot-1"),
        event(13, "commissioned", 60, project="lot-2"),
        event(24, "commissioned", 60, project="mine"),
        event(25, "delayed", project="mine"),
    ]
    said = told(milestones(tables(events=opened), line(), catalogue()))
    assert list(said) == [2022, 2023]
    assert said[2022].split("；")[0].startswith("一院投用，60 ")
    assert said[2022].split("；")[1].startswith("投用最多的一年：2个项目 120 ")
    assert said[2023] == "一院推迟"


def test_a_steady_pipeline_has_no_year_of_most():
    opened = [event(month, "commissioned", 50, project="lot") for month in (1, 13, 25)]
    assert milestones(tables(events=opened), line(), catalogue()).empty


def test_the_first_money_of_the_province_is_told():
    paid = [event(13, "transferred", category="transfer_in", yuan=yuan) for yuan in (3e8, 1e8)]
    later = event(25, "transferred", category="transfer_in", yuan=9e8)
    given = tables(events=[*paid, later])
    said = told(milestones(given, line(), catalogue()))
    assert list(said) == [2022]
    assert said[2022].endswith("4.00 亿元")
    english = told(milestones(given, line(), catalogue("en")))
    assert english[2022].startswith("first transfer from the province")
