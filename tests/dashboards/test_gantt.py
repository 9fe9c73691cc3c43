"""The Gantt chart of projects: fed, never rebuilt; a page of its own fetches nothing."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from dashboards.charts.gantt import COLOURS, feed_gantt, gantt, gantt_page
from simulator.analysis.projects import PHASES, STOPPED

pytestmark = pytest.mark.unit
LABELS = dict(zip(COLOURS, COLOURS, strict=True))
ROWS = ["1. <b>市医院</b>", "2. 批次"]


def frame(n=3):
    bars = pd.DataFrame(
        [
            (ROWS[0], "approval", "2021-03", "2021-09"),
            (ROWS[0], "building", "2021-09", "2023-01"),
            (ROWS[1], "building", "2021-01", "2022-01"),
        ],
        columns=["row", "phase", "left", "right"],
    ).assign(about="<i>", phase_label="在建", told="…", bottom=-0.4, top=0.4)
    bars["left"], bars["right"] = pd.to_datetime(bars["left"]), pd.to_datetime(bars["right"])
    bars = bars[:n]
    bars.attrs = {"rows": list(dict.fromkeys(bars["row"])), "years": (2020, 2030)}
    return bars


def test_every_phase_has_a_colour():
    assert tuple(COLOURS) == (*PHASES, STOPPED)


def test_the_chart_is_fed_and_only_phases_that_occur_are_in_its_key():
    picture = gantt(LABELS, str)
    feed_gantt(picture, frame())
    assert picture.figure.y_range.factors == ROWS[::-1]
    assert picture.sources["building"].data["top"] == [(ROWS[0], 0.4), (ROWS[1], 0.4)]
    items = zip(COLOURS, picture.figure.legend[0].items, strict=True)
    assert [phase for phase, item in items if item.visible] == ["approval", "building"]
    sources = dict(picture.sources)
    feed_gantt(picture, frame(1))
    assert picture.sources == sources
    assert picture.figure.y_range.factors == ROWS[:1]
    assert picture.sources["building"].data["row"] == []


def test_the_page_holds_its_scripts_and_escapes_names():
    page = gantt_page(frame(), "试算 <i>", "zh")
    assert "试算 &lt;i&gt;" in page
    assert "<b>市医院" not in page
    assert re.search(r"<(script|link)[^>]* (src|href)=", page) is None


def test_a_chart_without_bars_is_an_empty_frame():
    picture = gantt(LABELS, str)
    feed_gantt(picture, frame(0))
    assert picture.figure.y_range.factors == []
