"""The Gantt chart of projects: a bar for every phase, nothing fetched."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from dashboards.charts.gantt import COLOURS, gantt, gantt_page
from simulator.analysis.projects import PHASES, STOPPED

pytestmark = pytest.mark.unit

BARS = pd.DataFrame(
    [
        ("xx_1", "<b>市医院</b>", "approval", "待立项", "2021-03", "2021-09"),
        ("xx_1", "<b>市医院</b>", "building", "在建", "2021-09", None),
        ("xx-2", "第2批", "building", "在建", None, "2022-02"),
    ],
    columns=["project", "project_name", "phase", "phase_label", "start", "end"],
).assign(region_label="新乡市", service_label="床位", units=300)


def test_every_phase_has_a_colour():
    assert tuple(COLOURS) == (*PHASES, STOPPED)


def test_open_ends_reach_the_ends_of_the_run():
    plot = gantt(BARS, (2020, 2030), str)
    drawn = {
        (row["project"], row["phase"]): (row["left"].year, row["right"].year)
        for renderer in plot.renderers
        for row in pd.DataFrame(renderer.data_source.data).to_dict("records")
    }
    assert drawn == {
        ("xx_1", "approval"): (2021, 2021),
        ("xx_1", "building"): (2021, 2031),
        ("xx-2", "building"): (2020, 2022),
    }
    assert len(plot.y_range.factors) == 2


def test_the_page_holds_its_scripts_and_escapes_names():
    page = gantt_page(BARS, (2020, 2030), "试算 <i>", "zh")
    assert "试算 &lt;i&gt;" in page
    assert "<b>市医院" not in page
    assert re.search(r"<(script|link)[^>]* (src|href)=", page) is None


def test_a_chart_without_bars_is_an_empty_frame():
    assert gantt(BARS[:0], (2020, 2030), str).y_range.factors == []
